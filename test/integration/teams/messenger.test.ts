import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../../src/messages/message.ts';
import type { Fault, LocalTeams, Operation } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { createMessenger } from '../../../src/teams/messenger.ts';
import { workspaceOf } from '../../../src/teams/read-caller.ts';
import { createTeamsClient } from '../../../src/teams/teams-client.ts';
import type { TeamsSettings } from '../../../src/teams/teams-settings.ts';
import type { Messenger, Outcome } from '../../../src/use-cases/delivery-ports.ts';
import type { Destination, Opaque } from '../../../src/use-cases/ports.ts';
import type { TeamsStore } from '../../../src/use-cases/teams-ports.ts';
import { appId, appPassword, settingsFor } from '../../support/bot-in-teams.ts';
import { createInMemoryTeamsStore } from '../../support/in-memory-teams-store.ts';
import { knowErrorsOfNode } from '../../support/know-errors-of-node.ts';
import { withStandstill } from '../../support/standstill.ts';

knowErrorsOfNode();

const message = (text: string, called: readonly string[] = []): Message => ({
  push: `Push: ${text}`,
  blocks: [{ kind: 'text', lines: [[text, ...called.map((call) => ({ call }))]] }],
});

let teams: LocalTeams;
let store: TeamsStore;
let messenger: Messenger;
let workspace: string;
let inChannel: Destination & { to: 'channel' };

const open = (settings: TeamsSettings) =>
  createMessenger({
    ...{ settings, store, newId: randomUUID },
    client: createTeamsClient(settings, () => new Date()),
  });

beforeEach(async () => {
  teams = await startLocalTeams({ now: () => new Date('2026-12-01T09:00:00Z'), appId, appPassword });
  store = createInMemoryTeamsStore();
  workspace = workspaceOf(teams.tenantId);
  for (const { id, teamId } of teams.channels) {
    const { serviceUrl } = teams;
    await store.saveConversation(workspace, { id, kind: 'channel', serviceUrl, teamId });
  }
  messenger = open(settingsFor(teams));
  inChannel = { to: 'channel', channelId: teams.channel('team-sales').id };
});
afterEach(() => teams.stop());

const messages = () => teams.channel('team-sales').messages;
const post = (text: string, where: Destination = inChannel) => messenger.post(where, message(text), 'key');
const referenceOf = (outcome: Outcome): Opaque => {
  if (outcome.kind !== 'done' || !outcome.reference) throw new Error(`not done: ${JSON.stringify(outcome)}`);
  return outcome.reference;
};
const posted = async (text: string, where?: Destination) => referenceOf(await post(text, where));
const calls = (name: Operation) => teams.traffic.filter((entry) => entry.name === name);
const closedNow = async () => (await store.conversation(workspace, inChannel.channelId))?.closed;

describe('A post', () => {
  test('begins a thread in the channel, with its push text, and a key to recognise it by', async () => {
    const reference = await posted('Hello');
    expect(messages()).toMatchObject([
      { id: reference.activity, rootId: undefined, summary: 'Push: Hello', plainText: 'Hello' },
    ]);
    expect(reference.conversation).toBe(`${inChannel.channelId};messageid=${reference.activity}`);
  });

  test('stands in the thread of another', async () => {
    const root = await posted('Card');
    const { channelId } = inChannel;
    const reply = await posted('Prompt', { to: 'thread', channelId, root, alsoInChannel: true });
    expect(reply.conversation).toBe(root.conversation);
    expect(messages().map(({ rootId }) => rootId)).toEqual([undefined, root.activity]);
  });

  test('calls people by their names, wherever else they are known', async () => {
    const { aadObjectId } = teams.person('Ben');
    await messenger.post(inChannel, message('Now: ', [aadObjectId]), 'key');
    expect(messages()[0]).toMatchObject({ mentions: [aadObjectId] });
    expect(messages()[0]?.plainText).toContain('Ben');
  });

  test('reaches a member alone, in the chat with the bot, which is looked for once', async () => {
    const to = { to: 'member', memberId: teams.person('Ana').aadObjectId } as const;
    const reference = await posted('Desk', to);
    await posted('More', to);
    expect(teams.directMessages('Ana').map(({ plainText }) => plainText)).toEqual(['Desk', 'More']);
    expect(calls('createConversation')).toHaveLength(1);
    expect(await messenger.edit(reference, message('Desk, later'), 'key')).toMatchObject({ kind: 'done' });
    expect(teams.directMessages('Ana')[0]?.plainText).toBe('Desk, later');
  });

  test('is seen by one member only, in the channel or the thread', async () => {
    const root = await posted('Card');
    const { id, aadObjectId: memberId } = teams.person('Ben');
    const { channelId } = inChannel;
    expect(await post('Note', { to: 'member-in-thread', channelId, root, memberId })).toEqual({
      kind: 'done',
    });
    expect(await post('Planned', { to: 'member-in-channel', channelId, memberId })).toEqual({ kind: 'done' });
    expect(messages().map(({ targetedTo }) => targetedTo)).toEqual([undefined, id, id]);
    const seenBy = (name: string) =>
      teams
        .person(name)
        .sees('team-sales')
        .map(({ text }) => text);
    expect(seenBy('Ben').join()).toContain('Note');
    expect(seenBy('Caro').join()).not.toContain('Note');
  });

  test('for one member goes into their chat where they are not in the channel', async () => {
    const { aadObjectId: memberId } = teams.addPerson('Hal', { teams: [] });
    const { channelId } = inChannel;
    expect(await post('Note', { to: 'member-in-channel', channelId, memberId })).toMatchObject({
      kind: 'done',
    });
    expect(teams.directMessages('Hal').map(({ plainText }) => plainText)).toEqual(['Note']);
  });

  test('goes to no place that nobody has told of', async () => {
    const outcome = await post('x', { to: 'channel', channelId: '19:elsewhere@thread.tacv2' });
    expect(outcome).toMatchObject({ kind: 'refused', placeGone: true });
    expect(teams.traffic).toEqual([]);
  });

  test('never takes the token to another connector, whatever is stored', async () => {
    const { channelId: id } = inChannel;
    const serviceUrl = 'https://smba.example.com/emea/';
    await store.saveConversation(workspace, { id, kind: 'channel', serviceUrl });
    expect(await post('x')).toEqual({ kind: 'refused', code: 'service-url' });
  });
});

