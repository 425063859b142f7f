import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { Caller } from '../use-cases/context.ts';

/** The name of a Slack team as a workspace. */
export const workspaceOf = (teamId: string): string => `slack:${teamId}`;

/** What Slack calls the channel of a chat between two, and how those of a few people begin. */
const isChat = (name: string | undefined): boolean =>
  name === 'directmessage' || name?.startsWith('mpdm-') === true;

/** @param now the session clock's present: Slack tells no time with a command */
export const whoTyped = (command: SlashCommand, now: Date): Caller => ({
  workspace: workspaceOf(command.team_id),
  memberId: command.user_id,
  channelId: command.channel_id,
  isDirect: isChat(command.channel_name),
  pressedAt: now,
  requestId: command.trigger_id,
});

/** @param now taken where Slack tells no time with the press */
export const whoPressed = (body: BlockAction, action: BlockAction['actions'][number], now: Date): Caller => ({
  workspace: workspaceOf(body.team?.id ?? body.user.team_id ?? ''),
  memberId: body.user.id,
  channelId: body.channel?.id,
  isDirect: isChat(body.channel?.name),
  pressedAt: 'action_ts' in action ? new Date(Number(action.action_ts) * 1000) : now,
  requestId: body.trigger_id,
});

/**
 * A form that was taken is gone, so it can be sent once only: its own id is that of the request, not that of the press,
 * of which there may be two at the same moment.
 * @param now a sent form is of the moment at which it arrives
 */
export const whoSent = (body: ViewSubmitAction, now: Date): Caller => ({
  workspace: workspaceOf(body.team?.id ?? body.user.team_id ?? ''),
  memberId: body.user.id,
  channelId: undefined,
  isDirect: false,
  pressedAt: now,
  requestId: `${body.view.id}:${body.view.callback_id}`,
});
