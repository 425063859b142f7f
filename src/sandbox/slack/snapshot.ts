import type { MessageVersion } from './control.ts';
import type { Core } from './core.ts';
import { FieldValues, type StateValues } from './field-values.ts';
import { StoredEphemeral, StoredMessage } from './stored-message.ts';
import type { StoredView, Views } from './views.ts';
import type { ChannelState, User, Workspace } from './workspace.ts';

/** Raise it whenever the shape below changes: older files are put aside. */
export const snapshotVersion = 2;

type Kept<T> = { [Key in keyof T]: T[Key] extends Date ? string : T[Key] };
type KeptVersion = Kept<MessageVersion>;

interface KeptMessage {
  ts: string;
  threadTs: string | undefined;
  userId: string;
  versions: KeptVersion[];
  deletedAt: string | undefined;
}

interface KeptPost extends KeptMessage {
  byBot: boolean;
  broadcast: boolean;
  metadata: StoredMessage['metadata'];
  parse: string | undefined;
  files: StoredMessage['files'];
}

type KeptChannel = Omit<ChannelState, 'createdAt' | 'memberIds' | 'messages' | 'ephemerals'> & {
  createdAt: string;
  memberIds: string[];
  messages: KeptPost[];
  ephemerals: KeptMessage[];
};

type KeptView = Omit<StoredView, 'values'> & { values: StateValues };

/** What outlives a restart. Traffic, triggers and response addresses do not. */
export interface Snapshot {
  version: number;
  lastMicros: number;
  users: User[];
  channels: KeptChannel[];
  views: { stacks: KeptView[][]; homes: KeptView[]; count: number };
}

/** Everything that is to be kept, ready for JSON. */
export function takeSnapshot({ workspace, views }: Core): Snapshot {
  const { stacks, homes, count } = views.all;
  return {
    version: snapshotVersion,
    lastMicros: workspace.lastMicros,
    users: [...workspace.users.values()],
    channels: [...workspace.channels.values()].map(keptChannel),
    views: { stacks: stacks.map((stack) => stack.map(keptView)), homes: homes.map(keptView), count },
  };
}

/** Puts what was kept in the place of the people and channels of a new workspace. */
export function restoreSnapshot({ workspace, views }: Core, snapshot: Snapshot): void {
  workspace.users.clear();
  workspace.channels.clear();
  workspace.lastMicros = snapshot.lastMicros;
  for (const user of snapshot.users) workspace.users.set(user.id, user);
  for (const channel of snapshot.channels) {
    workspace.channels.set(channel.id, restoredChannel(workspace, channel));
  }
  const { stacks, homes, count } = snapshot.views;
  views.restore({
    stacks: stacks.map((stack) => stack.map(restoredView)),
    homes: homes.map(restoredView),
    count,
  } satisfies Views['all']);
}

function keptChannel(channel: ChannelState): KeptChannel {
  return {
    ...channel,
    createdAt: channel.createdAt.toISOString(),
    memberIds: [...channel.memberIds],
    messages: [...channel.messages.values()].map((message) => ({
      ...keptMessage(message),
      byBot: message.byBot,
      broadcast: message.broadcast,
      metadata: message.metadata,
      parse: message.parse,
      files: message.files,
    })),
    ephemerals: channel.ephemerals.map(keptMessage),
  };
}

function keptMessage({
  ts,
  threadTs,
  userId,
  versions,
  deletedAt,
}: StoredMessage | StoredEphemeral): KeptMessage {
  return {
    ts,
    threadTs,
    userId,
    versions: versions.map((version) => ({ ...version, at: version.at.toISOString() })),
    deletedAt: deletedAt?.toISOString(),
  };
}

function keptView(view: StoredView): KeptView {
  return { ...view, values: view.values.toState() };
}

function restoredChannel(workspace: Workspace, kept: KeptChannel): ChannelState {
  const messages = kept.messages.map((message) => {
    const { origin, content } = firstOf(kept, message);
    return continued(new StoredMessage(origin, content, message, workspace.readAs('Europe/Berlin')), message);
  });
  const ephemerals = kept.ephemerals.map((message) => {
    const { origin, content } = firstOf(kept, message);
    const zone = workspace.users.get(message.userId)?.tz ?? 'Europe/Berlin';
    return continued(new StoredEphemeral(origin, content, workspace.readAs(zone)), message);
  });
  return {
    ...kept,
    createdAt: new Date(kept.createdAt),
    memberIds: new Set(kept.memberIds),
    messages: new Map(messages.map((message) => [message.ts, message])),
    ephemerals,
  };
}

/** Mentions count as first posted, so a message is made from its first version and edited up to its last. */
function firstOf({ id }: KeptChannel, { ts, threadTs, userId, versions }: KeptMessage) {
  const [first] = versions as [KeptVersion];
  return {
    origin: { channelId: id, ts, threadTs, userId, at: new Date(first.at), by: first.by },
    content: contentOf(first),
  };
}

function continued<M extends StoredMessage | StoredEphemeral>(message: M, kept: KeptMessage): M {
  for (const version of kept.versions.slice(1)) {
    message.edit(contentOf(version), new Date(version.at), version.by);
  }
  if (kept.deletedAt) message.deletedAt = new Date(kept.deletedAt);
  return message;
}

function contentOf({ text, blocks }: KeptVersion) {
  return { text, blocks } as ConstructorParameters<typeof StoredMessage>[1];
}

function restoredView(kept: KeptView): StoredView {
  const values = new FieldValues(kept.payload.blocks);
  for (const [blockId, fields] of Object.entries(kept.values)) {
    for (const [actionId, value] of Object.entries(fields)) values.set(blockId, actionId, value);
  }
  return { ...kept, values };
}
