import { expect, test } from '@jest/globals';
import { people, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();

test('A bot that is invited to a channel says once what it is and who invited it, and writes to nobody', async () => {
  const { slack, noticed } = world();
  const [ana] = people(world(), 'Ana');
  const channel = slack.addChannel('team-legal', { members: ['Ana', 'Ben'], botIsMember: false });
  const said = () => channel.messages.map(({ plainText }) => plainText);

  channel.invite('bot');
  await slack.until(() => said().length > 0, { because: 'the bot is in the channel now' });
  await slack.redeliver('member_joined_channel');
  channel.invite('Caro');
  await noticed();

  expect(said()).toEqual([
    'Microtraining: learning sessions of 15 minutes in this channel, led by any colleague.\n' +
      'Ana added me. I read no messages, post only where I was invited, and call only people who tapped.\n' +
      '[Plan a session] [What is stored about me?]',
  ]);
  expect(slack.people.flatMap(({ name }) => slack.directMessages(name))).toEqual([]);

  await ana.click('Plan a session', { in: 'team-legal' });
  await slack.until(() => ana.view, { because: 'Ana goes on from the welcome' });
  expect(ana.view?.title).toBe('Plan a session');
});
