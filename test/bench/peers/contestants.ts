import type { Pool } from 'pg';
import { lookUpWindows } from '../../faults/look-up-windows.ts';
import { forkBot } from '../../support/bot-process.ts';
import { botSettings } from '../bot-settings.ts';
import { startChild } from '../child.ts';
import { channelOf, plant, sessionBefore } from '../plant.ts';
import type { PeerDeeds, Place } from './peer.ts';

/** Whoever posts what is due: so many posts, the first at an instant, each so much later than the one before. */
export type Plan = { posts: number; firstDueAt: Date; apartMs: number };

export type Contestant = {
  name: string;
  /** Stores what is due: the post of `channelOf(number)` for each number. */
  plan(place: Place, owner: Pool, plan: Plan): Promise<void>;
  /** A process that works on it from now on. */
  start(place: Place): Promise<{ kill(): Promise<void> }>;
};

export const dueAtOf = ({ firstDueAt, apartMs }: Plan, number: number): number =>
  // Cron knows whole seconds only.
  Math.floor((firstDueAt.getTime() + number * apartMs) / 1_000) * 1_000;

const peer = (name: string): Contestant => {
  const file = `peers/${name}.ts`;
  return {
    name,
    plan: async (place, _owner, plan) => {
      const child = startChild<PeerDeeds>(file);
      const jobs = Array.from({ length: plan.posts }, (_, number) => ({
        channel: channelOf(number),
        dueAt: dueAtOf(plan, number),
      }));
      await child.ask('plan', { ...place, jobs });
      await child.stop();
    },
    start: async (place) => {
      const child = startChild<PeerDeeds>(file);
      await child.ask('work', place);
      return child;
    },
  };
};

/** The first prompts of sessions, posted by a real bot; with the look-up windows of the fault programme. */
const ours: Contestant = {
  name: 'microtraining',
  plan: async (_place, owner, { posts, firstDueAt, apartMs }) => {
    await plant(owner, {
      ...{ sessions: posts, perWorkspace: 10, peopleEach: 6, apartMs },
      session: sessionBefore(firstDueAt),
      posted: ['card', 'desk'],
    });
  },
  start: ({ databaseUrl, apiUrl }) =>
    forkBot({ ...botSettings(databaseUrl, apiUrl), delivery: lookUpWindows }, new Date(), () => {}),
};

export const contestants: readonly Contestant[] = [
  ours,
  peer('graphile-worker'),
  peer('pg-boss'),
  peer('node-cron'),
];
