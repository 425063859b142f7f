import type { Post } from '../../src/sandbox/platform.ts';
import type { Seen } from './check-run.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

/** Everything that the bot has ever posted, as a reader understands it: by its words and by where it stands. */
export const readSeen = ({
  local,
  workspace,
  botId,
  chatWith,
}: Pick<SwarmPlatform, 'local' | 'workspace' | 'botId' | 'chatWith'>): Seen[] => {
  const seen = (
    channel: string,
    { postedAt, deletedAt }: Post,
    session: string | undefined,
    kind: string | undefined,
  ): Seen => ({
    ...{ session, kind, channel, workspace, at: postedAt.getTime() },
    ...(deletedAt && { goneAt: deletedAt.getTime() }),
  });
  const ofBot = (messages: readonly Post[]) => messages.filter(({ authorId }) => authorId === botId);

  const inChannel = (channel: string, messages: readonly Post[]): Seen[] => {
    const titles = new Map(messages.map((message) => [message.id, titleIn(message)]));
    return messages.map((message) =>
      message.threadId === undefined
        ? seen(channel, message, titleIn(message), kindOfRoot(message))
        : seen(channel, message, titles.get(message.threadId), kindOfReply(message)),
    );
  };
  return [
    ...local.channels.flatMap(({ id, messages }) => inChannel(id, ofBot(messages))),
    ...local.people.flatMap(({ name }) =>
      ofBot(local.directMessages(name)).map((message) =>
        seen(chatWith(name), message, titleIn(message), 'desk'),
      ),
    ),
  ];
};

/** As it was posted: what a card says later need not begin with its title. */
const titleIn = ({ firstPush }: Post): string | undefined => /\bTalk \d+\b/.exec(firstPush)?.[0];

/** What belongs to a card that was given up stands by itself, its title first. */
const kindOfRoot = (message: Post): string => {
  const [, prompt = ''] = /^Talk \d+\n(.*)/s.exec(message.plainText) ?? [];
  return kindOfReply({ plainText: prompt, push: message.push }) ?? 'card';
};

const kindOfReply = ({ plainText, push }: Pick<Post, 'plainText' | 'push'>): string | undefined => {
  const [, phase] = /^([1-4]) · /.exec(plainText) ?? [];
  if (phase) return `prompt-${phase}`;
  return push.includes(recapSays) ? 'recap' : undefined;
};

const recapSays = 'recap and what we keep';
