import type { SlashCommand } from '@slack/bolt';
import { readContent } from './content.ts';
import type { CommandOutcome } from './control.ts';
import type { Core } from './core.ts';
import { outcome } from './interactions.ts';
import type { Reader } from './plain-mrkdwn.ts';
import { plainMessage } from './plain-text.ts';
import { type ChannelState, SANDBOX, type User } from './workspace.ts';

/** Delivers a slash command and shows what the acknowledgement says. */
export async function runCommand(
  core: Core,
  user: User,
  channel: ChannelState,
  { name, text }: { name: string; text: string },
  reader: Reader,
): Promise<CommandOutcome> {
  const payload = {
    token: 'local-verification-token',
    team_id: SANDBOX.teamId,
    team_domain: SANDBOX.teamDomain,
    channel_id: channel.id,
    channel_name: channel.isPrivate && !channel.dmWith ? 'privategroup' : channel.name,
    user_id: user.id,
    user_name: user.name.toLowerCase(),
    command: name,
    text,
    api_app_id: SANDBOX.appId,
    is_enterprise_install: 'false',
    response_url: core.url + core.responseUrls.issue({ channel, userId: user.id, original: undefined }),
    trigger_id: core.triggers.issue(user.id),
  } satisfies SlashCommand;
  const answer = await core.deliveries.deliver({
    type: 'slash_commands',
    name: 'command',
    payload,
    channelId: channel.id,
  });
  const reason = answer.failure === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
  const result = outcome(answer, user, `${name} failed with the error "${reason}"`);
  if (result.error || answer.body.trim() === '') return result;
  const content = readAcknowledgement(answer.body);
  showAcknowledgement(core, user, channel, content);
  return { ...result, text: plainMessage(content, reader) };
}

interface Acknowledgement extends ReturnType<typeof readContent> {
  inChannel: boolean;
}

function showAcknowledgement(core: Core, user: User, channel: ChannelState, content: Acknowledgement): void {
  const details = { threadTs: undefined, by: 'acknowledgement' } as const;
  if (content.inChannel)
    core.workspace.post(channel, SANDBOX.botUserId, content, { ...details, byBot: true });
  else core.workspace.postEphemeral(channel, user.id, content, details);
}

function readAcknowledgement(body: string): Acknowledgement {
  if (!body.startsWith('{')) return { ...readContent(body, undefined), inChannel: false };
  const { text, blocks, response_type } = JSON.parse(body) as Record<string, unknown>;
  return { ...readContent(text, blocks), inChannel: response_type === 'in_channel' };
}
