import { over, plainNote } from '../messages/notes.ts';
import type { SessionRefusal } from '../session/commands.ts';
import type { By, Context } from './context.ts';
import type { StoredSession } from './ports.ts';
import { note, type Reaction } from './reaction.ts';
import type { RightsRefusal } from './rights.ts';
import { viewSession } from './view-session.ts';

export type Refusal =
  | SessionRefusal
  | RightsRefusal
  | 'gone'
  | 'bot-not-here'
  | 'admins-only'
  | 'no-such-span'
  | 'not-yours'
  | 'own-draft'
  | 'not-your-series'
  | 'series-paused'
  | 'series-ended'
  | 'no-next-date'
  | 'date-changed';

/** Says in private why something is not done. */
export const refuse = ({ texts }: Context, refusal: Refusal): Reaction =>
  note(plainNote(texts, [texts.refusals[refusal]]));

/** The same; to a session that is over belongs the way to its recap. */
export const refuseForSession = async (
  context: Context,
  by: By,
  stored: StoredSession | undefined,
  refusal: Refusal,
): Promise<Reaction> => {
  if (refusal !== 'session-over' || !stored) return refuse(context, refusal);
  const view = await context.transaction(by.workspace, (stores) => viewSession(stores, stored));
  return note(over(context.texts, view));
};

/** Said in a chat of a few people, where no session can be held. */
export const inChat = ({ texts }: Context): Reaction => note(plainNote(texts, ...texts.planning.inChat()));

/** Said where the bot would have to post but is not a member. */
export const addMe = ({ texts }: Context): Reaction => note(plainNote(texts, texts.planning.addMe()));
