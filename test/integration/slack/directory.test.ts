import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts';
import { createDirectory } from '../../../src/slack/directory.ts';
import { createSlackClient } from '../../../src/slack/slack-client.ts';
import type { Directory } from '../../../src/use-cases/context.ts';

const botToken = 'xoxb-tests';
const workspace = 'slack:T0SANDBOX';

let slack: LocalSlack;
let directory: Directory;
let machine: Date;
beforeEach(async () => {
  machine = new Date('2026-12-01T09:00:00Z');
  slack = await startLocalSlack({ now: () => machine, signingSecret: 'a secret of the tests', botToken });
  const client = createSlackClient({ botToken, apiUrl: slack.apiUrl });
  directory = createDirectory(
    () => client,
    () => machine,
  );
});
afterEach(() => slack.stop());

const letPass = (seconds: number) => {
  machine = new Date(machine.getTime() + seconds * 1000);
};
const asked = (method: string) => slack.traffic.filter(({ name }) => name === method).length;

describe('A member', () => {
  test('has a name and a zone', async () => {
    const { id } = slack.addPerson('Hal', { tz: 'America/New_York' });
    expect(await directory.member(workspace, id)).toMatchObject({
      id,
      name: 'Hal',
      zone: 'America/New_York',
    });
  });

  test('is asked for once a minute, in each workspace', async () => {
    await directory.member(workspace, 'U0ANA');
    letPass(59);
    await directory.member(workspace, 'U0ANA');
    expect(asked('users.info')).toBe(1);
    await directory.member('slack:T0OTHER', 'U0ANA');
    expect(asked('users.info')).toBe(2);
    letPass(2);
    await directory.member(workspace, 'U0ANA');
    expect(asked('users.info')).toBe(3);
  });

  test('that nobody is, is a fault, and is asked for anew', async () => {
    for (let time = 0; time < 2; time += 1) {
      await expect(directory.member(workspace, 'U0NOBODY')).rejects.toMatchObject({
        data: { error: 'user_not_found' },
      });
    }
    expect(asked('users.info')).toBe(2);
  });
});

describe('A channel', () => {
  test('has a name, and members besides the bot', async () => {
    const { id } = slack.addChannel('team-three', { members: ['Ana', 'Ben'] });
    expect(await directory.channel(workspace, id)).toEqual({
      id,
      name: 'team-three',
      members: 2,
      botIsIn: true,
      isShared: false,
      hindrance: undefined,
    });
    await directory.channel(workspace, id);
    expect(asked('conversations.info')).toBe(1);
  });

  test('without the bot is asked for anew, for the bot may have been invited meanwhile', async () => {
    const channel = slack.addChannel('team-three', { botIsMember: false });
    expect(await directory.channel(workspace, channel.id)).toMatchObject({
      name: 'team-three',
      botIsIn: false,
    });
    channel.invite('bot');
    expect(await directory.channel(workspace, channel.id)).toMatchObject({ botIsIn: true });
  });

  test('that the bot cannot see is one that it is not in', async () => {
    const { id } = slack.addChannel('secret', { isPrivate: true, botIsMember: false });
    expect(await directory.channel(workspace, id)).toMatchObject({ name: id, members: 0, botIsIn: false });
  });

  test('says why the bot can post nothing in it', async () => {
    const channel = slack.addChannel('team-five', {});
    const hindrance = async () => (await directory.channel(workspace, channel.id)).hindrance;
    expect(await hindrance()).toBeUndefined();
    channel.archive();
    expect(await hindrance()).toBeUndefined();
    directory.forget(workspace, channel.id);
    expect(await hindrance()).toBe('channel-archived');
    channel.unarchive();
    channel.remove('bot');
    expect(await hindrance()).toBe('bot-removed');
    channel.makePrivate();
    expect(await hindrance()).toBe('channel-gone');
  });

  test('that Slack does not tell about is a fault', async () => {
    slack.faults.next('conversations.info', { kind: '5xx', when: 'before' });
    await expect(directory.channel(workspace, 'C0SALES')).rejects.toMatchObject({
      code: 'slack_webapi_http_error',
    });
  });
});

describe('Whether somebody is in a channel', () => {
  const isIn = (channel: { id: string }, member: string) => directory.isIn(workspace, channel.id, member);

  test('is remembered for a minute, also after they left', async () => {
    const channel = slack.addChannel('team-three', { members: ['Ana', 'Ben'] });
    expect(await isIn(channel, 'U0BEN')).toBe(true);
    channel.remove('Ben');
    expect(await isIn(channel, 'U0BEN')).toBe(true);
    letPass(61);
    expect(await isIn(channel, 'U0BEN')).toBe(false);
  });

  test('is asked anew where something has happened', async () => {
    const channel = slack.addChannel('team-six', { members: ['Ana', 'Ben'] });
    expect(await isIn(channel, 'U0BEN')).toBe(true);
    channel.remove('Ben');
    directory.forget(workspace, channel.id);
    expect(await isIn(channel, 'U0BEN')).toBe(false);
  });

  test('is asked anew for who was not there two seconds ago', async () => {
    const channel = slack.addChannel('team-four', { members: ['Ana'] });
    expect(await isIn(channel, 'U0CARO')).toBe(false);
    channel.invite('Caro');
    letPass(3);
    expect(await isIn(channel, 'U0CARO')).toBe(true);
  });

  test('is found on every page of two thousand members', async () => {
    for (let number = 1; number <= 2_000; number += 1) slack.addPerson(`P${number}`, { channels: [] });
    const everybody = slack.people.map(({ name }) => name);
    const channel = slack.addChannel('everybody', { members: everybody });
    expect(await isIn(channel, slack.person('P2000').id)).toBe(true);
  });

  test('cannot be told of one that the bot cannot see', async () => {
    const channel = slack.addChannel('secret', { isPrivate: true, botIsMember: false });
    expect(await isIn(channel, 'U0ANA')).toBeUndefined();
  });

  test('is believed for ten minutes where Slack does not tell, then it is a fault', async () => {
    slack.faults.always('conversations.members', { kind: '5xx', when: 'before' });
    const sales = slack.channel('team-sales');
    await expect(isIn(sales, 'U0ANA')).rejects.toMatchObject({ statusCode: 500 });
    slack.faults.clear();
    expect(await isIn(sales, 'U0ANA')).toBe(true);
    slack.faults.always('conversations.members', { kind: '5xx', when: 'before' });
    letPass(120);
    expect(await isIn(sales, 'U0ANA')).toBe(true);
    letPass(600);
    await expect(isIn(sales, 'U0ANA')).rejects.toMatchObject({ statusCode: 500 });
  });
});

test('Whether the bot is installed is what Slack says of its token; trouble says nothing', async () => {
  expect(await directory.isInstalled(workspace)).toBe(true);
  slack.uninstall();
  expect(await directory.isInstalled(workspace)).toBe(false);
  slack.reinstall();
  slack.faults.next('auth.test', { kind: '5xx', when: 'before' });
  await expect(directory.isInstalled(workspace)).rejects.toMatchObject({ statusCode: 500 });
});
