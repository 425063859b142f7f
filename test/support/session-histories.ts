import fc from 'fast-check';
import type { SessionCommand } from '../../src/session/commands.ts';
import { type Decision, decide, writingUntil } from '../../src/session/decide.ts';
import { earlier, later, minute, second } from '../../src/session/rules.ts';
import type { Plan, Session } from '../../src/session/session.ts';
import { nextDue } from '../../src/session/timetable.ts';
import { ana, at, ben, buildPlan, buildSession, type Wish } from './build-session.ts';

/** How long after the last command the next one comes: after a while, or just around what is due next. */
type Wait = { ms: number } | { aroundDueMs: number };
/** Instants inside a wish are told as their distance from its `now`. */
type RelativeWish =
  | Wish
  | { type: 'move' | 'release'; inMs: number }
  | { type: 'continue-in-writing'; inMs?: number };
/** What is asked, by what the session is at that moment. */
type Step = { wait: Wait; wish: Record<Session['status'], RelativeWish> };
type CommandType = SessionCommand['type'];

/** One step of a history: the session before it, what was asked and when, what was decided. */
export type Turn = { before: Session; command: SessionCommand; decision: Decision };
export type History = { first: Session; turns: Turn[] };

const waits: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 20 * second }).map((ms) => ({ ms })) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 * minute }).map((ms) => ({ ms })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(-1, 0, 1, 2 * second, 2 * second + 1).map((ms) => ({ aroundDueMs: ms })),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: -20 * second, max: 5 * minute }).map((ms) => ({ aroundDueMs: ms })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 * minute }).map((ms) => ({ ms })) },
);

const counts: fc.Arbitrary<Wish> = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.boolean())
  .map(([peopleIn, everyoneAnswered]) => ({ type: 'count-people', peopleIn, everyoneAnswered }));

const plain = <Type extends SessionCommand['type']>(...types: Type[]) =>
  fc.constantFrom(...types.map((type) => ({ type }) as unknown as Wish));

const wishes: Record<CommandType, fc.Arbitrary<RelativeWish>> = {
  tick: plain('tick'),
  start: plain('start'),
  move: fc.integer({ min: -10 * minute, max: 40 * minute }).map((inMs) => ({ type: 'move', inMs })),
  cancel: fc.constantFrom(ana, ben).map((memberId) => ({ type: 'cancel', memberId })),
  hold: fc.constantFrom(ana, ben).map((memberId) => ({ type: 'hold', memberId })),
  release: fc.integer({ min: -10 * minute, max: 40 * minute }).map((inMs) => ({ type: 'release', inMs })),
  insist: fc
    .constantFrom('start-anyway' as const, 'show-start' as const)
    .map((how) => ({ type: 'insist', how })),
  next: plain('next'),
  extend: plain('extend'),
  reveal: plain('reveal'),
  pause: plain('pause'),
  resume: plain('resume'),
  stop: plain('stop'),
  'break-off': plain('break-off'),
  undo: plain('undo'),
  'decline-lead': plain('decline-lead'),
  leave: plain('leave'),
  'continue-in-writing': fc
    .option(fc.integer({ min: -10 * minute, max: 24 * 60 * minute }), { nil: undefined })
    .map((inMs) => ({ type: 'continue-in-writing', ...(inMs !== undefined && { inMs }) })),
  'hand-over': fc.constantFrom(ana, ben).map((leadId) => ({ type: 'hand-over', leadId })),
  'take-lead': fc.constantFrom(ana, ben).map((leadId) => ({ type: 'take-lead', leadId })),
  'count-people': counts,
};
const allTypes = Object.keys(wishes) as CommandType[];

/** What is worth asking of a session, so that histories go deep; everything else is asked now and then. */
const fitting: Record<Session['status'], readonly CommandType[]> = {
  planned: ['tick', 'start', 'count-people', 'insist', 'move', 'hold', 'release', 'release'],
  running: [
    'tick',
    'next',
    'next',
    'undo',
    'undo',
    'extend',
    'reveal',
    'pause',
    'stop',
    'continue-in-writing',
    'count-people',
    'count-people',
  ],
  paused: ['tick', 'resume', 'resume', 'resume', 'extend', 'stop', 'count-people'],
  writing: ['tick', 'count-people', 'stop'],
  collecting: ['tick', 'undo', 'undo', 'undo'],
  closed: ['tick', 'start', 'move', 'cancel'],
};

/** Plans by the minute, in which phases 1 and 3 have time for a reveal and a talk. */
const timedPlans: fc.Arbitrary<Plan> = fc
  .record({
    phaseMinutes: fc.tuple(
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
    ),
    cardMinutes: fc.constantFrom(1, 10),
    adHoc: fc.boolean(),
    mode: fc.constantFrom('online' as const, 'room' as const),
  })
  .map(buildPlan);

