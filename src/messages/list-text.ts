import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import type { SessionView, WrittenList } from './session-view.ts';

/** So much of a name stands before what its bearer wrote. */
const nameChars = 40;

/** What somebody wrote in one row, with their name where the channel wants names (said before they wrote). */
export const listText = (
  texts: Texts,
  { names }: Pick<SessionView, 'names'>,
  { memberId, lines }: WrittenList,
): string => {
  const name = names?.get(memberId);
  const list = lines.join(' · ');
  return name ? texts.prompt.by(cut(name, nameChars), list) : list;
};
