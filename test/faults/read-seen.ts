import type { LocalSlack, MessageRecord } from '../../src/sandbox/slack/control.ts';
import type { Seen } from './check-run.ts';

/** Everything that the bot has ever posted, as a reader understands it: by its words and by where it stands. */
export const readSeen = (slack: LocalSlack): Seen[] => [
  ...slack.channels.flatMap(({ id, messages }) => inChannel(slack, id, messages.filter(isOfBot(slack)))),
  ...slack.people.flatMap((person) => {
    const { id } = slack.directChannel(person);
    return slack
      .directMessages(person)
      .filter(isOfBot(slack))
      .map((message) => seen(slack, id, message, titleIn(message), 'desk'));
  }),
];

const isOfBot =
  ({ botUserId }: LocalSlack) =>
  ({ userId }: MessageRecord) =>
    userId === botUserId;

const inChannel = (slack: LocalSlack, channel: string, messages: readonly MessageRecord[]): Seen[] => {
  const titles = new Map(messages.map((message) => [message.ts, titleIn(message)]));
  return messages.map((message) =>
    message.threadTs === undefined
      ? seen(slack, channel, message, titleIn(message), 'card')
      : seen(slack, channel, message, titles.get(message.threadTs), kindOfReply(message)),
  );
};

const seen = (
  { teamId }: LocalSlack,
  channel: string,
  { postedAt, deletedAt }: MessageRecord,
  session: string | undefined,
  kind: string | undefined,
): Seen => ({
  ...{ session, kind, channel, workspace: teamId, at: postedAt.getTime() },
  ...(deletedAt && { goneAt: deletedAt.getTime() }),
});

/** As it was posted: what a card says later need not begin with its title. */
const titleIn = ({ versions }: MessageRecord): string | undefined =>
  /\bTalk \d+\b/.exec(versions[0]?.text ?? '')?.[0];

const kindOfReply = ({ plainText, text }: MessageRecord): string | undefined => {
  const [, phase] = /^([1-4]) · /.exec(plainText) ?? [];
  if (phase) return `prompt-${phase}`;
  return text.includes(recapSays) ? 'recap' : undefined;
};

const recapSays = 'recap and what we keep';
