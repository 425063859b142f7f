import type { Block } from '../messages/message.ts';
import type { Line } from '../texts/line.ts';
import { oneRow } from '../texts/visible.ts';
import { unreachable } from '../unreachable.ts';
import type { Mention } from './card-schema.ts';

/** What a member is called; undefined where that is not known. */
export type NameOf = (memberId: string) => string | undefined;

/** Those who are called in a card: how they stand in its text, and who that is. */
export type Calls = { textOf: (memberId: string) => string; entities: readonly Mention[] };

/** Where nobody is called: in forms. */
export const noCalls: Calls = { textOf: () => '', entities: [] };

/** Everything but the words of a name: nothing in it may be read as Markdown or an address, or end the mention. */
const noWord = /[^\p{L}\p{M}\p{N}' .-]|\.(?=\S)/gu;

/**
 * Mentions of everybody who is called in some blocks. Each has a text of its own, for Teams finds whom to call by it; two
 * who share a name are counted.
 */
export const callsIn = (blocks: readonly Block[], nameOf: NameOf): Calls => {
  const mentions = new Map<string, Mention>();
  const taken = new Set<string>();
  for (const id of membersCalledIn(blocks)) {
    const name = oneRow(nameOf(id) ?? '');
    const wordsOnly = name.replaceAll(noWord, '').trim() || String(mentions.size + 1);
    let shown = wordsOnly;
    for (let count = 2; taken.has(shown); count += 1) shown = `${wordsOnly} ${count}`;
    taken.add(shown);
    const text = `<at>${shown}</at>`;
    mentions.set(id, { type: 'mention', text, mentioned: { id, name: name || shown } });
  }
  return { textOf: (id) => mentions.get(id)?.text ?? '', entities: [...mentions.values()] };
};

/** Everybody who is called in some blocks. */
export const membersCalledIn = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(blocks.flatMap(linesOf).flatMap(calledIn));

const calledIn = (line: Line): string[] =>
  line.flatMap((span) => (typeof span !== 'string' && 'call' in span ? [span.call] : []));

const linesOf = (block: Block): readonly Line[] => {
  switch (block.kind) {
    case 'text':
      return block.lines;
    case 'note':
      return [block.line];
    case 'list':
      return block.items;
    case 'pressable':
      return block.rows.map(({ line }) => line);
    case 'quote':
    case 'code':
    case 'ask-choice':
    case 'tally':
    case 'actions':
      return [];
    default:
      return unreachable(block);
  }
};
