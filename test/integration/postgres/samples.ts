import { readFileSync } from 'node:fs';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { decide } from '../../../src/session/decide.ts';
import { planSession, type Session } from '../../../src/session/session.ts';
import { parseReadySession } from '../../../src/templates/ready-session.ts';
import type { Series, SessionFacts, Transaction } from '../../../src/use-cases/ports.ts';

export const home = 'slack:T1';
export const elsewhere = 'teams:T2';

/** 1 September 2026, 10:00 UTC, plus so many minutes: a session starts at `at(0)`. */
export const at = (minutes: number): Date => new Date(Date.UTC(2026, 8, 1, 10, 0, 0) + minutes * 60_000);

/** An id that is easy to tell from others. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const yaml = new URL('../../../src/templates/ready/en/spot-the-phish.yaml', import.meta.url);
export const content = parseReadySession(readFileSync(yaml, 'utf8'));

export const series = (changes: Partial<Series> = {}): Series => ({
  id: id(1),
  channelId: 'C1',
  kind: 'series',
  status: 'active',
  changedBy: undefined,
  title: 'Suspicious mail',
  audience: 'reads mail from outside',
  leadId: 'U1',
  coLeadId: undefined,
  plannedBy: 'U1',
  plannedAt: at(-3000),
  zone: 'Europe/Zurich',
  firstDate: '2026-09-01',
  localTime: '12:00',
  cadence: { kind: 'weekly', everyWeeks: 1, days: [2, 4], count: 6 },
  skipDates: [],
  contents: [],
  ...changes,
});

export const facts = (changes: Partial<SessionFacts> = {}): SessionFacts => ({
  id: id(11),
  seriesId: id(1),
  channelId: 'C1',
  ordinal: 1,
  title: 'Spot the phish',
  content,
  rated: true,
  ...changes,
});

export const planned = (startsAt = at(0)): Session =>
  planSession(
    { startsAt, phaseMinutes: [3, 6, 4, 2], cardMinutes: 10, adHoc: false, mode: 'online' },
    { memberId: 'U1' },
  );

/** The session after commands given at minutes. */
export const after = (session: Session, ...steps: [number, Wish][]): Session =>
  steps.reduce(
    (current, [minutes, wish]) => decide(current, { ...wish, now: at(minutes) } as SessionCommand).session,
    session,
  );
type Wish = SessionCommand extends infer Command
  ? Command extends unknown
    ? Omit<Command, 'now'>
    : never
  : never;

/** A session in each status, with everything that the status may hold. */
export const everyStatus = (): Record<string, Session> => {
  const people: [number, Wish] = [-1, { type: 'count-people', peopleIn: 5, everyoneAnswered: false }];
  const begun = after(planned(), people);
  return {
    planned: planned(),
    'planned, insisted': after(planned(), [-1, { type: 'insist', how: 'show-start' }]),
    running: after(begun, [0, { type: 'tick' }]),
    'running, may be undone': after(begun, [2, { type: 'next' }]),
    paused: after(begun, [2, { type: 'pause' }]),
    writing: after(begun, [4, { type: 'continue-in-writing', untilAt: at(24 * 60) }]),
    collecting: after(begun, [16, { type: 'tick' }]),
    'collecting, may be undone': after(begun, [5, { type: 'stop' }]),
    completed: after(begun, [3000, { type: 'tick' }]),
    missed: after(planned(), [10, { type: 'tick' }]),
    'nobody came': after(planned(), [0, { type: 'tick' }]),
  };
};

/** Stores the workspace and a series, and in it a session. */
export const settle = (transaction: Transaction, workspace = home): Promise<void> =>
  transaction(workspace, async (stores) => {
    const platform = workspace === home ? 'slack' : 'teams';
    await stores.people.saveWorkspace({ id: workspace, platform, name: 'Acme' });
    await stores.series.add(series());
    await stores.sessions.add(facts(), planned());
  });
