import type { Pool } from 'pg';
import { deliveryLimits } from '../../../src/delivery/delivery-limits.ts';
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

/** The first prompts of sessions, posted by a real bot; with the look-up windows of the programme (reliability 1). */
const ours: Contestant = {
  name: 'microtraining',
  plan: async (_place, owner, { posts, firstDueAt, apartMs }) => {
    await plant(owner, {
      ...{ sessions: posts, perWorkspace: 10, peopleEach: 6, apartMs },
      session: sessionBefore(firstDueAt),
      posted: ['card', 'desk'],
    });
  },
  start: ({ databaseUrl, apiUrl }) => {
    const proofAfterMs = { answered: 2_500, 'cut-off': 4_500, 'owner-dead': 6_500 };
    const settings = botSettings(databaseUrl, apiUrl);
    const delivery = { ...deliveryLimits, proofAfterMs };
    return forkBot({ ...settings, delivery }, new Date(), () => {});
  },
};

export const contestants: readonly Contestant[] = [
  ours,
  peer('graphile-worker'),
  peer('pg-boss'),
  peer('node-cron'),
];
