import { mainQuestion } from '../session/answer.ts';
import { isSelfPaced } from '../session/pace.ts';
import { type PhaseNumber, phaseNumbers, rules } from '../session/rules.ts';
import type { SessionIn } from '../session/session.ts';
import { actualMinutes, timetable } from '../session/timetable.ts';
import { fillIn } from '../templates/fill-in.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import { dotted, type Line } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import { spoken } from '../texts/spoken.ts';
import { isSameDay, minutesLeft } from './card.ts';
import type { Interaction } from './interaction.ts';
import { dropIt } from './keeping-forms.ts';
import { listText } from './list-text.ts';
import type { Block, Message, Press } from './message.ts';
import { answeredOnTime, finishedInWriting, listsOnTime, type SessionView } from './session-view.ts';
import { oneLine } from './tally-block.ts';

/** As many lists as fit one message with a button each, and as much of them; the rest is in the thread. */
const mostStarrable = 12;
const starrableChars = 200;
/** So much of a list tells its star from the others where it is read out. */
const starSpokenChars = 30;
/** So much of what is kept is recalled; the form has all of it. */
const keptChars = 300;

/**
 * The lead's private message: what runs, what to say, and what only the lead may do.
 * @param reader the member whose desk it is; a former lead's says who leads now
 */
export const desk = (plainTexts: Texts, view: SessionView, reader: string, now: Date): Message => {
  const texts = pacedTexts(plainTexts, view.session.plan);
  if (view.session.lead.memberId !== reader) {
    const line = texts.desk.handedOver(view.title, view.leadName);
    return { push: spoken(line), blocks: [oneLine(line)] };
  }
  const blocks = state(texts, view, now);
  return { push: push(texts, view, blocks), blocks };
};

/** That one leads, and where it stands; nothing of what people answered. */
const push = (texts: Texts, { session, title, zone }: SessionView, [first]: Block[]): string => {
  const line: Line = (first?.kind === 'text' && first.lines[0]) || [];
  if (session.status === 'running') {
    const { endsAt } = timetable(session.plan, session.run)[session.phase - 1]!;
    const phase = texts.desk.pushPhase(session.phase, texts.calendar.endClock(endsAt, zone));
    return texts.desk.pushNow(title, spoken(phase, ...marks(texts, session)));
  }
  const isOff = session.status === 'closed' && session.reason !== 'completed';
  if (isOff || (session.status === 'planned' && session.heldBy !== undefined)) return spoken(line);
  return session.status === 'planned'
    ? texts.desk.push(title, texts.calendar.clock(session.plan.startsAt, zone))
    : texts.desk.pushNow(title, spoken(line));
};

/** What the lead has to know besides the phase. */
const marks = (texts: Texts, { lead, run, phase }: SessionIn<'running'>): Line[] => [
  ...(lead.left ? [texts.desk.left()] : []),
  ...(run.phases[phase - 1]?.lastMinute ? [texts.desk.oneMinute()] : []),
];

const state = (texts: Texts, view: SessionView, now: Date): Block[] => {
  const { session } = view;
  switch (session.status) {
    case 'planned':
      return planned(texts, view, session, now);
    case 'running':
      return running(texts, view, session);
    case 'paused':
      return paused(texts, view, session);
    case 'writing':
      return [
        oneLine(texts.desk.writing(session.untilAt, view.zone)),
        { kind: 'actions', buttons: [press(view, texts.buttons.stop, 'stop')] },
        ...starrable(texts, view),
      ];
    case 'collecting':
      return after(texts, view, session);
    case 'closed':
      return closed(texts, view);
  }
};

type Control = Extract<
  Interaction['do'],
  | 'start-now'
  | 'five-minutes-later'
  | 'i-cannot'
  | 'look-through'
  | 'show-start'
  | 'start-anyway'
  | 'move'
  | 'one-more-minute'
  | 'reveal-now'
  | 'pause'
  | 'resume'
  | 'have-to-go'
  | 'hand-over'
  | 'stop'
  | 'undo'
  | 'write-keep'
>;

const press = ({ id }: SessionView, label: string, control: Control): Press => ({
  label,
  does: { do: control, session: id },
});

const oneMoreMinute = (texts: Texts, view: SessionView): Press => ({
  ...press(view, texts.buttons.oneMore, 'one-more-minute'),
  spoken: texts.spoken.oneMore,
});

