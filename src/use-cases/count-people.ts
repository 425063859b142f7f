import { mainQuestion } from '../session/answer.ts';
import { isOpen } from '../session/session.ts';
import { applyCommand } from './change-session.ts';
import type { Context } from './context.ts';
import type { Stores } from './ports.ts';

/** Tells a session how many people are in and whether all of them have answered the phase that runs. */
export const countPeople = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  sessionId: string,
  now: Date,
): Promise<void> => {
  const stored = await stores.sessions.lock(sessionId);
  if (!stored) return;
  const { session } = stored;
  const phase = isOpen(session) ? session.phase : 1;
  const { peopleIn, answered } = await stores.answers.progress(sessionId, mainQuestion[phase]);
  const everyoneAnswered = isOpen(session) && peopleIn > 0 && answered >= peopleIn;
  await applyCommand(context, stores, stored, { type: 'count-people', peopleIn, everyoneAnswered, now });
};
