import type { Message } from '../messages/message.ts';
import type { StoredConversation } from '../use-cases/teams-ports.ts';
import { membersCalledIn, type NameOf } from './mentions.ts';
import type { Rosters } from './rosters.ts';

/** What those are called whom a message calls. */
export type Names = (place: StoredConversation | undefined, message: Message) => Promise<NameOf>;

/** By the roster of the place where it is posted: one call for all of them. Without it they are called by number. */
export const createNames =
  (workspace: string, rosters: Rosters): Names =>
  async (place, { blocks }) => {
    const called = membersCalledIn(blocks);
    if (called.size === 0 || !place) return () => undefined;
    const roster = await rosters.of(workspace, place).catch(() => undefined);
    return (id) => roster?.get(id)?.name;
  };
