import type { WebClient } from '@slack/web-api';
import type { Hindrance } from '../messages/channel-closed.ts';
import type { Directory, Person } from '../use-cases/context.ts';
import { createMemory } from '../use-cases/memory.ts';
import type { Role } from '../use-cases/rights.ts';
import { slackErrorOf, tokenRefusalOf } from './classify-outcome.ts';
import { nameOf } from './name-of.ts';

/** Channels that the bot cannot see are channels it has to be invited to. */
const invisible = new Set(['channel_not_found', 'not_in_channel', 'missing_scope']);

/** Who is not in the set of a channel's members may have joined since; so long an answer of that kind is believed. */
const absentMs = 2_000;

/** An error of Slack's own, not of the way there. */
const saidBySlack = (fault: unknown): boolean => slackErrorOf(fault) !== undefined;

/** Names, zones, roles and memberships of a Slack workspace. */
export const createDirectory = (
  clientOf: (workspace: string) => WebClient,
  machineNow: () => Date,
): Directory => {
  const members = createMemory<Awaited<ReturnType<Directory['member']>>>(machineNow, saidBySlack);
  const channels = createMemory<Awaited<ReturnType<Directory['channel']>>>(machineNow, saidBySlack);
  const memberships = createMemory<ReadonlySet<string>>(machineNow, saidBySlack);
  return {
    member: (workspace, id) =>
      members.ask(`${workspace}/${id}`, () => lookUp(clientOf(workspace), workspace, id)),
    channel: async (workspace, id) => {
      try {
        return await channels.ask(
          `${workspace}/${id}`,
          async () => {
            const { channel } = await clientOf(workspace).conversations.info({
              channel: id,
              include_num_members: true,
            });
            return {
              id,
              name: channel?.name ?? id,
              // The bot is a member itself, and no participant.
              members: Math.max(0, (channel?.num_members ?? 1) - 1),
              botIsIn: hindranceIn(channel) === undefined,
              isShared: channel?.is_ext_shared === true,
              hindrance: hindranceIn(channel),
            };
          },
          // What is not so yet is asked anew.
          ({ botIsIn }) => botIsIn,
        );
      } catch (fault) {
        const error = slackErrorOf(fault) ?? '';
        if (!invisible.has(error)) throw fault;
        const hindrance = error === 'missing_scope' ? undefined : 'channel-gone';
        return { id, name: id, members: 0, botIsIn: false, isShared: false, hindrance };
      }
    },
    isIn: async (workspace, channelId, memberId) => {
      const key = `${workspace}/${channelId}`;
      const ask = () => everyoneIn(clientOf(workspace), channelId);
      try {
        const found = await memberships.ask(key, ask);
        if (found.has(memberId)) return true;
        return (await memberships.ask(key, ask, () => true, absentMs)).has(memberId);
      } catch (fault) {
        if (!invisible.has(slackErrorOf(fault) ?? '')) throw fault;
        return undefined;
      }
    },
    isInstalled: async (workspace) => {
      try {
        await clientOf(workspace).auth.test();
        return true;
      } catch (fault) {
        if (tokenRefusalOf(fault) === undefined) throw fault;
        return false;
      }
    },
    forget: (workspace, id) => {
      for (const memory of [members, channels, memberships]) memory.forget(`${workspace}/${id}`);
    },
  };
};

type SlackChannel = NonNullable<Awaited<ReturnType<WebClient['conversations']['info']>>['channel']>;

const hindranceIn = (channel: SlackChannel | undefined): Hindrance | undefined => {
  if (channel?.is_archived) return 'channel-archived';
  return channel?.is_member ? undefined : 'bot-removed';
};

/** Slack's names for "you may not know": of the scope, or of somebody in another organisation. */
const untold = new Set(['missing_scope', 'user_not_visible']);

const lookUp = async (client: WebClient, workspace: string, id: string): Promise<Person> => {
  try {
    const { user } = await client.users.info({ user: id, include_locale: true });
    return {
      id,
      name: nameOf({ ...user, id }),
      zone: user?.tz ?? 'UTC',
      locale: user?.locale ?? 'en-GB',
      role: roleOf(workspace, user),
    };
  } catch (fault) {
    const error = slackErrorOf(fault) ?? '';
    if (!untold.has(error)) throw fault;
    // Without the scope the bot goes on, with ids instead of names; who cannot be seen belongs to somebody else.
    return {
      id,
      name: id,
      zone: 'UTC',
      locale: 'en-GB',
      role: error === 'missing_scope' ? 'member' : 'outsider',
    };
  }
};

type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

const roleOf = (workspace: string, user: SlackUser | undefined): Role => {
  if (!user || user.deleted || user.is_bot) return 'nobody';
  // https://docs.slack.dev/apis/slack-connect: `is_stranger` and another `team_id` mark people of other organisations.
  const isElsewhere = user.team_id !== undefined && !workspace.endsWith(`:${user.team_id}`);
  if (user.is_stranger || isElsewhere) return 'outsider';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return user.is_admin || user.is_owner || user.is_primary_owner ? 'admin' : 'member';
};

const everyoneIn = async (client: WebClient, channel: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  let cursor = '';
  do {
    const page = await client.conversations.members({ channel, limit: 1000, ...(cursor && { cursor }) });
    for (const member of page.members ?? []) found.add(member);
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return found;
};
