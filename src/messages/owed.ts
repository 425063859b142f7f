import { earlier, earliest, minute, type PhaseNumber } from '../session/rules.ts';
import { isOpen, type Session } from '../session/session.ts';
import { currentTimes } from '../session/timetable.ts';

/** The kinds of message that the bot owes somebody (flow 3.2). */
export const messageKinds = [
  'announcement',
  'lead-left',
  'channel-closed',
  'card',
  'desk',
  'prompt-1',
  'prompt-2',
  'prompt-3',
  'prompt-4',
  'check-note',
  'recap',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/**
 * How soon an edit is wanted. `now`: something has changed that people act on. The others are counters, which wait
 * their turn so that a session makes few edits (flow 3.2, reliability 2.7).
 */
export const urgencies = ['now', 'desk-counter', 'card-counter', 'announcement-counter'] as const;
export type Urgency = (typeof urgencies)[number];

/** What a change of a session owes its channel and its lead. */
export type Announcement = {
  post: { kind: MessageKind; recipient: 'channel' | 'lead'; run: number; dueAt: Date; after?: MessageKind }[];
  outdate: { kind: MessageKind; run?: number; urgency: Urgency }[];
  withdraw: { kind: MessageKind; run: number }[];
  /** The check question's answer has been opened: each who answered is told in private. */
  checkNotes: boolean;
};

export const promptKind = (phase: PhaseNumber): MessageKind => `prompt-${phase}`;

/**
 * Which messages a change of a session makes due, out of date or void: only what is still worth saying at the
 * end of the change; phases that came and went meanwhile are not announced any more.
 */
export const announce = (before: Session, after: Session, now: Date): Announcement => {
  const post = [
    ...newCard(before, after, now),
    ...newDesk(before, after, now),
    ...newPrompts(before, after, now),
    ...newRecap(before, after, now),
  ];
  return {
    post,
    outdate: stale(before, after),
    withdraw: withdrawn(before, after),
    checkNotes: revealedAt(after, 3) !== undefined && revealedAt(before, 3) === undefined,
  };
};

/**
 * What of a session its lead's desk shows besides counters, as a text to compare. That everyone has answered shows
 * only where it moves the reveal: else the last answer would bring an edit besides the paced ones.
 */
const deskShows = (session: Session): string =>
  JSON.stringify([session, currentTimes(session)?.revealAt], (key, value) =>
    key === 'peopleIn' || key === 'completeAt' ? undefined : value,
  );

const hasCard = (session: Session): boolean =>
  session.status === 'planned' ? session.announced : !(session.status === 'closed' && session.cardless);
const runOf = (session: Session) => (session.status === 'planned' ? undefined : session.run);
const phaseRun = (session: Session, phase: PhaseNumber) => runOf(session)?.phases[phase - 1];
const revealedAt = (session: Session, phase: PhaseNumber) => phaseRun(session, phase)?.revealedAt;

type Post = Announcement['post'][number];

/** When card and desk were due: at their time before the start, or now where the lead starts earlier still. */
const openingAt = ({ plan }: Session, now: Date): Date =>
  earliest(earlier(plan.startsAt, plan.cardMinutes * minute), now);

const newCard = (before: Session, after: Session, now: Date): Post[] =>
  hasCard(before) || !hasCard(after)
    ? []
    : [{ kind: 'card', recipient: 'channel', run: 0, dueAt: openingAt(after, now) }];

const newDesk = (before: Session, after: Session, now: Date): Post[] => {
  const changedHands = after.lead.memberId !== before.lead.memberId;
  if (!hasCard(after) || (hasCard(before) && !changedHands)) return [];
  const dueAt = hasCard(before) ? now : openingAt(after, now);
  return [{ kind: 'desk', recipient: 'lead', run: after.restarts, dueAt }];
};

/**
 * An undo owes the prompt of the phase it goes back to once more, under its own key: that phase may have begun and
 * been left within one decision, so that it was never announced; where it was, the ledger holds each key once.
 */
const newPrompts = (before: Session, after: Session, now: Date): Post[] => {
  if (!isOpen(after)) return [];
  const posted = isOpen(before) && before.restarts === after.restarts ? before.run.phases : [];
  const phases = after.status === 'writing' ? phasesFrom(after.phase) : [after.phase];
  return phases.flatMap((phase): Post[] => {
    const run = phaseRun(after, phase);
    const known = before.status === 'writing' || posted[phase - 1]?.run === (run?.run ?? -1);
    if (known) return [];
    const dueAt = run?.startedAt ?? now;
    return [
      {
        kind: promptKind(phase),
        recipient: 'channel',
        run: run?.run ?? after.restarts,
        dueAt,
        after: 'card',
      },
    ];
  });
};

const phasesFrom = (phase: PhaseNumber): PhaseNumber[] =>
  ([1, 2, 3, 4] as const).filter((one) => one >= phase);

const newRecap = (before: Session, after: Session, now: Date): Post[] => {
  const isReleased = (session: Session) =>
    (session.status === 'collecting' && session.recapReleased) ||
    (session.status === 'closed' && session.reason === 'completed');
  if (!isReleased(after) || isReleased(before)) return [];
  const dueAt = after.status === 'collecting' ? after.recapAt : now;
  return [{ kind: 'recap', recipient: 'channel', run: after.restarts, dueAt, after: 'card' }];
};

const stale = (before: Session, after: Session): Announcement['outdate'] => {
  const outdate: Announcement['outdate'] = [];
  if (!hasCard(before)) return outdate;
  if (deskShows(before) !== deskShows(after)) {
    outdate.push({ kind: 'desk', urgency: 'now' });
  } else if (before.peopleIn !== after.peopleIn) {
    outdate.push({ kind: 'desk', urgency: 'desk-counter' });
  }
  if (cardShows(before) !== cardShows(after)) {
    outdate.push({ kind: 'card', urgency: 'now' });
  } else if (before.peopleIn !== after.peopleIn && after.status === 'planned') {
    outdate.push({ kind: 'card', urgency: 'card-counter' });
  }
  for (const phase of [1, 2, 3, 4] as const) {
    if (isStale(before, after, phase)) outdate.push({ kind: promptKind(phase), urgency: 'now' });
  }
  return outdate;
};

/** Whether a prompt that stays shows something else; one that is posted or taken back just now is no edit. */
const isStale = (before: Session, after: Session, phase: PhaseNumber): boolean =>
  phaseRun(before, phase)?.run === phaseRun(after, phase)?.run &&
  promptShows(before, phase) !== promptShows(after, phase);

/** What of a session its card shows: not the desk's own matters such as *Undo*, the last minute or a reveal. */
const cardShows = (session: Session): string =>
  JSON.stringify([
    session.status,
    session.plan,
    session.lead,
    isOpen(session) && [
      session.phase,
      session.run.phases.map(({ startedAt, extendedMinutes }) => [startedAt, extendedMinutes]),
    ],
    session.status === 'paused' && session.pausedAt,
    session.status === 'running' && session.run.phases.map(({ pausedMs }) => pausedMs),
    session.status === 'collecting' && session.recapReleased,
    session.status === 'closed' && session.reason,
    session.status === 'planned' && session.heldBy,
  ]);

/** What of a phase its prompt shows besides its words: when it ends, and whether its answers are open. */
const promptShows = (session: Session, phase: PhaseNumber): string => {
  const run = phaseRun(session, phase);
  if (!run) return '';
  const shown = phase === 1 || phase === 3 ? run.revealedAt : undefined;
  const inWriting = session.status === 'writing' && session.phase === phase;
  return JSON.stringify([run.extendedMinutes, run.pausedMs, shown, inWriting]);
};

const withdrawn = (before: Session, after: Session): Announcement['withdraw'] => {
  if (!isOpen(after)) return [];
  const kept = after.run.phases;
  return (runOf(before)?.phases ?? []).flatMap((phase, index) =>
    kept[index]?.run === phase.run ? [] : [{ kind: promptKind((index + 1) as PhaseNumber), run: phase.run }],
  );
};
