import type { SaidShown } from '../page/protocol.ts';
import type { SlackMessageShown, ViewShown } from '../page/slack-protocol.ts';
import type { Channel, EphemeralRecord, LocalSlack, MessageRecord, OpenView } from '../slack/control.ts';
import { type Entity, entity, small } from './entity.ts';
import type { SandboxStage } from './sandbox-stage.ts';

/** Everything of the local Slack that is on the page. */
export const slackEntities = ({ slack, words }: SandboxStage): Entity[] => {
  const channels = [...slack.channels, ...slack.people.map((person) => slack.directChannel(person))];
  const dmWith = new Map(slack.people.map((person) => [slack.directChannel(person).id, person.id]));
  const people = slack.users.filter(({ id }) => id !== slack.botUserId);
  return [
    small('slack-about', '', { botId: slack.botUserId, words }),
    ...people.map(({ id, name, tz }) => small('slack-person', id, { id, name, zone: tz })),
    ...channels.flatMap((channel) => [
      small('slack-place', channel.id, {
        id: channel.id,
        name: channel.name,
        dmWith: dmWith.get(channel.id),
        memberIds: [...channel.memberIds].filter((id) => id !== slack.botUserId),
        hasBot: channel.memberIds.includes(slack.botUserId),
      }),
      ...messagesOf(slack, channel),
    ]),
    ...slack.people.flatMap((person) => [
      ...(person.stack.length > 0 ? [small('slack-views', person.id, person.stack.map(shownView))] : []),
      ...(person.home ? [small('slack-home', person.id, shownView(person.home))] : []),
    ]),
  ];
};

const messagesOf = (slack: LocalSlack, channel: Channel): Entity[] => [
  ...channel.messages
    .filter(({ deletedAt }) => !deletedAt)
    .map((message) =>
      entity('slack-message', `${channel.id}:${message.ts}`, `${message.edits} ${message.broadcast}`, () =>
        shownMessage(slack, message),
      ),
    ),
  ...channel.ephemerals
    .filter(({ deletedAt }) => !deletedAt)
    .map((note) =>
      entity('slack-message', `${channel.id}:${note.ts}`, String(note.versions.length), () =>
        shownNote(slack, note),
      ),
    ),
];

const shownMessage = (slack: LocalSlack, message: MessageRecord): SlackMessageShown => ({
  ...shownRecord(slack, message),
  broadcast: message.broadcast,
  authorId: message.userId,
  byBot: message.userId === slack.botUserId,
  files: message.files.map(({ id, name, title, text }) => ({
    id,
    name,
    title,
    bytes: Buffer.byteLength(text),
  })),
  mentions: [...message.mentions].filter((id) => id !== slack.botUserId),
  ...(message.text === '' && message.files[0] && { banner: message.files[0].title }),
});

const shownNote = (slack: LocalSlack, note: EphemeralRecord): SlackMessageShown => ({
  ...shownRecord(slack, note),
  onlyFor: note.userId,
});

const shownRecord = (slack: LocalSlack, record: MessageRecord | EphemeralRecord): SlackMessageShown => ({
  ...said(slack, record),
  text: record.text,
  blocks: record.blocks as SlackMessageShown['blocks'],
  files: [],
});

/** A note of the bot, until more is said. */
const said = ({ users }: LocalSlack, record: MessageRecord | EphemeralRecord): SaidShown => ({
  placeId: record.channelId,
  id: record.ts,
  rootId: record.threadTs,
  broadcast: false,
  authorId: '',
  byBot: true,
  at: record.postedAt.toISOString(),
  banner: record.text.replaceAll(
    /<@(\w+)>/g,
    (_, id: string) => `@${users.find((user) => user.id === id)?.name ?? id}`,
  ),
  mentions: [],
  onlyFor: undefined,
});

const shownView = ({ id, title, submit, close, blocks, state, errors }: OpenView): ViewShown => ({
  id,
  title,
  submit,
  close,
  blocks: blocks as ViewShown['blocks'],
  values: state as ViewShown['values'],
  errors,
});