const planned = (texts: Texts, view: SessionView, session: SessionIn<'planned'>, now: Date): Block[] => {
  if (session.heldBy !== undefined) return [oneLine(texts.desk.onHold(view.title, view.changedBy))];
  const { buttons } = texts;
  const { startsAt } = session.plan;
  const today = isSameDay(startsAt, now, view.zone);
  const lines: Line[] = [
    texts.desk.before(view.title, view.channelName, startsAt, view.zone, today, session.peopleIn),
    texts.desk.ready(view.content.haveReady),
  ];
  if (session.lead.absent) lines.push(texts.desk.absent());
  const blocks: Block[] = [
    { kind: 'text', lines },
    {
      kind: 'actions',
      buttons: [
        press(view, buttons.startNow, 'start-now'),
        press(view, buttons.fiveLater, 'five-minutes-later'),
        ...(session.lead.absent ? [] : [press(view, buttons.iCannot, 'i-cannot')]),
        press(view, buttons.lookThrough, 'look-through'),
      ],
    },
  ];
  return session.near && session.peopleIn < rules.fewPeople
    ? [...blocks, ...few(texts, view, session)]
    : blocks;
};

const few = (texts: Texts, view: SessionView, { insisted, peopleIn }: SessionIn<'planned'>): Block[] => {
  if (insisted) return [oneLine(texts.desk.insisted(insisted))];
  return [
    oneLine(texts.desk.few(peopleIn)),
    {
      kind: 'actions',
      buttons: [
        press(view, texts.buttons.showStart, 'show-start'),
        press(view, texts.buttons.startAnyway, 'start-anyway'),
        press(view, texts.buttons.move, 'move'),
      ],
    },
  ];
};

const running = (texts: Texts, view: SessionView, session: SessionIn<'running'>): Block[] => {
  const { buttons } = texts;
  const { phase, run, undo } = session;
  const { endsAt } = timetable(session.plan, run)[phase - 1]!;
  const hasClock = !isSelfPaced(session.plan);
  const hasAnswersToShow = (phase === 1 || phase === 3) && !run.phases[phase - 1]?.revealedAt;
  const lines = marks(texts, session);
  const count = phase === 1 ? progress(texts, view, 1) : [];
  lines.push(dotted(texts.desk.heading(phase, endsAt, view.zone), count));
  lines.push(cue(texts, view, phase));
  const blocks: Block[] = [{ kind: 'text', lines }];
  if (undo) {
    blocks.push(oneLine(texts.desk.started(phase)), {
      kind: 'actions',
      buttons: [press(view, buttons.undo, 'undo')],
    });
  }
  blocks.push({
    kind: 'actions',
    buttons: [
      { label: buttons.next, does: { do: 'next', session: view.id, phase }, weight: 'main' },
      ...(hasClock ? [oneMoreMinute(texts, view)] : []),
      ...(phase === 4 ? [press(view, buttons.writeKeep, 'write-keep')] : []),
    ],
    more: [
      ...(hasAnswersToShow ? [press(view, buttons.reveal, 'reveal-now')] : []),
      ...(hasClock ? [press(view, buttons.pause, 'pause')] : []),
      press(view, buttons.haveToGo, 'have-to-go'),
      press(view, buttons.handOver, 'hand-over'),
      press(view, buttons.stop, 'stop'),
    ],
  });
  if (phase >= 3) blocks.push(...starrable(texts, view));
  return blocks;
};

/** What to say in this phase; from phase 2 on the count stands behind it (flow 4.8). */
const cue = (texts: Texts, view: SessionView, phase: PhaseNumber): Line => {
  const { content, zone, session } = view;
  const of = { 1: content.activeStart, 2: content.exercise, 3: content.feedback, 4: content.conclusion }[
    phase
  ];
  const { revealAt } = timetable(session.plan, session.status === 'planned' ? undefined : session.run)[
    phase - 1
  ]!;
  const line = isSelfPaced(session.plan) ? texts.selfPaced.cue() : withReveal(of.cue, revealAt, zone);
  const kept = phase === 4 && view.kept ? texts.desk.kept(cut(view.kept, keptChars)) : [];
  return phase === 1 ? line : dotted(line, kept, progress(texts, view, phase));
};

const withReveal = (text: string, revealAt: Date | undefined, zone: string): Line => {
  const [before = '', after] = text.split('{reveal}');
  return after === undefined || !revealAt
    ? [fillIn(text, { reveal: '' })]
    : [before, { time: revealAt, zone }, after];
};

const progress = (texts: Texts, view: SessionView, phase: PhaseNumber): Line => {
  const answered = answeredOnTime(view, mainQuestion[phase]);
  // Who answers is in, but counted a moment later.
  const peopleIn = Math.max(view.session.peopleIn, answered);
  switch (phase) {
    case 1:
      return texts.desk.answered(answered, peopleIn);
    case 2:
      return texts.desk.lists(answered, peopleIn, view.content.exercise.answersAre.many);
    case 3:
      return texts.desk.checked(answered, peopleIn);
    case 4:
      return texts.desk.plans(answered, peopleIn);
  }
};

