import type { Fault as OnSlack } from '../../src/sandbox/slack/control.ts';
import type { Fault as OnTeams } from '../../src/sandbox/teams/control.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

/** What can go wrong on either platform in the same way. */
export type MixedFault = OnSlack & OnTeams;

/** How many of a hundred calls go wrong, and how: the mix of reliability 2. */
const mix: readonly { name: string; percent: number; fault: MixedFault }[] = [
  { name: '429', percent: 2, fault: { kind: '429', retryAfter: 1 } },
  { name: '500, not accepted', percent: 2, fault: { kind: '5xx', when: 'before' } },
  { name: 'accepted, then reset', percent: 3, fault: { kind: 'reset', when: 'after' } },
  { name: 'accepted, then 500', percent: 3, fault: { kind: '5xx', when: 'after' } },
  { name: 'accepted, then hang', percent: 1, fault: { kind: 'hang', when: 'after' } },
];

/**
 * Lets calls of the bots go wrong from now on, until the platform's faults are cleared.
 * @param count is told of each
 */
export const mixFaults = (
  { calls, faults }: Pick<SwarmPlatform, 'calls' | 'faults'>,
  random: () => number,
  count: (name: string) => void,
): void => {
  for (const call of calls) {
    // One draw decides about a call; the faults are asked in their order, and the first one draws.
    let draw = 0;
    let below = 0;
    for (const [place, { name, percent, fault }] of mix.entries()) {
      const from = below;
      below += percent / 100;
      const to = below;
      faults.always(call, fault, () => {
        if (place === 0) draw = random();
        const isDue = draw >= from && draw < to;
        if (isDue) count(name);
        return isDue;
      });
    }
  }
};
