import type { Fault } from '../../src/sandbox/slack/control.ts';
import { wait } from '../bench/wait.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { endSessions } from './end-sessions.ts';
import type { Swarm, SwarmOptions } from './swarm.ts';
import type { SwarmSlack } from './swarm-slack.ts';

type OnSlack = Swarm<SwarmSlack>;

/** A trouble in which many short sessions are held on Slack; afterwards nothing may be lost, doubled, early or elsewhere. */
export type SwarmScenario = {
  name: string;
  /** Held in the short form, too. */
  inShort?: true;
  /** So much goes wrong that a message may be in doubt several times, and nothing is promised about its lateness. */
  mayBeLate?: true;
} & Pick<SwarmOptions<SwarmSlack>, 'disturb' | 'clocks' | 'proxied'> &
  Partial<Pick<SwarmOptions, 'pace'>>;

const hour = 3_600_000;

/** Until the run is over: a pause, then the blow. */
const again = async (
  { signal }: OnSlack,
  pauseMs: number,
  blow: () => Promise<void> | void,
): Promise<void> => {
  for (;;) {
    await wait(pauseMs);
    if (signal.aborted) return;
    await blow();
  }
};

/** Nothing can be reached by the proxy for so long. */
const refuseFor = async ({ count }: OnSlack, proxy: TcpProxy, ms: number): Promise<void> => {
  count('connection cut', proxy.connections);
  await proxy.refuse();
  await wait(ms);
  await proxy.heal();
};

/** Each of the faults meets so many of a hundred posts. */
const unluckyPosts = (
  { platform, random, count }: OnSlack,
  percent: number,
  faults: readonly Fault[],
): void => {
  for (const fault of faults) {
    platform.slack.faults.always('chat.postMessage', fault, () => {
      const isDue = random() * 100 < percent;
      if (isDue) count(fault.kind);
      return isDue;
    });
  }
};

export const swarmScenarios: readonly SwarmScenario[] = [
  {
    name: 'rolling restart: every process is stopped in turn, with messages on their way',
    disturb: async (swarm) => {
      swarm.platform.slack.faults.slow('chat.postMessage', 300);
      for (const mate of swarm.crew.mates) {
        await wait(3_000);
        await mate.restart();
        swarm.count('restart');
      }
    },
  },
  {
    name: 'all processes are killed at once, again and again',
    inShort: true,
    // Lease, proof and a new process that has to start on a busy machine.
    pace: { phaseMs: 18_000, cardMs: 4_000, spreadMs: 5_000 },
    disturb: (swarm) =>
      again(swarm, 8_000, async () => {
        await Promise.all(swarm.crew.mates.map((mate) => mate.kill()));
        swarm.count('kill -9', swarm.crew.mates.length);
      }),
  },
  {
    name: 'a process sleeps for longer than its leases (SIGSTOP)',
    disturb: (swarm) =>
      again(swarm, 1_000, async () => {
        await swarm.crew.mates[0]!.sleep(6_000);
        swarm.count('SIGSTOP');
      }),
  },
  {
    name: 'an event loop is blocked for three seconds, again and again',
    disturb: (swarm) =>
      again(swarm, 4_000, () => {
        swarm.crew.mates[0]!.bot.block(3_000);
        swarm.count('blocked');
      }),
  },
  {
    name: 'every second session on the database is ended once a second (pg_terminate_backend)',
    disturb: (swarm) =>
      again(swarm, 1_000, async () => {
        const everySecond = (pids: readonly number[]) => pids.filter((_, place) => place % 2 === 0);
        swarm.count('pg_terminate_backend', await endSessions(swarm.owner, everySecond));
      }),
  },
  {
    name: 'clocks that are 90 seconds ahead, 90 seconds behind and an hour behind',
    inShort: true,
    clocks: [-90_000, 90_000, -hour].map((aheadMs) => ({ aheadMs, pace: 1 })),
  },
  {
    name: 'clocks that are a day ahead, run fast and run slowly',
    clocks: [
      { aheadMs: 24 * hour, pace: 1 },
      { aheadMs: 0, pace: 1.01 },
      { aheadMs: 0, pace: 0.99 },
    ],
  },
  {
    name: 'the platform cannot be reached for three seconds, again and again',
    inShort: true,
    proxied: true,
    disturb: async (swarm) => {
      const { platform } = swarm.proxies!;
      await again(swarm, 4_000, () => refuseFor(swarm, platform, 3_000));
    },
  },
  {
    name: 'the platform falls silent for three seconds, again and again',
    proxied: true,
    disturb: async (swarm) => {
      const { platform } = swarm.proxies!;
      await again(swarm, 4_000, async () => {
        platform.freeze();
        await wait(3_000);
        swarm.count('connection held up', platform.connections);
        await platform.heal();
      });
    },
  },
  {
    name: 'the database cannot be reached for three seconds, again and again',
    proxied: true,
    disturb: async (swarm) => {
      const { database } = swarm.proxies!;
      await again(swarm, 5_000, () => refuseFor(swarm, database, 3_000));
    },
  },
  {
    name: '429 with and without a header, 500, garbage with 200, connections reset',
    mayBeLate: true,
    disturb: async (swarm) =>
      unluckyPosts(swarm, 6, [
        { kind: '429', retryAfter: 1 },
        { kind: '429' },
        { kind: '5xx', when: 'before' },
        { kind: 'garbage', when: 'before' },
        { kind: 'garbage', when: 'after' },
        { kind: 'reset', when: 'after' },
      ]),
  },
  {
    name: 'the platform makes what it has not answered seconds later',
    disturb: async (swarm) =>
      unluckyPosts(swarm, 6, [
        { kind: 'reset', when: { afterMs: 6_000 } },
        { kind: 'hang', when: { afterMs: 1_000 } },
      ]),
  },
  {
    name: 'history lags ten seconds behind',
    disturb: async (swarm) => {
      swarm.platform.slack.faults.lagHistory(10_000);
      unluckyPosts(swarm, 10, [{ kind: '5xx', when: 'after' }]);
    },
  },
  {
    name: 'a migration adds columns while processes of the old version run',
    disturb: async ({ owner, count }) => {
      await wait(5_000);
      for (const table of ['deliveries', 'edits', 'sessions', 'answers']) {
        await owner.query(`alter table ${table} add column of_the_next_version text`);
        count('column added');
        await wait(2_000);
      }
    },
  },
];
