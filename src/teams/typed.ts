import type { Message } from '../messages/message.ts';
import { help } from '../messages/overview.ts';
import type { Context } from '../use-cases/context.ts';
import type { Messenger } from '../use-cases/delivery-ports.ts';
import type { InTime } from '../use-cases/in-time.ts';
import type { Destination } from '../use-cases/ports.ts';
import { react } from '../use-cases/react.ts';
import { runCommand } from '../use-cases/run-command.ts';
import { type Activity, memberIdOf, placeIn, tenantOf } from './activity.ts';
import type { createAnswering } from './answer.ts';
import { answerTyped } from './answer-typed.ts';
import type { Connector } from './connector.ts';
import type { Answered } from './invokes.ts';
import { whoPressed, whoTyped, workspaceOf } from './read-caller.ts';
import { commandWord, readCommand } from './read-command.ts';
import { readPressed } from './read-interaction.ts';
import { messageOf } from './send.ts';
import type { ShowHome } from './show-home.ts';

type Parts = {
  /** What the bot is called. */
  appName: string;
  context: Context;
  messenger: Messenger;
  connector: Connector;
  answering: ReturnType<typeof createAnswering>;
  inTime: InTime;
  showHome: ShowHome;
};

/** In the chat with the bot these show what somebody is in and leads. */
const homeWords = new Set(['home', 'list']);

/**
 * What somebody writes to the bot: decided at once, answered by a message of its own. In a channel or group chat the
 * answer is for them alone; it is said in their chat with the bot where that cannot be, and help to everybody where
 * nothing else gets through, for help is always answered.
 */
export const createTakeTyped = (parts: Parts) => {
  const { appName, context, messenger, connector, answering, inTime, showHome } = parts;

  const decide = async (activity: Activity): Promise<Message | undefined> => {
    const pressed = readPressed(activity.value);
    if (pressed) {
      const by = whoPressed(activity, pressed, context.now());
      const reaction = await inTime({ workspace: by.workspace, does: pressed.interaction.do }, (timely) =>
        react(timely, by, pressed.interaction, pressed.values),
      );
      return answerTyped(context.texts, reaction, '');
    }
    const by = whoTyped(activity, context.now());
    const words = readCommand(activity, appName);
    const reaction = await inTime({ workspace: by.workspace, command: true }, (timely) =>
      runCommand(timely, by, by.channelId ?? '', words),
    );
    return answerTyped(context.texts, reaction, words);
  };

  /** As a reply to what was typed, which may stand where the bot was never before. */
  const reply = async (activity: Activity, message: Message): Promise<void> => {
    const { conversation, serviceUrl } = activity;
    const path = `v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
    const body = messageOf(await answering.card(message));
    await connector({ method: 'POST', serviceUrl, path, body });
  };

  const answer = async (activity: Activity, message: Message): Promise<void> => {
    if (activity.conversation.conversationType === 'personal') return reply(activity, message);
    const outcome = await messenger.post(destinationOf(activity), message, context.newId());
    if (outcome.kind === 'done' || outcome.kind === 'unknown') return;
    const memberId = memberIdOf(activity.from);
    const direct = await messenger.post({ to: 'member', memberId }, message, context.newId());
    if (direct.kind === 'done' || direct.kind === 'unknown') return;
    await reply(activity, help(context.texts));
  };

  return async (activity: Activity): Promise<Answered> => {
    const { conversationType } = activity.conversation;
    const workspace = workspaceOf(tenantOf(activity) ?? '');
    if (conversationType === 'personal' && homeWords.has(commandWord(readCommand(activity, appName)))) {
      return { status: 200, after: () => showHome({ workspace, memberId: memberIdOf(activity.from) }) };
    }
    const message = await decide(activity);
    return { status: 200, ...(message && { after: () => answer(activity, message) }) };
  };
};

/** For who typed it alone: in the thread, where it was typed in one. */
const destinationOf = ({ conversation, from, id, replyToId }: Activity): Destination => {
  const channelId = placeIn(conversation.id);
  const memberId = memberIdOf(from);
  if (channelId === conversation.id) return { to: 'member-in-channel', channelId, memberId };
  const root = { conversation: conversation.id, activity: replyToId ?? id ?? '' };
  return { to: 'member-in-thread', channelId, root, memberId };
};
