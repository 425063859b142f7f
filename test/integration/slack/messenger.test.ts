import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Message } from '../../../src/messages/message.ts';
import type { Fault, LocalSlack } from '../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts';
import { createMessenger } from '../../../src/slack/messenger.ts';
import { createSlackClient } from '../../../src/slack/slack-client.ts';
import type { Messenger, Outcome } from '../../../src/use-cases/delivery-ports.ts';
import type { Destination, Opaque } from '../../../src/use-cases/ports.ts';
import { knowErrorsOfNode } from '../../support/know-errors-of-node.ts';
import { withStandstill } from '../../support/standstill.ts';

knowErrorsOfNode();

const botToken = 'xoxb-tests';
const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const message = (text: string): Message => ({
  push: `Push: ${text}`,
  blocks: [{ kind: 'text', lines: [[text]] }],
});
const inChannel: Destination = { to: 'channel', channelId: 'C0SALES' };

let slack: LocalSlack;
let messenger: Messenger;
beforeEach(async () => {
  const now = () => new Date('2026-12-01T09:00:00Z');
  slack = await startLocalSlack({ now, signingSecret: 'a secret of the tests', botToken });
  messenger = createMessenger(createSlackClient({ botToken, apiUrl: slack.apiUrl }));
});
afterEach(() => slack.stop());

const messages = () => slack.channel('team-sales').messages;
const texts = () => messages().map(({ plainText }) => plainText);
const referenceOf = (outcome: Outcome): Opaque => {
  if (outcome.kind !== 'done' || !outcome.reference) throw new Error(`not done: ${JSON.stringify(outcome)}`);
  return outcome.reference;
};
const post = (text: string, where: Destination = inChannel) => messenger.post(where, message(text), 'key');
const posted = async (text: string, where?: Destination) => referenceOf(await post(text, where));
const calls = (name: string) => slack.traffic.filter((entry) => entry.name === name);