describe('An edit and a removal', () => {
  test('change the message, and end at one that is gone', async () => {
    const reference = await posted('Before');
    expect(await messenger.edit(reference, message('After'), 'key')).toEqual({ kind: 'done', reference });
    expect(messages()[0]).toMatchObject({ plainText: 'After', edits: 1 });
    expect(await messenger.remove(reference)).toEqual({ kind: 'done', reference });
    expect(messages()[0]?.deletedAt).toBeDefined();
    expect(await messenger.remove(reference)).toEqual({ kind: 'done' });
    expect(await messenger.edit(reference, message('Again'), 'key')).toEqual({
      kind: 'refused',
      code: 'ActivityNotFoundInConversation',
      mayPass: true,
    });
  });
});

describe('A call that failed', () => {
  const postWith = (fault: Fault) => {
    teams.faults.next('createConversation', fault);
    return post('x');
  };
  const answered = (status: 500 | 502 | 503 | 504) =>
    ({ kind: 'unknown', code: `http_${status}`, answered: true }) as const;

  test.each<[string, Fault, Partial<Outcome> & { kind: Outcome['kind'] }]>([
    [
      'too often is done later',
      { kind: '429', retryAfter: 7 },
      { kind: 'not-done', code: 'Throttled', retryAfterMs: 7_000 },
    ],
    [
      'too often, without a time',
      { kind: '429' },
      { kind: 'not-done', code: 'Throttled', retryAfterMs: 1_000 },
    ],
    ['by meeting another', { kind: '412' }, { kind: 'not-done', retryAfterMs: 250 }],
    ['at a gateway may have been done', { kind: '5xx', when: 'after', status: 502 }, answered(502)],
    ['at a slow gateway, too', { kind: '5xx', when: 'before', status: 504 }, answered(504)],
    ['with an error, too', { kind: '5xx', when: 'before', status: 500 }, answered(500)],
    [
      'by a broken connection, too',
      { kind: 'reset', when: 'after' },
      { kind: 'unknown', code: 'ECONNRESET' },
    ],
    [
      'with rubbish, too',
      { kind: 'garbage', when: 'after' },
      { kind: 'unknown', code: 'no-json', answered: true },
    ],
    [
      'because an admin does not want it is refused',
      { kind: 'error', when: 'before', status: 403, code: 'BotDisabledByAdmin' },
      { kind: 'refused', code: 'BotDisabledByAdmin' },
    ],
    [
      'because it is too large is refused',
      { kind: 'error', when: 'before', status: 413, code: 'MessageSizeTooBig' },
      { kind: 'refused', code: 'MessageSizeTooBig' },
    ],
  ])('%s, and is made once', async (_, fault, outcome) => {
    expect(await postWith(fault)).toMatchObject(outcome);
    expect(calls('createConversation')).toHaveLength(1);
  });

  test('in silence is given up in time, and may have been done', async () => {
    const { result, tookMs } = await withStandstill(() => postWith({ kind: 'hang', when: 'after' }));
    expect(result).toEqual({ kind: 'unknown', code: 'TimeoutError' });
    expect(tookMs).toBeLessThan(3_000);
    expect(calls('createConversation')).toHaveLength(1);
  });

  test('because nobody is there was not made', async () => {
    await teams.stop();
    expect(await post('x')).toMatchObject({ kind: 'not-done' });
    teams = await startLocalTeams({ now: () => new Date(0), appId, appPassword });
  });

  test('because the token is not taken is made again with another', async () => {
    await posted('x');
    teams.faults.next('createConversation', {
      kind: 'error',
      when: 'before',
      status: 401,
      code: 'Unauthorized',
    });
    expect(await post('y')).toMatchObject({ kind: 'not-done', code: 'http_401' });
    expect(calls('token')).toHaveLength(1);
    await posted('z');
    expect(calls('token')).toHaveLength(2);
  });

  test.each<Fault>([
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'garbage', when: 'before' },
    { kind: '5xx', when: 'before' },
    { kind: '429' },
  ])(
    'because the login service fails was not made, and is made as soon as it does not: %j',
    async (fault) => {
      teams.faults.next('token', fault);
      expect(await post('x')).toEqual({ kind: 'not-done', code: 'login' });
      expect(calls('createConversation')).toEqual([]);
      await posted('y');
    },
  );

  test('because there is no token was not made', async () => {
    const credential = { kind: 'password', password: 'wrong' } as const;
    messenger = open({ ...settingsFor(teams), credential });
    expect(await post('x')).toEqual({ kind: 'not-done', code: 'login' });
    expect(calls('createConversation')).toEqual([]);
  });
});

