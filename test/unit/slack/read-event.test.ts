import { describe, expect, test } from '@jest/globals';
import {
  additionIn,
  installationOf,
  isLifecycleEvent,
  type LifecycleEvent,
  lifecycleEvents,
  readEvent,
} from '../../../src/slack/read-event.ts';

const bot = 'U0BOT';
const stamp = { event_ts: '1' };
const moved = { channel: 'C1', channel_type: 'C', team: 'T1', ...stamp };
const described = {
  ...{ id: 'C1', name: 'team-success', name_normalized: 'team-success' },
  ...{ created: 1, is_channel: true, is_mpim: false },
};
const closed = (why: string) => ({ what: 'channel-closed', channelId: 'C1', why });

describe('An event', () => {
  test.each<[string, LifecycleEvent, unknown]>([
    [
      'a member left',
      { type: 'member_left_channel', user: 'U1', ...moved },
      { what: 'member-left', channelId: 'C1', memberId: 'U1' },
    ],
    ['the bot left', { type: 'member_left_channel', user: bot, ...moved }, closed('bot-removed')],
    [
      'the bot was removed',
      { type: 'channel_left', channel: 'C1', actor_id: 'U1', ...stamp },
      closed('bot-removed'),
    ],
    [
      'the bot was removed from a private channel',
      { type: 'group_left', channel: 'C1', actor_id: 'U1', ...stamp },
      closed('bot-removed'),
    ],
    ['a member joined', { type: 'member_joined_channel', user: 'U1', ...moved }, undefined],
    [
      'the bot joined',
      { type: 'member_joined_channel', user: bot, ...moved },
      { what: 'channel-opened', channelId: 'C1' },
    ],
    [
      'archived',
      { type: 'channel_archive', channel: 'C1', user: 'U1', ...stamp },
      closed('channel-archived'),
    ],
    [
      'archived, private',
      { type: 'group_archive', channel: 'C1', user: 'U1', is_moved: 0, ...stamp },
      closed('channel-archived'),
    ],
    [
      'unarchived',
      { type: 'channel_unarchive', channel: 'C1', user: 'U1', ...stamp },
      { what: 'channel-opened', channelId: 'C1' },
    ],
    [
      'unarchived, private',
      { type: 'group_unarchive', channel: 'C1', actor_id: 'U1', ...stamp },
      { what: 'channel-opened', channelId: 'C1' },
    ],
    ['deleted', { type: 'channel_deleted', channel: 'C1' }, closed('channel-gone')],
    [
      'deleted, private',
      { type: 'group_deleted', channel: 'C1', date_deleted: 1, actor_id: 'U1', ...stamp },
      closed('channel-gone'),
    ],
    [
      'renamed',
      { type: 'channel_rename', channel: described, ...stamp },
      { what: 'channel-renamed', channelId: 'C1', name: 'team-success' },
    ],
    [
      'renamed, private',
      { type: 'group_rename', channel: described, ...stamp },
      { what: 'channel-renamed', channelId: 'C1', name: 'team-success' },
    ],
    [
      'with another id',
      { type: 'channel_id_changed', old_channel_id: 'G1', new_channel_id: 'C1', ...stamp },
      { what: 'channel-id-changed', from: 'G1', to: 'C1' },
    ],
    ['uninstalled', { type: 'app_uninstalled' }, { what: 'installation-changed' }],
    [
      'the bot lost its token',
      { type: 'tokens_revoked', tokens: { bot: [bot] } },
      { what: 'installation-changed' },
    ],
    ['somebody else lost theirs', { type: 'tokens_revoked', tokens: { oauth: ['U1'] } }, undefined],
  ])('means what has happened: %s', (_, event, meant) => {
    expect(readEvent(event, bot)).toEqual(meant);
  });

  test('of a member says whether they are gone, or what they are called now', () => {
    const change = (user: object) => ({ type: 'user_change', user: { id: 'U1', ...user } }) as LifecycleEvent;
    expect(readEvent(change({ deleted: true }), bot)).toEqual({ what: 'member-deactivated', memberId: 'U1' });
    const named = { deleted: false, name: 'ann', real_name: 'Ann A', tz: 'Europe/Zurich' };
    expect(readEvent(change({ ...named, profile: { display_name: 'Annie' } }), bot)).toEqual({
      what: 'member-renamed',
      member: { id: 'U1', name: 'Annie', zone: 'Europe/Zurich' },
    });
    expect(readEvent(change({ ...named, profile: { display_name: '' } }), bot)).toMatchObject({
      member: { name: 'Ann A' },
    });
  });

  test('of another kind is none of these', () => {
    expect(lifecycleEvents.every((type) => isLifecycleEvent({ type }))).toBe(true);
    expect(isLifecycleEvent({ type: 'message' })).toBe(false);
  });

  test('belongs to the team that has the bot', () => {
    expect(installationOf({ team_id: 'T2', authorizations: [{ team_id: 'T1' }] })).toBe('T1');
    expect(installationOf({ team_id: 'T2' })).toBe('T2');
  });
});

describe('The bot was added', () => {
  const joined = (user: string, inviter?: string): LifecycleEvent => ({
    ...{ type: 'member_joined_channel', user, ...moved },
    ...(inviter && { inviter }),
  });

  test('where it joined, by whom Slack names', () => {
    expect(additionIn(joined(bot, 'U1'), bot)).toEqual({ channelId: 'C1', addedBy: 'U1' });
    expect(additionIn(joined(bot), bot)).toEqual({ channelId: 'C1', addedBy: undefined });
  });

  test('nowhere where somebody else did, or something else happened', () => {
    expect(additionIn(joined('U2', 'U1'), bot)).toBeUndefined();
    expect(
      additionIn({ type: 'channel_unarchive', channel: 'C1', user: 'U1', ...stamp }, bot),
    ).toBeUndefined();
  });
});
