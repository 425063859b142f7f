import { expect, test } from '@jest/globals';
import { deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { write } from '../../src/sandbox/demo/stage.ts';
import { nextNote, planned, sessionIn } from '../support/session-in-channel.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { newForEachTest } from '../support/world.ts';

const world = newForEachTest((database) => openTeamsWorld(database, { withBot: false }));

test('A session goes on in the channel itself when Teams has twice not said whether it took the card', async () => {
  await world().addBot({
    delivery: { firstLookMs: 0, evidenceMs: { ...deliveryLimits.evidenceMs, card: 0 } },
  });
  await planned(world(), 'Ben');
  // The lead's chat is created without a message.
  world().teams.faults.next('createConversation', { kind: '5xx', when: 'before' }, 2, ({ activity = '' }) =>
    JSON.stringify(activity).includes('Spot the phish'),
  );

  await world().moveTo('2026-12-01', '09:50');
  await world().moveTo('2026-12-01', '10:00');
  expect(sessionIn(world()).findCard()?.plainText).toMatch(/^Spot the phish\n1 · Active start/);
  const ben = world().platform.person('Ben');
  await ben.click('4', { in: 'team-sales' });
  await world().moveTo('2026-12-01', '10:03');
  const lists = () =>
    write(world(), ben, 'Write my list', 'One sign per line', 'hurry', { in: 'team-sales' });
  expect(await nextNote(world(), ben, 'team-sales', lists)).toContain('Saved, 1 line');
  await world().moveTo('2026-12-01', '10:09');
  await world().moveTo('2026-12-01', '10:13');
  await world().moveTo('2026-12-01', '10:15');

  const inChannel = world()
    .platform.channel('team-sales')
    .messages.filter(({ threadId }) => threadId === undefined)
    .map(({ plainText }) => plainText.split('\n').slice(0, 2));
  expect(inChannel.slice(1)).toEqual([
    ['Spot the phish', expect.stringMatching(/^1 · Active start talk/)],
    ['Spot the phish', expect.stringMatching(/^2 · Exercise/)],
    ['Spot the phish', expect.stringMatching(/^3 · Feedback/)],
    ['Spot the phish', expect.stringMatching(/^4 · /)],
    [expect.stringMatching(/^Spot the phish · /), expect.any(String)],
  ]);
  const { rows } = await world().database.pool.query(
    `select kind, closed_reason from deliveries where state = 'closed'`,
  );
  expect(rows).toEqual([{ kind: 'card', closed_reason: 'unsettled' }]);
});
