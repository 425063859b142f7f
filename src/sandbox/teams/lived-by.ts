import type { Happening } from '../platform.ts';
import type { Channel, LocalTeams, MessageRecord, Person } from './control.ts';
import { plainMessage } from './record.ts';
import type { Told } from './told.ts';

/** A channel as somebody in it has lived through it: every post, edit and removal, and what only they were shown. */
export const livedBy = (
  teams: LocalTeams,
  person: Person,
  { id, messages }: Channel,
  told: readonly Told[],
): Happening[] => {
  const seen = messages.filter(({ targetedTo }) => targetedTo === undefined || targetedTo === person.id);
  const notes = told.filter(({ placeId }) => placeId === id);
  const happened = [
    ...seen.flatMap((message) => historyOf(teams, person, message)),
    ...notes.map(({ at, threadId, text }): Happening => {
      return { at, how: 'private', author: teams.botName, inThread: threadId !== undefined, text };
    }),
  ];
  return happened.sort((a, b) => a.at.getTime() - b.at.getTime());
};

const historyOf = (teams: LocalTeams, { zone }: Person, message: MessageRecord): Happening[] => {
  const { versions, rootId, authorId, targetedTo, deletedAt } = message;
  const author = teams.people.find(({ id }) => id === authorId)?.name ?? teams.botName;
  const shown = versions.map(({ at, text, cards }, index): Happening => {
    const how = targetedTo !== undefined ? 'private' : index === 0 ? 'post' : 'edit';
    return { at, how, author, inThread: rootId !== undefined, text: plainMessage(text, cards, { zone }) };
  });
  const last = shown.at(-1);
  return last && deletedAt ? [...shown, { ...last, at: deletedAt, how: 'removal' }] : shown;
};