describe('A post', () => {
  test('stands in the channel, with its banner, and with a key to recognise it by', async () => {
    const reference = await posted('Hello');
    expect(messages()).toMatchObject([
      {
        ts: reference.ts,
        channelId: reference.channel,
        text: 'Push: Hello',
        plainText: 'Hello',
        threadTs: undefined,
        blocks: [{ block_id: 'key:key' }],
        metadata: { event_type: 'microtraining_message', event_payload: { key: 'key' } },
      },
    ]);
    expect(calls('chat.postMessage')[0]?.request).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  test('stands in the thread, and in the channel, too, only if it should', async () => {
    const root = await posted('Card');
    await posted('Prompt', { to: 'thread', channelId: 'C0SALES', root, alsoInChannel: false });
    await posted('Recap', { to: 'thread', channelId: 'C0SALES', root, alsoInChannel: true });
    expect(messages().map(({ threadTs, broadcast }) => [threadTs, broadcast])).toEqual([
      [undefined, false],
      [root.ts, false],
      [root.ts, true],
    ]);
  });

  test('reaches a member alone, in the chat with the bot', async () => {
    const reference = await posted('Desk', { to: 'member', memberId: slack.person('Ana').id });
    expect(slack.directMessages('Ana').map(({ plainText }) => plainText)).toEqual(['Desk']);
    expect(await messenger.edit(reference, message('Desk, later'), 'key')).toMatchObject({ kind: 'done' });
    expect(slack.directMessages('Ana').map(({ plainText }) => plainText)).toEqual(['Desk, later']);
  });

  test('is seen by one member only, in the thread or in the channel, and cannot be edited', async () => {
    const root = await posted('Card');
    await posted('Prompt', { to: 'thread', channelId: 'C0SALES', root, alsoInChannel: false });
    const { id: memberId } = slack.person('Ben');
    const note = await post('Note', { to: 'member-in-thread', channelId: 'C0SALES', root, memberId });
    expect(note).toEqual({ kind: 'done' });
    expect(await post('Planned', { to: 'member-in-channel', channelId: 'C0SALES', memberId })).toEqual({
      kind: 'done',
    });
    expect(slack.channel('team-sales').ephemerals).toMatchObject([
      { userId: memberId, threadTs: root.ts, plainText: 'Note' },
      { userId: memberId, threadTs: undefined, plainText: 'Planned' },
    ]);
    expect(
      slack
        .person('Ben')
        .sees('team-sales')
        .map(({ text }) => text),
    ).toContain('Note');
    expect(
      slack
        .person('Caro')
        .sees('team-sales')
        .map(({ text }) => text),
    ).not.toContain('Note');
  });

  test('pings nobody with what people wrote', async () => {
    await posted('<!channel> @here <@U0BEN> @everyone');
    expect(messages()).toMatchObject([{ mentions: [], broadcastMentions: [] }]);
  });
});

describe('An edit', () => {
  test('replaces a message in its place', async () => {
    const reference = await posted('Card');
    expect(await messenger.edit(reference, message('Card, later'), 'key')).toEqual({
      kind: 'done',
      reference,
    });
    expect(messages()).toMatchObject([{ plainText: 'Card, later', text: 'Push: Card, later', edits: 1 }]);
  });

  test('of a message that is gone is refused', async () => {
    const reference = await posted('Card');
    expect(await messenger.remove(reference)).toMatchObject({ kind: 'done' });
    expect(await messenger.edit(reference, message('Card, later'), 'key')).toEqual({
      kind: 'refused',
      code: 'message_not_found',
    });
  });
});

describe('A removal', () => {
  test('takes a message away, and is done where it is gone already', async () => {
    const reference = await posted('Prompt');
    expect(await messenger.remove(reference)).toMatchObject({ kind: 'done' });
    expect(messages()[0]?.deletedAt).toBeDefined();
    expect(await messenger.remove(reference)).toEqual({ kind: 'done' });
  });

  test('is refused where the bot may not do it', async () => {
    const { ts } = slack.person('Ana').say('team-sales', 'Mine');
    expect(await messenger.remove({ channel: 'C0SALES', ts })).toEqual({
      kind: 'refused',
      code: 'cant_delete_message',
    });
  });
});

describe('A button that leads to a message', () => {
  const linking = (to: Opaque): Message => ({
    push: 'Push',
    blocks: [
      { kind: 'actions', buttons: [{ label: 'Join', does: { do: 'join', session }, to }] },
      { kind: 'actions', buttons: [{ label: "I'm in", does: { do: 'im-in', session } }] },
    ],
  });
  const urlsIn = (index: number) => JSON.stringify(messages()[index]?.blocks).match(/"url":"[^"]+"/g);

  test('has its address, for which Slack is asked once', async () => {
    const to = await posted('Prompt');
    await messenger.post(inChannel, linking(to), 'key');
    const card = referenceOf(await messenger.post(inChannel, linking(to), 'key'));
    await messenger.edit(card, linking(to), 'key');
    expect(urlsIn(1)).toEqual([expect.stringContaining(`/archives/C0SALES/p${to.ts?.replace('.', '')}`)]);
    expect(urlsIn(2)).toEqual(urlsIn(1));
    expect(calls('chat.getPermalink')).toHaveLength(1);
  });

  test('goes out without its address where Slack does not tell it, and asks again the next time', async () => {
    const to = await posted('Prompt');
    slack.faults.next('chat.getPermalink', { kind: '5xx', when: 'before' });
    slack.faults.next('chat.getPermalink', { kind: '429', retryAfter: 3 });
    await messenger.post(inChannel, linking(to), 'key');
    await messenger.post(inChannel, linking(to), 'key');
    await messenger.post(inChannel, linking(to), 'key');
    expect([1, 2, 3].map((index) => urlsIn(index)?.length)).toEqual([undefined, undefined, 1]);
    await messenger.post(inChannel, linking({ channel: 'C0SALES', ts: '1.000000' }), 'key');
    expect(urlsIn(4)).toBeNull();
  });
});

describe('When Slack fails', () => {
  test.each<[string, Fault, Outcome, number]>([
    [
      'a 429 is not done, may be tried again when it says, and has spent the channel’s budget',
      { kind: '429', retryAfter: 7 },
      { kind: 'not-done', code: 'ratelimited', retryAfterMs: 7000, spentBudget: 'chat.postMessage C0SALES' },
      0,
    ],
    [
      'a 429 that names no time is not done either, and has spent the same budget',
      { kind: '429' },
      { kind: 'not-done', code: 'ratelimited', spentBudget: 'chat.postMessage C0SALES' },
      0,
    ],
    [
      'a 5xx before it was carried out leaves doubt',
      { kind: '5xx', when: 'before' },
      { kind: 'unknown', code: 'http_500', answered: true },
      0,
    ],
    [
      'a 5xx afterwards leaves the same doubt',
      { kind: '5xx', when: 'after' },
      { kind: 'unknown', code: 'http_500', answered: true },
      1,
    ],
  ])('%s', async (_, fault, outcome, standing) => {
    slack.faults.next('chat.postMessage', fault);
    expect(await post('Prompt')).toEqual(outcome);
    expect(messages()).toHaveLength(standing);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)('a reset %s it was carried out leaves doubt', async (when) => {
    slack.faults.next('chat.postMessage', { kind: 'reset', when });
    expect(await post('Prompt')).toMatchObject({
      kind: 'unknown',
      code: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/),
    });
    expect(messages()).toHaveLength(when === 'after' ? 1 : 0);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)(
    'a call that hangs %s it was carried out is given up after 2.5 s, in doubt',
    async (when) => {
      slack.faults.next('chat.postMessage', { kind: 'hang', when });
      const { result, tookMs, stoodStillMs } = await withStandstill(() => post('Prompt'));
      expect(result).toMatchObject({ kind: 'unknown' });
      expect(tookMs + stoodStillMs).toBeGreaterThan(2_400);
      expect(tookMs).toBeLessThan(3_500);
      expect(calls('chat.postMessage')).toHaveLength(1);
    },
  );

  test('edits and removals fail as posts do', async () => {
    const reference = await posted('Card');
    slack.faults.next('chat.update', { kind: '429', retryAfter: 2 });
    expect(await messenger.edit(reference, message('Later'), 'key')).toEqual({
      kind: 'not-done',
      code: 'ratelimited',
      retryAfterMs: 2000,
      spentBudget: 'chat.update',
    });
    slack.faults.next('chat.update', { kind: 'reset', when: 'after' });
    expect(await messenger.edit(reference, message('Later'), 'key')).toMatchObject({ kind: 'unknown' });
    expect(texts()).toEqual(['Later']);
    slack.faults.next('chat.delete', { kind: '5xx', when: 'after' });
    expect(await messenger.remove(reference)).toEqual({ kind: 'unknown', code: 'http_500', answered: true });
    expect(await messenger.remove(reference)).toEqual({ kind: 'done' });
  });

  test('a connection that is refused has carried nothing', async () => {
    const left = await startLocalSlack({ now: () => new Date(0), signingSecret: 'x', botToken });
    await left.stop();
    const deserted = createMessenger(createSlackClient({ botToken, apiUrl: left.apiUrl }));
    expect(await deserted.post(inChannel, message('Prompt'), 'key')).toMatchObject({
      kind: 'not-done',
      code: 'ECONNREFUSED',
    });
  });

  test('what Slack refuses it will always refuse', async () => {
    // The SDK would write Slack's reasons on the console, with the words that they are about.
    const written = jest.spyOn(console, 'error');
    slack.channel('random').archive();
    const refusals = [
      await post('Prompt', { to: 'channel', channelId: 'C0NOWHERE' }),
      await post('Prompt', { to: 'channel', channelId: 'C0RANDOM' }),
      await messenger.post(
        inChannel,
        {
          push: '',
          blocks: [
            { kind: 'list', items: [] },
            { kind: 'ask-choice', options: [] },
          ],
        },
        'key',
      ),
    ];
    expect(refusals).toEqual([
      { kind: 'refused', code: 'channel_not_found', placeGone: true },
      { kind: 'refused', code: 'is_archived', placeGone: true },
      { kind: 'refused', code: 'invalid_blocks' },
    ]);
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });
});

describe('A look-up', () => {
  const start = new Date('2026-12-01T09:00:00Z');
  const lookUp = (destination: Destination, key = 'key') => messenger.lookUp({ destination, at: start }, key);
  const postAs = async (key: string, where: Destination) =>
    referenceOf(await messenger.post(where, message(key), key));

  test('finds what stands in the channel, in the thread and in the chat with a member, by its key', async () => {
    const root = await postAs('card', inChannel);
    const thread: Destination = { to: 'thread', channelId: 'C0SALES', root, alsoInChannel: true };
    const toAna: Destination = { to: 'member', memberId: slack.person('Ana').id };
    for (const where of [inChannel, thread, toAna]) {
      await postAs('other', where);
      const reference = await postAs('mine', where);
      expect(await lookUp(where, 'mine')).toEqual({
        ...{ kind: 'found', copies: [{ reference, postedAt: start }] },
      });
      expect(await lookUp(where, 'nobody’s')).toEqual({ kind: 'absent' });
    }
    expect(calls('conversations.open')).toHaveLength(1);
  });

  test('tells of all its copies, the oldest first, and of none that is gone', async () => {
    const references = [];
    for (let copies = 0; copies < 3; copies += 1) references.push(await postAs('mine', inChannel));
    await messenger.remove(references[1]!);
    expect(await lookUp(inChannel, 'mine')).toMatchObject({
      copies: [{ reference: references[0] }, { reference: references[2] }],
    });
  });

  test('still finds it after an edit', async () => {
    const reference = await postAs('mine', inChannel);
    await messenger.edit(reference, message('later'), 'mine');
    expect(await lookUp(inChannel, 'mine')).toMatchObject({ kind: 'found' });
  });

  test('reads on where much was said, up to a limit', async () => {
    await postAs('mine', inChannel);
    for (let said = 0; said < 250; said += 1) slack.person('Ben').say('team-sales', 'So much to say');
    expect(await lookUp(inChannel, 'mine')).toMatchObject({ kind: 'found' });
    for (let said = 0; said < 60; said += 1) slack.person('Ben').say('team-sales', 'And more');
    expect(await lookUp(inChannel, 'mine')).toEqual({ kind: 'cannot', code: 'too-many-messages' });
  });

  test('cannot be made of notes, nor without the scopes', async () => {
    const { id: memberId } = slack.person('Ben');
    expect(await lookUp({ to: 'member-in-channel', channelId: 'C0SALES', memberId })).toEqual({
      ...{ kind: 'cannot', code: 'no-trace' },
    });
    slack.scopes = ['chat:write'];
    const root = await posted('Card');
    for (const where of [
      inChannel,
      { to: 'thread', channelId: 'C0SALES', root, alsoInChannel: false },
      { to: 'member', memberId },
    ] as const) {
      expect(await lookUp(where)).toEqual({ kind: 'cannot', code: 'missing_scope' });
    }
  });

  test('is put off where Slack fails or wants to be spared', async () => {
    slack.faults.next('conversations.history', { kind: '429', retryAfter: 60 });
    expect(await lookUp(inChannel)).toEqual({
      ...{ kind: 'not-now', code: 'ratelimited', retryAfterMs: 60_000, spentBudget: 'conversations.history' },
    });
    slack.faults.next('conversations.history', { kind: '5xx', when: 'before' });
    expect(await lookUp(inChannel)).toEqual({ kind: 'not-now', code: 'http_500' });
  });

  test('draws on budgets of its own', () => {
    const root = { channel: 'C0SALES', ts: '1.0' };
    const budgetOf = (destination: Destination) =>
      messenger.permits({ does: 'look-up', destination }).map(({ budget }) => budget);
    expect(budgetOf(inChannel)).toEqual(['conversations.history']);
    expect(budgetOf({ to: 'member', memberId: 'U0ANA' })).toEqual(['conversations.history']);
    expect(budgetOf({ to: 'thread', channelId: 'C0SALES', root, alsoInChannel: false })).toEqual([
      'conversations.replies',
    ]);
    expect(budgetOf({ to: 'member-in-channel', channelId: 'C0SALES', memberId: 'U0BEN' })).toEqual([]);
  });
});

describe('Every call draws on its budgets:', () => {
  const root = { channel: 'C0SALES', ts: '1.0' };
  const budgetsOf = (call: Parameters<Messenger['permits']>[0]) =>
    messenger.permits(call).map(({ budget }) => budget);

  test.each<[string, Destination, string[]]>([
    ['a post', inChannel, ['chat.postMessage C0SALES', 'chat.postMessage']],
    [
      'a reply',
      { to: 'thread', channelId: 'C0SALES', root, alsoInChannel: false },
      ['chat.postMessage C0SALES', 'chat.postMessage'],
    ],
    ['a direct message', { to: 'member', memberId: 'U0ANA' }, ['chat.postMessage U0ANA', 'chat.postMessage']],
    [
      'a note',
      { to: 'member-in-thread', channelId: 'C0SALES', root, memberId: 'U0BEN' },
      ['chat.postEphemeral'],
    ],
  ])('%s', (_, destination, budgets) => {
    expect(budgetsOf({ does: 'post', destination })).toEqual(budgets);
  });

  test('edits and removals', () => {
    expect(messenger.permits({ does: 'edit', reference: root })).toEqual([
      { budget: 'chat.update', burst: 50, perSecond: 50 / 60 },
    ]);
    expect(budgetsOf({ does: 'remove', reference: root })).toEqual(['chat.delete']);
  });
});
