import { expect, test } from '@jest/globals';
import { SLACK_LIMITS } from '../../src/slack/limits.ts';
import { planned } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

const world = worldForEachTest({ enforceRates: true, rates: SLACK_LIMITS.rates });

test('with the rates that Slack documents, no call of a session is refused', async () => {
  const { slack, moveTo } = world();
  const session = await planned(world(), 'Ben', 'Caro', 'Dev');
  for (const [replies, time] of ['09:50', '10:00', '10:03', '10:09', '10:13', '10:15'].entries()) {
    await moveTo('2026-12-01', time);
    // Settled is also who waits for a permit: a post a second is what Slack allows.
    await slack.until(() => session.findCard() && session.thread().length === replies);
  }

  expect(session.thread()).toHaveLength(5);
  expect(slack.traffic.filter(({ status }) => status === 429)).toEqual([]);
});
