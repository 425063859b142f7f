import { isOpen, planSession } from '../../src/session/session.ts';
import type { ReadySession } from '../../src/templates/ready-session.ts';
import type { Series, WorkspaceId } from '../../src/use-cases/ports.ts';
import type { Planted } from './bot.ts';
import { type Chance, createChance } from './chance.ts';
import { checkAtRest } from './check-at-rest.ts';
import { checkBacklog } from './check-backlog.ts';
import { checkPosts } from './check-posts.ts';
import { createAsk, type LinkParts } from './link.ts';
import { createPeople } from './people.ts';
import { createPlatform } from './platform.ts';
import { createProcesses } from './processes.ts';
import { createProfile, type Profile } from './profile.ts';
import { createSend } from './requests.ts';
import { createScheduler } from './scheduler.ts';
import { createTables, type Tables } from './tables.ts';
import { createTrace, type Trace } from './trace.ts';
import { createWeather } from './weather.ts';

export type Figures = {
  posts: number;
  /** Messages that the platform holds or has held beyond the first of each. */
  extraCopies: number;
  longestCopyMs: number;
  resends: number;
  blindResends: number;
  /** Answers that people saw confirmed. */
  answers: number;
  /** From when a message was due to when it stood; of those that were due before the seed's faults ended. */
  latenessMs: number[];
};

export type Simulated = { seed: number; startMs: number; profile: Profile; trace: Trace; figures: Figures };

const start = Date.UTC(2026, 11, 1, 9);
const second = 1_000;
const afterLastRecapMs = 90 * second;
const lookAgainMs = 30 * second;
/** With every minute added and every pause; a session that then still goes on is stuck. */
const longestSessionMs = 3_600 * second;
const workspaces: readonly WorkspaceId[] = ['slack:T1', 'slack:T2'];

/**
 * Plays what a seed holds in store: three processes, two workspaces with some sessions, people, faults, and at last a
 * time without any, in which all has to come to rest. The same seed always plays the same.
 */
export const simulate = async (
  seed: number,
  content: ReadySession,
  planted: Planted = {},
): Promise<Simulated> => {
  const profile = createProfile(createChance(seed, 'profile'));
  const scheduler = createScheduler(start, createChance(seed, 'order').number);
  const trace = createTrace(scheduler);
  const weather = createWeather(profile, scheduler, start);
  const partsOf = (stream: string) => ({
    ...{ scheduler, profile, weather, trace },
    chance: createChance(seed, stream),
  });
  const tables = createTables();
  plan(tables, createChance(seed, 'plan'), content);
  const platform = createPlatform(partsOf('platform'));
  // They need each other: who is struck is known only when something has been asked.
  const ask = createAsk(partsOf('database'), (life) => processes.strike(life));
  const processes = createProcesses({ ...partsOf('processes'), tables, ask, platform, planted }, start);
  const people = createPeople(
    partsOf('people'),
    tables,
    platform,
    createSend(partsOf('network'), processes),
    start,
  );
  tellOwnMessages(partsOf('events'), platform, processes);

  const world = { scheduler, profile, weather, trace, tables, platform, processes, people, startMs: start };
  checkPosts(world);
  checkBacklog(world);
  await scheduler.runUntil(start + profile.restFromMs);
  const longestAt = scheduler.now() + longestSessionMs;
  while (sessionsGoingOn(tables).length > 0 && scheduler.now() < longestAt)
    await scheduler.runUntil(scheduler.now() + lookAgainMs);
  await scheduler.runUntil(scheduler.now() + afterLastRecapMs);
  for (const id of sessionsGoingOn(tables)) trace.violated('G11', 'the session never ends', id);
  const figures = await checkAtRest(world);
  return { seed, startMs: start, profile, trace, figures };
};

/** Those whose recap is not released yet. */
const sessionsGoingOn = ({ sessions }: Tables): string[] =>
  [...sessions].flatMap(([id, { session }]) =>
    isOpen(session) || (session.status === 'collecting' && !session.recapReleased) ? [id] : [],
  );

/** The platform tells the bot of its own messages. */
const tellOwnMessages = (
  { scheduler, chance, profile }: LinkParts,
  platform: ReturnType<typeof createPlatform>,
  processes: ReturnType<typeof createProcesses>,
): void =>
  platform.onPost((posted) => {
    if (!chance.happens(profile.toldMessages)) return;
    scheduler.in(chance.between(20, 2_000), () => {
      const bot = processes.any();
      const copy = { reference: { channel: posted.place, ts: posted.ts }, postedAt: new Date(posted.at) };
      bot?.life.enter(() => void bot.takeEvidence(posted.workspace, posted.key, copy).catch(() => {}));
    });
  });

/** Some sessions, each in a channel of its own, that begin within the first minutes. */
const plan = (tables: Tables, chance: Chance, content: ReadySession): void => {
  const sessions = chance.between(2, 6);
  for (let index = 1; index <= sessions; index += 1) {
    const id = `session-${index}`;
    const series = {
      id: `series-${index}`,
      kind: 'single',
      zone: 'UTC',
      contents: [],
    } as Partial<Series> as Series;
    tables.series.set(series.id, series);
    tables.participants.set(id, new Map());
    tables.history.set(id, []);
    tables.sessions.set(id, {
      workspace: chance.oneOf(workspaces),
      facts: {
        ...{ id, seriesId: series.id, channelId: `C${index}`, ordinal: 1, title: content.title, content },
        rated: true,
      },
      session: planSession(
        {
          // Many fall on one instant, as they do where people plan them for full hours.
          startsAt: new Date(start + chance.oneOf([90, 120, 120, 120, 150, 180]) * second),
          phaseMinutes: chance.oneOf([
            [2, 2, 2, 1],
            [2, 1, 2, 1],
            [3, 2, 2, 1],
          ] as const),
          ...{ cardMinutes: 1, adHoc: false, mode: 'online' },
        },
        { memberId: `lead-${index}` },
      ),
      ...{ revision: 1, kept: undefined, wouldChange: undefined, setAside: undefined },
    });
  }
};
