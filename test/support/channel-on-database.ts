import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Pool } from 'pg';
import { createDueStore } from '../../src/postgres/due-store.ts';
import { createTransaction } from '../../src/postgres/transaction.ts';
import { readTemplates } from '../../src/read-templates.ts';
import { meetings, nextMeetings } from '../../src/series/meetings.ts';
import { planSession } from '../../src/session/session.ts';
import { en } from '../../src/texts/en.ts';
import type { By, Context } from '../../src/use-cases/context.ts';
import type { Log } from '../../src/use-cases/log-port.ts';
import type { Series, StoredSession, Stores } from '../../src/use-cases/ports.ts';
import { createRememberedSessions } from '../../src/use-cases/remembered-sessions.ts';
import { sweepSessions } from '../../src/use-cases/sweep-sessions.ts';
import { buildPlan } from './build-session.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from './database.ts';

export const workspace = 'slack:T1';
export const channelId = 'C-SALES';
export const zone = 'Europe/Berlin';
const names: Record<string, string> = { 'U-ANA': 'Ana', 'U-BEN': 'Ben', 'U-CARO': 'Caro' };
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** What the calendar and the clock of Berlin show in winter, as an instant. */
export const berlin = (date: string, time: string): Date => new Date(`${date}T${time}:00+01:00`);

/** "Tue 1 Dec 10:00" in Berlin. */
export const shown = (instant: Date): string =>
  `${en.calendar.day(instant, zone)} ${en.calendar.clock(instant, zone)}`;

/** A channel whose sessions are stored, and a session clock that is set by hand; nothing is sent to anybody. */
export type ChannelOnDatabase = {
  context: Context;
  setNow(instant: Date): void;
  /** Lets happen what is due. */
  sweep(): Promise<void>;
  by(memberId: string): By;
  stores<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Plans a series of Ana's, Tuesdays and Thursdays at ten from 1 December on unless told otherwise. */
  plan(changes?: Partial<Series>): Promise<Series>;
  /** All sessions of a series, in their order. */
  sessionsOf(series: Series): Promise<StoredSession[]>;
  /** Titles and dates of those that are planned and not held, by date. */
  coming(series: Series): Promise<string[]>;
};

/**
 * A new one for each test of a file, all of them on one database that is emptied in between.
 * @param onOpen is given the present test's, before the test begins
 */
export const channelForEachTest = (
  onOpen: (channel: ChannelOnDatabase, database: TestDatabase) => Promise<void> | void,
): void => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startDatabase();
  }, databaseTimeoutMs);
  beforeEach(async () => {
    await database.emptyTables();
    await onOpen(await openChannel(database.pool), database);
  });
  afterAll(() => database.stop(), databaseTimeoutMs);
};

const openChannel = async (pool: Pool): Promise<ChannelOnDatabase> => {
  let now = berlin('2026-11-30', '09:00');
  const transaction = createTransaction(pool);
  const templates = readTemplates('en');
  const person = (id: string) => ({
    id,
    name: names[id] ?? id,
    zone,
    locale: 'en-GB',
    role: 'member' as const,
  });
  const channel = { id: channelId, name: 'team-sales' };
  const context: Context = {
    transaction,
    due: createDueStore(pool),
    directory: {
      member: async (_, id) => person(id),
      channel: async () => ({
        ...{ ...channel, members: 6, botIsIn: true, isShared: false, hindrance: undefined },
      }),
      isIn: async (_, __, memberId) => memberId in names,
      isInstalled: async () => true,
      forget: () => {},
    },
    remembered: createRememberedSessions(),
    now: () => now,
    machineNow: () => now,
    texts: en,
    templates,
    newId: randomUUID,
    broadcasts: true,
    startsPerMinute: 100,
    sendFile: async () => ({ kind: 'unable', scope: undefined }),
    nudge: () => {},
  };
  const stores: ChannelOnDatabase['stores'] = (work) => transaction(workspace, work);
  await stores(async ({ people }) => {
    await people.saveWorkspace({ id: workspace, platform: 'slack', name: 'Acme' });
    await people.saveChannel(channel);
    for (const id of Object.keys(names)) await people.saveMember(person(id));
  });

  const ready = templates.series.find(({ id }) => id === 'suspicious-mail')!;
  const contents = ready.sessions.map((id) => templates.sessions.find((one) => one.id === id)!);
  const sessionsOf: ChannelOnDatabase['sessionsOf'] = ({ id }) =>
    stores(({ sessions }) => sessions.ofSeries(id));

  return {
    context,
    stores,
    sessionsOf,
    setNow: (instant) => {
      now = instant;
    },
    sweep: () => sweepSessions(context, silent, () => {}),
    by: (memberId) => ({
      workspace,
      memberId,
      channelId,
      isDirect: false,
      pressedAt: now,
      requestId: randomUUID(),
      role: 'member',
    }),
    plan: async (changes = {}) => {
      const series: Series = {
        id: randomUUID(),
        channelId,
        kind: 'series',
        status: 'active',
        changedBy: undefined,
        title: 'Suspicious mail',
        audience: undefined,
        leadId: 'U-ANA',
        coLeadId: undefined,
        plannedBy: 'U-ANA',
        plannedAt: now,
        zone,
        firstDate: '2026-12-01',
        localTime: '10:00',
        cadence: { kind: 'weekly', everyWeeks: 1, days: [2, 4], count: 4 },
        skipDates: [],
        contents: changes.kind === 'continuous' ? contents : [],
        ...changes,
      };
      const slot = { date: series.firstDate, time: series.localTime, zone };
      const dates =
        series.cadence.kind === 'continuous'
          ? nextMeetings(slot, series.cadence, now, 5)
          : meetings(slot, series.cadence);
      await stores(async ({ series: all, sessions }) => {
        await all.add(series);
        for (const [index, startsAt] of dates.entries()) {
          const content = contents[index % contents.length]!;
          const facts = { id: randomUUID(), seriesId: series.id, channelId, ordinal: index + 1 };
          await sessions.add(
            { ...facts, title: content.title, content, rated: true },
            planSession(buildPlan({ startsAt }), { memberId: series.leadId }),
          );
        }
      });
      return series;
    },
    coming: async (series) =>
      (await sessionsOf(series))
        .filter(({ session }) => session.status === 'planned' && session.heldBy === undefined)
        .toSorted((a, b) => a.session.plan.startsAt.getTime() - b.session.plan.startsAt.getTime())
        .map(({ facts, session }) => `${shown(session.plan.startsAt)} ${facts.title}`),
  };
};
