import type { KnownBlock } from '@slack/types';
import type { Where } from './control.ts';
import type { Core } from './core.ts';
import type { FieldValues } from './field-values.ts';
import type { StoredEphemeral, StoredMessage } from './stored-message.ts';
import type { StoredView } from './views.ts';
import type { ChannelState, User } from './workspace.ts';

/** Something with blocks on a person's screen. */
export type Surface =
  | { kind: 'view'; view: StoredView; blocks: KnownBlock[]; values: FieldValues }
  | { kind: 'message'; channel: ChannelState; message: StoredMessage; blocks: KnownBlock[] }
  | { kind: 'ephemeral'; channel: ChannelState; message: StoredEphemeral; blocks: KnownBlock[] };

/**
 * Finds a channel as people name it: by name, id, or `dm` for that person's chat with the bot.
 * @throws when there is none, or the person is not in it
 */
export function channelFor({ workspace }: Core, user: User, name: string): ChannelState {
  if (name === 'dm') return workspace.directChannel(user.id);
  const all = [...workspace.channels.values()];
  const channel =
    all.find((each) => each.id === name) ?? all.find((each) => each.name === name && !each.dmWith);
  if (!channel) throw new Error(`There is no channel "${name}"`);
  return channel;
}

/** Messages and ephemerals that this person sees in a channel now, oldest first. */
export function visibleIn(
  core: Core,
  user: User,
  channel: ChannelState,
): Exclude<Surface, { kind: 'view' }>[] {
  if (!channel.memberIds.has(user.id)) return [];
  const messages = [...channel.messages.values()].map(
    (message) => ({ kind: 'message', channel, message, blocks: message.blocks }) as const,
  );
  const ephemerals = channel.ephemerals
    .filter(({ userId, threadTs }) => userId === user.id && showsThread(core, channel, threadTs))
    .map((message) => ({ kind: 'ephemeral', channel, message, blocks: message.blocks }) as const);
  return [...messages, ...ephemerals]
    .filter(({ message }) => !message.deletedAt)
    .sort((a, b) => Number(a.message.ts) - Number(b.message.ts));
}

/** An ephemeral in a thread appears only where the thread has begun. */
function showsThread({ workspace }: Core, channel: ChannelState, threadTs: string | undefined): boolean {
  return threadTs === undefined || workspace.repliesTo(channel, threadTs).length > 0;
}

/** What the person may mean, the likeliest first: the form on top, then messages, the newest first. */
export function surfacesFor(core: Core, user: User, where: Where = {}): Surface[] {
  const place = where.in;
  const top = core.views.stackOf(user.id).at(-1);
  const form = top ? [viewSurface(top)] : [];
  if (place === 'view') return form;
  if (place === 'home') {
    const home = core.views.homeOf(user.id);
    return home ? [viewSurface(home)] : [];
  }
  const messages = [...core.workspace.channels.values()]
    .flatMap((channel) => visibleIn(core, user, channel))
    .sort((a, b) => Number(b.message.ts) - Number(a.message.ts));
  if (place === undefined) return [...form, ...messages];
  const ts = typeof place === 'string' ? place : place.id;
  if (/^\d+\.\d{6}$/.test(ts)) return messages.filter(({ message }) => message.ts === ts);
  const channel = channelFor(core, user, ts);
  return messages.filter((surface) => surface.channel === channel);
}

/** A form or Home tab as a surface. */
export function viewSurface(view: StoredView): Surface {
  return { kind: 'view', view, blocks: view.payload.blocks, values: view.values };
}

/** Names a surface in error messages. */
export function describeSurface(surface: Surface): string {
  if (surface.kind === 'view') return `the form "${surface.view.payload.title?.text ?? 'Home'}"`;
  const { channel, message } = surface;
  const place = channel.dmWith ? 'the chat with the bot' : `#${channel.name}`;
  const kind = surface.kind === 'ephemeral' ? 'a private note' : 'a message';
  return `${kind}${message.threadTs ? ' in a thread' : ''} in ${place}`;
}
