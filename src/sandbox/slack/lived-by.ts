import type { Happening } from '../platform.ts';
import type { Core } from './core.ts';
import { plainMessage } from './plain-text.ts';
import type { StoredEphemeral, StoredMessage } from './stored-message.ts';
import { type ChannelState, SANDBOX, type User } from './workspace.ts';

/** A channel as somebody in it has lived through it: every post, edit and removal, and their private notes. */
export const livedBy = (core: Core, user: User, channel: ChannelState): Happening[] => {
  const notes = channel.ephemerals.filter(({ userId }) => userId === user.id);
  const happened = [
    ...[...channel.messages.values()].flatMap((message) => historyOf(core, user, message)),
    ...notes.flatMap((note) =>
      versionsOf(core, user, note).map((one) => ({ ...one, how: 'private' as const })),
    ),
  ];
  return happened.sort((a, b) => a.at.getTime() - b.at.getTime());
};

const historyOf = (core: Core, user: User, message: StoredMessage): Happening[] => {
  const shown = versionsOf(core, user, message);
  const last = shown.at(-1);
  const { deletedAt } = message;
  return last && deletedAt ? [...shown, { ...last, at: deletedAt, how: 'removal' }] : shown;
};

const versionsOf = (
  { workspace }: Core,
  { tz }: User,
  { versions, threadTs, byBot, userId }: (StoredMessage | StoredEphemeral) & { byBot?: boolean },
): Happening[] =>
  versions.map(({ at, text, blocks }, index) => ({
    at,
    how: index === 0 ? 'post' : 'edit',
    author: workspace.nameOf(byBot === false ? userId : SANDBOX.botUserId),
    inThread: threadTs !== undefined,
    text: plainMessage({ text, blocks }, { ...workspace.readerIn(tz), now: at }),
  }));