const windows = fc.constantFrom(60, 90, 240, 24 * 60);

/** Plans whose phases are open for hours. */
const selfPacedPlans: fc.Arbitrary<Plan> = fc
  .record({
    phaseMinutes: fc.tuple(windows, windows, windows, windows),
    cardMinutes: fc.constantFrom(1, 10),
    mode: fc.constant('self-paced' as const),
  })
  .map(buildPlan);

export const plans = fc.oneof({ weight: 3, arbitrary: timedPlans }, { weight: 1, arbitrary: selfPacedPlans });

/** Histories made of these commands only, from the minutes before the start on, in which time goes forward. */
export const historiesOf = (
  types: readonly CommandType[],
  maxLength = 30,
  planned = plans,
): fc.Arbitrary<History> => {
  const any = fc.oneof(...types.map((type) => wishes[type]));
  const wishIn = (status: Session['status']) =>
    fc.oneof(
      { weight: 1, arbitrary: any },
      ...fitting[status]
        .filter((type) => types.includes(type))
        .map((type) => ({ weight: 1, arbitrary: wishes[type] })),
    );
  const wish = fc.record({
    planned: wishIn('planned'),
    running: wishIn('running'),
    paused: wishIn('paused'),
    writing: wishIn('writing'),
    collecting: wishIn('collecting'),
    closed: wishIn('closed'),
  });
  const steps = fc.array(fc.record<Step>({ wait: waits, wish }), { maxLength, size: 'max' });
  const leads = fc.integer({ min: -12 * minute, max: 0 });
  return fc.tuple(planned, leads, fc.boolean(), steps).map(([plan, leadMs, peopled, rest]) => {
    const first = buildSession(plan);
    const turns = play(first, later(plan.startsAt, leadMs), peopled ? [signUps, ...rest] : rest);
    return { first, turns };
  });
};

const always = (wish: RelativeWish): Step['wish'] => ({
  planned: wish,
  running: wish,
  paused: wish,
  writing: wish,
  collecting: wish,
  closed: wish,
});
const signUps: Step = {
  wait: { ms: 0 },
  wish: always({ type: 'count-people', peopleIn: 6, everyoneAnswered: false }),
};

/** Histories made of every command there is. */
export const histories = historiesOf(allTypes);
/** The same of self-paced sessions. */
export const selfPacedHistories = historiesOf(allTypes, 30, selfPacedPlans);

const play = (first: Session, from: Date, steps: readonly Step[]): Turn[] => {
  const turns: Turn[] = [];
  let before = first;
  let now = from;
  for (const { wait, wish } of steps) {
    now = instantOf(wait, before, now);
    const command = commandOf(wish[before.status], before, now);
    const decision = decide(before, command);
    turns.push({ before, command, decision });
    before = decision.session;
  }
  return turns;
};

const instantOf = (wait: Wait, session: Session, now: Date): Date => {
  if ('ms' in wait) return later(now, wait.ms);
  const due = nextDue(session)?.at ?? now;
  const around = later(due, wait.aroundDueMs);
  return around < now ? now : around;
};

const commandOf = (wish: RelativeWish, session: Session, now: Date): SessionCommand => {
  if (wish.type === 'move' || wish.type === 'release')
    return { type: wish.type, startsAt: later(now, 'inMs' in wish ? wish.inMs : 0), now };
  if (wish.type === 'continue-in-writing') {
    const untilAt = 'inMs' in wish && wish.inMs !== undefined ? later(now, wish.inMs) : writingUntil(session);
    return { type: 'continue-in-writing', untilAt, now };
  }
  return { ...wish, now } as SessionCommand;
};

/** The session as each turn left it, the first one included. */
export const statesOf = ({ first, turns }: History): Session[] => [
  first,
  ...turns.map(({ decision }) => decision.session),
];

export const eventsOf = ({ turns }: History) => turns.flatMap(({ decision }) => decision.events);

/** The session after a history, and the instant of its last command. */
export const lastOf = ({ first, turns }: History): { session: Session; now: Date } => {
  const last = turns.at(-1);
  return last
    ? { session: last.decision.session, now: last.command.now }
    : { session: first, now: earlier(at('10:00'), 15 * minute) };
};

/** Spans between ticks, in order. */
export const gaps = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 5 * second }),
    fc.integer({ min: 0, max: 5 * minute }),
    fc.integer({ min: 0, max: 26 * 60 * minute }),
  ),
  { minLength: 1, maxLength: 12 },
);

/** The instants that lie these gaps apart, beginning after `from`. */
export const instantsAfter = (from: Date, spans: readonly number[]): Date[] => {
  let now = from;
  return spans.map((ms) => {
    now = later(now, ms);
    return now;
  });
};
