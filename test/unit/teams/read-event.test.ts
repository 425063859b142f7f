import { describe, expect, test } from '@jest/globals';
import { activitySchema } from '../../../src/teams/activity.ts';
import { isLifecycleEvent, readEvent } from '../../../src/teams/read-event.ts';

const team = '19:general@thread.tacv2';
const sales = '19:sales@thread.tacv2';
const bot = { id: '28:bot' };
const ben = { id: '29:ben', aadObjectId: 'ben' };

/** As of the team, unless told otherwise. */
const read = (changes: object, eventType?: string, channelData: object = {}) =>
  readEvent(
    activitySchema.parse({
      type: 'conversationUpdate',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      from: { id: '29:ana' },
      recipient: bot,
      conversation: { id: team, conversationType: 'channel' },
      channelData: { team: { id: team }, ...(eventType && { eventType }), ...channelData },
      ...changes,
    }),
    [sales, team],
  );
const what = ({ occurrences }: ReturnType<typeof read>) => occurrences.map((one) => one.what);

describe('What happened', () => {
  test.each([
    ['installation', { type: 'installationUpdate', action: 'add' }],
    ['upgrade', { type: 'installationUpdate', action: 'add-upgrade' }],
    ['bot that joins', { membersAdded: [bot] }],
  ])('by an %s opens every channel of the team', (_, changes) => {
    expect(read(changes)).toMatchObject({ opens: [team, sales], closes: [] });
    expect(what(read(changes))).toEqual(['installation-changed', 'channel-opened', 'channel-opened']);
  });

  test.each([
    ['removal', { type: 'installationUpdate', action: 'remove' }],
    ['upgrade that removes', { type: 'installationUpdate', action: 'remove-upgrade' }],
    ['bot that leaves', { membersRemoved: [bot] }],
  ])('by a %s closes every channel of the team', (_, changes) => {
    const why = 'bot-removed';
    expect(read(changes).closes).toEqual([
      { id: team, why },
      { id: sales, why },
    ]);
    expect(what(read(changes))).toEqual(['channel-closed', 'channel-closed', 'installation-changed']);
  });

  test('is a reason to say what the bot is where somebody has added it to a team, and nowhere else', () => {
    const welcome = { channelId: team, addedBy: 'ben' };
    expect(read({ from: ben, type: 'installationUpdate', action: 'add' }).welcome).toEqual(welcome);
    expect(read({ from: ben, membersAdded: [bot] }).welcome).toEqual(welcome);
    expect(read({ type: 'installationUpdate', action: 'add-upgrade' }).welcome).toBeUndefined();
    expect(read({}, 'teamUnarchived').welcome).toBeUndefined();
    const chat = { conversation: { id: 'a:1' }, membersAdded: [bot] };
    expect(read(chat, undefined, { team: undefined }).welcome).toBeUndefined();
  });

  test('in a private channel or a chat concerns that alone', () => {
    const conversation = { id: '19:private@thread.tacv2' };
    expect(read({ conversation, membersRemoved: [bot] }).closes).toMatchObject([{ id: conversation.id }]);
    expect(
      read({ conversation: { id: 'a:1' }, membersAdded: [bot] }, undefined, { team: undefined }).opens,
    ).toEqual(['a:1']);
  });

  test.each([
    ['teamArchived', 'channel-archived'],
    ['teamDeleted', 'channel-gone'],
  ])('to the team, %s, is so in every channel', (eventType, why) => {
    expect(read({}, eventType).closes).toEqual([
      { id: team, why },
      { id: sales, why },
    ]);
  });

  test('to the team, teamUnarchived, opens every channel again', () => {
    expect(read({}, 'teamUnarchived').opens).toEqual([team, sales]);
  });

  test('to a channel is so in that one', () => {
    const channel = { id: sales, name: 'new name' };
    expect(read({}, 'channelDeleted', { channel }).closes).toEqual([{ id: sales, why: 'channel-gone' }]);
    expect(read({}, 'channelRestored', { channel }).opens).toEqual([sales]);
    expect(read({}, 'channelRenamed', { channel }).occurrences).toEqual([
      { what: 'channel-renamed', channelId: sales, name: 'new name' },
    ]);
    expect(read({}, 'channelRenamed', { channel: { id: sales } }).occurrences).toEqual([]);
    expect(read({}, 'channelDeleted')).toMatchObject({ closes: [] });
  });

  test('to somebody is so wherever they were', () => {
    const left = (channelId: string) => ({ what: 'member-left', channelId, memberId: 'ben' });
    const event = read({ membersRemoved: [ben] }, 'teamMemberRemoved');
    expect(event).toMatchObject({ changed: [team, sales], occurrences: [left(team), left(sales)] });
    expect(read({ membersAdded: [ben] }, 'teamMemberAdded')).toMatchObject({
      changed: [team, sales],
      occurrences: [],
    });
  });

  test.each(['channelCreated', 'teamRenamed', 'somethingNew'])('by %s means nothing', (eventType) => {
    expect(read({}, eventType)).toEqual({ opens: [], closes: [], occurrences: [], changed: [] });
  });

  test('is told by two types of activities', () => {
    expect(
      ['conversationUpdate', 'installationUpdate', 'message', 'invoke'].map((type) =>
        isLifecycleEvent({ type }),
      ),
    ).toEqual([true, true, false, false]);
  });
});
