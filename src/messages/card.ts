import { localParts } from '../series/local-time.ts';
import { later, minute } from '../session/rules.ts';
import { endOf, extendedMinutes, lateUntil, plannedMinutes, timetable } from '../session/timetable.ts';
import type { Texts } from '../texts/en.ts';
import { dotted, type Line } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import { spoken } from '../texts/spoken.ts';
import type { Block, Link, Message, Press } from './message.ts';
import { type SessionView, tookPart } from './session-view.ts';
import { oneLine } from './tally-block.ts';

/** The session's root message: one for its whole life, edited. */
export const card = (plainTexts: Texts, view: SessionView, now: Date): Message => {
  const texts = pacedTexts(plainTexts, view.session.plan);
  const blocks = [...state(texts, view, now), ...absentLead(texts, view)];
  return { push: push(texts, view, blocks), blocks };
};

/** The invitation before the start, and then what has become of it. */
const push = (texts: Texts, { session, title, zone, leadName }: SessionView, [first]: Block[]): string => {
  const { plan } = session;
  const isToCome = session.status === 'planned' && session.heldBy === undefined;
  if (!isToCome) return first?.kind === 'text' ? spoken(...first.lines) : title;
  const invitation = texts.card.push(title, plan.startsAt, zone, plannedMinutes(plan));
  return session.lead.absent ? `${invitation} ${spoken(texts.card.leadAbsent(leadName))}` : invitation;
};

const state = (texts: Texts, view: SessionView, now: Date): Block[] => {
  const { session, title, zone, leadName } = view;
  switch (session.status) {
    case 'planned':
      return planned(texts, view, now);
    case 'running': {
      const current = timetable(session.plan, session.run)[session.phase - 1]!;
      const added = extendedMinutes(session.run);
      const until = texts.card.running(title, endOf(session), zone);
      return inThread(texts, view, [
        dotted(
          added > 0 ? [...until, ...texts.card.added(added)] : until,
          texts.card.progress(session.phase, current.endsAt, zone),
          texts.card.in(session.peopleIn),
          session.plan.callLink ? texts.card.call(session.plan.callLink) : [],
        ),
      ]);
    }
    case 'paused': {
      const { endsAt } = timetable(session.plan, session.run)[session.phase - 1]!;
      const left = minutesLeft(endsAt, session.pausedAt);
      return inThread(texts, view, [
        texts.card.paused(title, leadName, session.pausedAt, zone, left, session.phase),
      ]);
    }
    case 'writing':
      return inThread(texts, view, [texts.card.writing(title, session.untilAt, zone)]);
    case 'collecting':
      return session.recapReleased
        ? done(texts, view, session.endedAt, lateUntil(session))
        : [oneLine(texts.card.ending(title, session.endedAt, zone))];
    case 'closed':
      return closed(texts, view);
  }
};

/** Minutes that a paused phase has left, rounded up: never 0 while there is time. */
export const minutesLeft = (endsAt: Date, pausedAt: Date): number =>
  Math.ceil((endsAt.getTime() - pausedAt.getTime()) / minute);

const planned = (texts: Texts, view: SessionView, now: Date): Block[] => {
  const { session, zone, content, total, ordinal } = view;
  if (session.status === 'planned' && session.heldBy !== undefined) {
    return [oneLine(texts.card.onHold(view.title, view.changedBy))];
  }
  const { startsAt } = session.plan;
  const endsAt = later(startsAt, plannedMinutes(session.plan) * minute);
  const when = texts.card.planned(view.title, startsAt, endsAt, zone, isSameDay(startsAt, now, zone));
  const which = total !== undefined && total > 1 ? texts.card.ordinal(ordinal, total) : [];
  return [
    {
      kind: 'text',
      lines: [
        dotted(when, which),
        texts.card.goal(content.goal),
        dotted(
          texts.card.with(view.leadName, session.peopleIn),
          texts.card.place(session.plan.mode, session.plan.callLink),
        ),
      ],
    },
    {
      kind: 'actions',
      buttons: [{ label: texts.buttons.imIn, does: { do: 'im-in', session: view.id }, weight: 'main' }],
      more: rarer(texts, view),
    },
  ];
};

export const isSameDay = (one: Date, other: Date, zone: string): boolean =>
  localParts(one, zone).date === localParts(other, zone).date;

const rarer = (texts: Texts, { id }: SessionView): Press[] => [
  { label: texts.buttons.notThisTime, does: { do: 'not-this-time', session: id } },
  { label: texts.buttons.doNotCall, does: { do: 'do-not-call', session: id } },
];

/** A session that goes on in the thread: **Join** leads to its running prompt. */
const inThread = (texts: Texts, view: SessionView, lines: Line[]): Block[] => {
  const join = { label: texts.buttons.join, does: { do: 'join', session: view.id } as const };
  const button: Press | Link = view.currentPrompt ? { ...join, to: view.currentPrompt } : join;
  return [
    { kind: 'text', lines },
    { kind: 'actions', buttons: [button], more: rarer(texts, view) },
  ];
};

const done = (texts: Texts, view: SessionView, endedAt: Date, until: Date | undefined): Block[] => {
  const { title, zone, id } = view;
  const head = texts.card.done(title, endedAt, zone, tookPart(view));
  const read = { label: texts.buttons.readRecap, does: { do: 'read-recap', session: id } as const };
  const buttons: (Press | Link)[] = [view.recap ? { ...read, to: view.recap } : read];
  if (until) buttons.push({ label: texts.buttons.answerLate, does: { do: 'answer-late', session: id } });
  return [
    oneLine(until ? dotted(head, texts.card.lateUntil(until, zone)) : head),
    { kind: 'actions', buttons },
  ];
};

const closed = (texts: Texts, view: SessionView): Block[] => {
  const { session, title, zone, leadName, outage } = view;
  if (session.status !== 'closed') return [];
  switch (session.reason) {
    case 'missed':
      return [oneLine(texts.card.missed(title, outage, session.plan.startsAt, zone, leadName))];
    case 'nobody-came':
      return [oneLine(texts.card.nobody(title, leadName))];
    case 'cancelled':
      return [oneLine(texts.card.cancelled(title, session.plan.startsAt, zone, view.changedBy))];
    case 'broken-off':
      return [oneLine(texts.brokenOff(title, session.closedAt, zone))];
    case 'completed':
      return done(texts, view, session.run?.phases.at(-1)?.endedAt ?? session.closedAt, undefined);
  }
};

const absentLead = (texts: Texts, { session, leadName, id }: SessionView): Block[] => {
  const over = session.status === 'collecting' || session.status === 'closed';
  const onHold = session.status === 'planned' && session.heldBy !== undefined;
  if (!session.lead.absent || over || onHold) return [];
  return [
    oneLine(texts.card.leadAbsent(leadName)),
    { kind: 'actions', buttons: [{ label: texts.buttons.iLead, does: { do: 'i-lead', session: id } }] },
  ];
};