describe('A place that is closed', () => {
  test('to the bot is left alone until it is opened again', async () => {
    teams.team('Sales').uninstall();
    const refused = { kind: 'refused', code: 'BotNotInConversationRoster', placeGone: true };
    expect(await post('x')).toEqual(refused);
    expect(await closedNow()).toBe('bot-removed');
    teams.team('Sales').install();
    expect(await post('x')).toEqual(refused);
    expect(calls('createConversation')).toHaveLength(1);
    await store.setClosed(workspace, inChannel.channelId, undefined);
    expect(await post('x')).toMatchObject({ kind: 'done' });
  });

  test('to everybody is left alone, too', async () => {
    const reference = await posted('Before');
    teams.team('Sales').archive();
    expect(await messenger.edit(reference, message('After'), 'key')).toMatchObject({
      kind: 'refused',
      code: 'MessageWritesBlocked',
      placeGone: true,
    });
    expect(await closedNow()).toBe('channel-archived');
  });

  describe('and is the chat with a member', () => {
    const toAna = () => ({ to: 'member', memberId: teams.person('Ana').aadObjectId }) as const;
    const forgotten = { kind: 'error', when: 'before', status: 404, code: 'ConversationNotFound' } as const;

    test('is made anew where Teams has forgotten it, and what stands in it can be edited', async () => {
      await posted('Desk', toAna());
      teams.faults.next('sendToConversation', forgotten);
      const reference = await posted('More', toAna());
      await posted('Still more', toAna());
      expect(teams.directMessages('Ana').map(({ plainText }) => plainText)).toEqual([
        'Desk',
        'More',
        'Still more',
      ]);
      expect(calls('createConversation')).toHaveLength(2);
      expect(await messenger.edit(reference, message('Less'), 'key')).toMatchObject({ kind: 'done' });
    });

    test('is forgotten for good where Teams says so of the new one, too', async () => {
      teams.faults.always('sendToConversation', forgotten);
      expect(await post('Desk', toAna())).toMatchObject({ kind: 'refused', code: 'ConversationNotFound' });
      expect(calls('createConversation')).toHaveLength(2);
    });

    test.each(['bot-removed', 'channel-archived'] as const)('is left alone: %s', async (why) => {
      const { conversation } = await posted('Desk', toAna());
      await store.setClosed(workspace, conversation!, why);
      expect(await post('More', toAna())).toMatchObject({ kind: 'refused', placeGone: true });
      expect(calls('createConversation')).toHaveLength(1);
    });
  });

  test('for good is gone', async () => {
    teams.channel('team-sales').delete();
    expect(await post('x')).toMatchObject({ kind: 'refused', code: 'ConversationNotFound', placeGone: true });
    expect(await closedNow()).toBe('channel-gone');
  });
});
