import type { Entities, EntityKind, MessageShown, TrafficShown, ViewShown } from '../page/protocol.ts';
import type { Channel, EphemeralRecord, MessageRecord, OpenView, TrafficEntry } from '../slack/control.ts';
import { describeTraffic } from './describe-traffic.ts';
import type { FaultSwitches } from './fault-switches.ts';
import type { SandboxStage } from './sandbox-stage.ts';

/** One thing on the page. The stamp changes whenever the value does, and costs little. */
export type Entity = { name: string; stamp: string; value(): unknown };

const entity = <Kind extends EntityKind>(
  kind: Kind,
  id: string,
  stamp: string,
  value: () => Entities[Kind],
): Entity => ({ name: id ? `${kind}:${id}` : kind, stamp, value });

/** A small thing whose text is its own stamp. */
const small = <Kind extends EntityKind>(kind: Kind, id: string, value: Entities[Kind]): Entity =>
  entity(kind, id, JSON.stringify(value), () => value);

/** So much traffic is on the page; the rest is in memory. */
const mostTraffic = 300;

/** Everything on the page as it stands now. */
export const entitiesOf = (
  stage: SandboxStage,
  faults: FaultSwitches,
  clock: Entities['clock'],
): Entity[] => {
  const { slack, bot, colleagues, words } = stage;
  const channels = [...slack.channels, ...slack.people.map((person) => slack.directChannel(person))];
  const dmWith = new Map(slack.people.map((person) => [slack.directChannel(person).id, person.id]));
  return [
    small('about', '', { botUserId: slack.botUserId, botName: 'Microtraining', words }),
    small('clock', '', clock),
    small('bot', '', { status: bot.status, trouble: bot.trouble }),
    small('play', '', { faults: faults.on, colleagues: colleagues.on, playing: [...colleagues.playing] }),
    ...slack.users.map((user) => small('user', user.id, user)),
    ...channels.flatMap((channel) => [
      small('channel', channel.id, {
        id: channel.id,
        name: channel.name,
        dmWith: dmWith.get(channel.id),
        memberIds: [...channel.memberIds],
      }),
      ...messagesOf(channel),
    ]),
    ...slack.people.flatMap((person) => [
      ...(person.stack.length > 0 ? [small('views', person.id, person.stack.map(shownView))] : []),
      ...(person.home ? [small('home', person.id, shownView(person.home))] : []),
    ]),
    ...slack.traffic
      .map((entry, index) => ({ entry, number: index + 1 }))
      .slice(-mostTraffic)
      .map(({ entry, number }) => entity('traffic', String(number), '', () => shownTraffic(entry, number))),
  ];
};

const messagesOf = (channel: Channel): Entity[] => [
  ...channel.messages
    .filter(({ deletedAt }) => !deletedAt)
    .map((message) =>
      entity('message', `${channel.id}:${message.ts}`, `${message.edits} ${message.broadcast}`, () =>
        shownMessage(message),
      ),
    ),
  ...channel.ephemerals
    .filter(({ deletedAt }) => !deletedAt)
    .map((note) =>
      entity('message', `${channel.id}:${note.ts}`, String(note.versions.length), () => shownNote(note)),
    ),
];

const shownMessage = (message: MessageRecord): MessageShown => ({
  ...shownRecord(message),
  broadcast: message.broadcast,
  userId: message.userId,
  files: message.files.map(({ id, name, title, text }) => ({
    id,
    name,
    title,
    bytes: Buffer.byteLength(text),
  })),
  mentions: [...message.mentions],
  edits: message.edits,
});

const shownNote = (note: EphemeralRecord): MessageShown => ({ ...shownRecord(note), onlyFor: note.userId });

const shownRecord = (record: MessageRecord | EphemeralRecord): MessageShown => ({
  channelId: record.channelId,
  ts: record.ts,
  threadTs: record.threadTs,
  broadcast: false,
  userId: '',
  at: record.postedAt.toISOString(),
  text: record.text,
  blocks: record.blocks as MessageShown['blocks'],
  files: [],
  mentions: [],
  edits: record.versions.length - 1,
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

const shownTraffic = (entry: TrafficEntry, number: number): TrafficShown => ({
  number,
  at: entry.at.toISOString(),
  kind: entry.kind,
  name: entry.name,
  channelId: entry.channelId,
  status: entry.status,
  error: entry.error,
  ms: Math.round(entry.ms),
  about: describeTraffic(entry),
});