const paused = (texts: Texts, view: SessionView, session: SessionIn<'paused'>): Block[] => {
  const { buttons } = texts;
  const { endsAt } = timetable(session.plan, session.run)[session.phase - 1]!;
  const left = minutesLeft(endsAt, session.pausedAt);
  return [
    oneLine(texts.desk.paused(session.pausedAt, view.zone, left, session.phase)),
    {
      kind: 'actions',
      buttons: [{ ...press(view, buttons.resume, 'resume'), weight: 'main' }, oneMoreMinute(texts, view)],
      more: [
        press(view, buttons.haveToGo, 'have-to-go'),
        press(view, buttons.handOver, 'hand-over'),
        press(view, buttons.stop, 'stop'),
      ],
    },
  ];
};

const starrable = (texts: Texts, view: SessionView): Block[] => {
  const rows = listsOnTime(view)
    .slice(0, mostStarrable)
    .map((list) => {
      const text = listText(texts, view, list);
      const [label, spokenLabel] = list.starred
        ? [texts.buttons.starred, texts.spoken.starred]
        : [texts.buttons.star, texts.spoken.star];
      return {
        line: [cut(text, starrableChars)],
        button: {
          label,
          spoken: texts.spoken.about(spokenLabel, cut(text, starSpokenChars)),
          does: {
            do: 'star',
            session: view.id,
            mark: list.mark,
            wanted: list.starred ? 'off' : 'on',
          } as const,
        },
      };
    });
  return rows.length > 0 ? [{ kind: 'pressable', rows }] : [];
};

const after = (texts: Texts, view: SessionView, session: SessionIn<'collecting'>): Block[] => {
  const { buttons } = texts;
  if (!session.recapReleased) {
    const line = session.endedBy === 'stop' ? texts.desk.stopped() : texts.desk.finished();
    const undo: Block[] = session.undo
      ? [
          {
            kind: 'actions',
            buttons: [press(view, buttons.undo, 'undo'), press(view, buttons.writeKeep, 'write-keep')],
          },
        ]
      : [];
    return [oneLine(line), ...undo, ...starrable(texts, view)];
  }
  return finished(texts, view);
};

const finished = (texts: Texts, view: SessionView): Block[] => {
  const { session, id, wouldChange, kept, next } = view;
  const run = session.status === 'planned' ? undefined : session.run;
  const length = run ? actualMinutes(run).reduce((sum, minutes) => sum + minutes, 0) : 0;
  const blocks: Block[] = [];
  if (wouldChange === undefined) {
    const change = (phase: PhaseNumber): Press => ({
      label: String(phase),
      spoken: texts.spoken.phase(phase),
      does: { do: 'would-change', session: id, phase },
    });
    const none: Press = { label: texts.buttons.none, does: { do: 'would-change', session: id, phase: 0 } };
    const done = finishedInWriting(session) ? texts.desk.doneInWriting() : texts.desk.done(length);
    blocks.push(oneLine(done), {
      kind: 'actions',
      buttons: [...phaseNumbers.map(change), none],
    });
  } else {
    blocks.push(oneLine(texts.desk.noted(wouldChange)));
  }
  const keep: Block[] = [{ kind: 'actions', buttons: [press(view, texts.buttons.writeKeep, 'write-keep')] }];
  if (session.status === 'collecting') {
    blocks.push(...(kept ? [oneLine(texts.desk.kept(cut(kept, keptChars)))] : []), ...keep);
  }
  if (next) {
    blocks.push(oneLine(texts.desk.nextReady(next.startsAt, view.zone)), {
      kind: 'actions',
      buttons: [{ label: texts.buttons.lookThrough, does: { do: 'look-through', session: next.id } }],
    });
  }
  return blocks;
};

const closed = (texts: Texts, view: SessionView): Block[] => {
  const { session, title, zone, leadName, outage } = view;
  if (session.status !== 'closed' || session.reason === 'completed') return finished(texts, view);
  if (session.reason === 'cancelled') {
    return [oneLine(texts.card.cancelled(title, session.plan.startsAt, zone, view.changedBy))];
  }
  if (session.reason === 'broken-off') return [oneLine(texts.brokenOff(title, session.closedAt, zone))];
  const line =
    session.reason === 'missed'
      ? texts.card.missed(title, outage, session.plan.startsAt, zone, leadName)
      : texts.card.nobody(title, leadName);
  return [
    oneLine(line),
    {
      kind: 'actions',
      buttons: [
        { ...press(view, texts.buttons.startNow, 'start-now'), weight: 'main' },
        press(view, texts.buttons.move, 'move'),
        dropIt(texts, view),
      ],
    },
  ];
};
