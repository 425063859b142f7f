import type { Completion } from './completion.ts';

export const mostCompletions = 7;

/** Names that an `@` at the end of what was typed may mean; undefined where there is none. */
export const mentionCompletions = (names: readonly string[], typed: string): Completion[] | undefined => {
  const mention = /(^|\s)@(\w*)$/.exec(typed);
  if (!mention) return undefined;
  const begun = mention[2] ?? '';
  const before = typed.slice(0, typed.length - begun.length);
  return names
    .filter((name) => name.toLowerCase().startsWith(begun.toLowerCase()) && name !== begun)
    .slice(0, mostCompletions)
    .map((name) => ({ text: `${before}${name} `, shown: `@${name}`, does: '' }));
};
