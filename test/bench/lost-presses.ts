import { sessionIdOf } from './plant.ts';
import { createAnswerers, type PressParts } from './signed-press.ts';

/** Somebody who answered in a session, by their ids. */
export type Answerer = { session: string; member: string };

export const nameOf = ({ session, member }: Answerer): string => `${session} ${member}`;

/**
 * Presses of people who were told that they are saved, and of whom no answer is stored in that session: each is known by
 * itself, so that none makes up for another one.
 * @param acknowledged numbers of presses
 * @param refused those of them whose people were told otherwise afterwards
 * @param stored who has an answer, as `nameOf` names them
 */
export const lostPresses = (
  acknowledged: readonly number[],
  refused: ReadonlySet<number>,
  parts: Pick<PressParts, 'sessions' | 'peopleEach'>,
  stored: ReadonlySet<string>,
): number[] => {
  const answererOf = createAnswerers(parts);
  return acknowledged.filter((press) => {
    const { session, member } = answererOf(press);
    return !refused.has(press) && !stored.has(nameOf({ session: sessionIdOf(session), member }));
  });
};
