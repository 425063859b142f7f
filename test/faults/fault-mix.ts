import type { Fault, LocalSlack } from '../../src/sandbox/slack/control.ts';

/** How many of a hundred calls go wrong, and how: the mix of reliability 2. */
const mix: readonly { name: string; percent: number; fault: Fault }[] = [
  { name: '429', percent: 2, fault: { kind: '429', retryAfter: 1 } },
  { name: '500, not accepted', percent: 2, fault: { kind: '5xx', when: 'before' } },
  { name: 'accepted, then reset', percent: 3, fault: { kind: 'reset', when: 'after' } },
  { name: 'accepted, then 500', percent: 3, fault: { kind: '5xx', when: 'after' } },
  { name: 'accepted, then hang', percent: 1, fault: { kind: 'hang', when: 'after' } },
];

/** Calls by which the bot says something, and by which it looks whether it stands. */
const methods = [
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'conversations.history',
  'conversations.replies',
];

/**
 * Lets calls of the bots go wrong from now on, until the faults of `slack` are cleared.
 * @param count is told of each
 */
export const mixFaults = (slack: LocalSlack, random: () => number, count: (name: string) => void): void => {
  for (const method of methods) {
    // One draw decides about a call; the faults are asked in their order, and the first one draws.
    let draw = 0;
    let below = 0;
    for (const [place, { name, percent, fault }] of mix.entries()) {
      const from = below;
      below += percent / 100;
      const to = below;
      slack.faults.always(method, fault, () => {
        if (place === 0) draw = random();
        const isDue = draw >= from && draw < to;
        if (isDue) count(name);
        return isDue;
      });
    }
  }
};
