import type { ReadySeries, ReadySession, Templates } from './ready-session.ts';

/** What two spellings of a title have in common: no case, quotes or punctuation, and single spaces. */
const bare = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/['’‘]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The only one that fits; undefined if there are none or several. */
const only = (
  sessions: readonly ReadySession[],
  fits: (name: string) => boolean,
): ReadySession | undefined => {
  const found = sessions.filter(({ id, title }) => fits(bare(title)) || fits(bare(id)));
  return found.length === 1 ? found[0] : undefined;
};

/**
 * The ready session that someone means by a few words: its title or id, else the only one that begins with
 * them, else the only one that contains them. Case, quotes and punctuation do not matter.
 */
export const findReadySession = ({ sessions }: Templates, words: string): ReadySession | undefined => {
  const wanted = bare(words);
  if (wanted === '') return undefined;
  return (
    only(sessions, (name) => name === wanted) ??
    only(sessions, (name) => name.startsWith(wanted)) ??
    only(sessions, (name) => name.includes(wanted))
  );
};

/** The ready series to which a session belongs, if it belongs to one. */
export const seriesOf = ({ series }: Templates, sessionId: string): ReadySeries | undefined =>
  series.find(({ sessions }) => sessions.includes(sessionId));
