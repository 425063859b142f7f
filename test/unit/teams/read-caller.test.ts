import { describe, expect, test } from '@jest/globals';
import type { Interaction } from '../../../src/messages/interaction.ts';
import { activitySchema } from '../../../src/teams/activity.ts';
import { tenantIn, whoPressed, whoTyped, workspaceOf } from '../../../src/teams/read-caller.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const now = new Date('2026-12-01T09:00:00Z');
const activity = (changes: object = {}) =>
  activitySchema.parse({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:1',
    timestamp: '2026-12-01T08:59:58.123Z',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:ana', aadObjectId: 'ana' },
    conversation: { id: '19:sales@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: 't' },
    ...changes,
  });
const requestOf = (interaction: Interaction, changes: object = {}, drawing: string | undefined = 'd1') =>
  whoPressed(activity(changes), { interaction, drawing }, now).requestId;

describe('Who pressed', () => {
  test('is known by the directory, and presses in the channel, not in its thread', () => {
    expect(whoTyped(activity(), now)).toEqual({
      workspace: 'teams:t',
      memberId: 'ana',
      channelId: '19:sales@thread.tacv2',
      isDirect: false,
      pressedAt: new Date('2026-12-01T08:59:58.123Z'),
      requestId: '19:sales@thread.tacv2:f:1',
    });
    expect(tenantIn(workspaceOf('t'))).toBe('t');
  });

  test.each(['personal', 'groupChat', undefined])('in a chat (%s) is in no channel', (conversationType) => {
    const conversation = { id: 'a:1', conversationType };
    expect(whoTyped(activity({ conversation }), now)).toMatchObject({ isDirect: true, channelId: 'a:1' });
  });

  test.each([undefined, '', 'yesterday'])('pressed now where the time is %j', (timestamp) => {
    expect(whoTyped(activity({ timestamp }), now).pressedAt).toEqual(now);
  });
});

describe('A press that is told twice under another id', () => {
  const again = { id: 'f:2', timestamp: '2026-12-01T09:00:15Z' };
  const more: Interaction = { do: 'one-more-minute', session };
  const choice: Interaction = { do: 'choose', session, question: 'warm-up', option: 1 };
  const sent: Interaction = { do: 'send-question', session };

  test('is the same request where it adds something, as long as its card was not drawn anew', () => {
    expect(requestOf(more, again)).toBe(requestOf(more));
    expect(requestOf(more, again, 'd2')).not.toBe(requestOf(more));
    expect(requestOf(more, { from: { id: '29:ben' } })).not.toBe(requestOf(more));
    expect(requestOf({ do: 'pause', session })).not.toBe(requestOf(more));
  });

  test('is another request where that comes to the same: who has changed an answer may change it back', () => {
    expect(requestOf(choice, again)).not.toBe(requestOf(choice));
    expect(requestOf(choice)).toBe(requestOf(choice));
  });

  test.each(['task/submit', 'composeExtension/submitAction'])(
    'as a form, %s, is the same request',
    (name) => {
      expect(requestOf(sent, { ...again, name })).toBe(requestOf(sent, { name }));
      expect(requestOf(sent, { ...again, name }, 'd2')).not.toBe(requestOf(sent, { name }));
    },
  );

  test('of an earlier version of the bot goes by its id', () => {
    const unmarked = (changes: object) =>
      whoPressed(activity(changes), { interaction: more, drawing: undefined }, now).requestId;
    expect(unmarked(again)).not.toBe(unmarked({}));
  });
});
