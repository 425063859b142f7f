import type { SessionCommand } from '../../src/session/commands.ts';
import { decide } from '../../src/session/decide.ts';
import { defaultPhaseMinutes } from '../../src/session/rules.ts';
import { type Plan, planSession, type Session } from '../../src/session/session.ts';

/** The sample's day (flow.md): `at('10:03')` is three minutes into the session, `at('10:00', 1)` is the next day. */
export const at = (time: string, daysLater = 0): Date => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return new Date(Date.UTC(2026, 11, 1 + daysLater, hours, minutes, 0, Math.round(seconds * 1_000)));
};

export const ana = 'U-ANA';
export const ben = 'U-BEN';

/** The sample's plan: ten o'clock, 3/6/4/2 minutes, its card ten minutes before. */
export const buildPlan = (changes: Partial<Plan> = {}): Plan => ({
  startsAt: at('10:00'),
  phaseMinutes: defaultPhaseMinutes,
  cardMinutes: 10,
  adHoc: false,
  mode: 'online',
  ...changes,
});

/** The sample's session before anything has happened: Ana leads, nobody is in. */
export const buildSession = (changes: Partial<Plan> = {}): Session =>
  planSession(buildPlan(changes), { memberId: ana });

type WithoutNow<Command> = Command extends unknown ? Omit<Command, 'now'> : never;
/** A command without its instant. */
export type Wish = WithoutNow<SessionCommand>;

export const tick = (now: Date): SessionCommand => ({ type: 'tick', now });
export const sixAreIn = (now: Date): SessionCommand => ({
  type: 'count-people',
  peopleIn: 6,
  everyoneAnswered: false,
  now,
});

/** The session after these commands, one after the other. */
export const having = (session: Session, ...commands: SessionCommand[]): Session =>
  commands.reduce((current, command) => decide(current, command).session, session);

/** The sample at `now`, with six people in and nobody having intervened. */
export const undisturbedAt = (now: Date, plan: Partial<Plan> = {}): Session =>
  having(buildSession(plan), sixAreIn(at('9:51')), tick(now < at('10:00') ? now : at('10:00')), tick(now));
