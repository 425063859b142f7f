import type { Entry } from './gallery/entry.ts';

/** An entry as it is stored: as people read it, and part by part as the platform gets it. */
export type StoredEntry = { entry: Entry; text: string; parts: readonly object[] };

/**
 * The whole gallery of a platform as files by name: each subject as people read it, and the flow's sample part by part,
 * too.
 */
export const storeGallery = (all: readonly StoredEntry[]): Map<string, string> => {
  const files = new Map<string, string>();
  const append = (name: string, text: string) => files.set(name, (files.get(name) ?? '') + text);
  for (const { entry, text, parts } of all) {
    const { subject, sample } = entry;
    if (sample.name === 'heavy' || sample.name === 'canary') continue;
    const name = `${sample.name}/${subject.replaceAll(' ', '-')}`;
    append(`${name}.txt`, `${text}\n\n`);
    if (sample.name !== 'typical') continue;
    append(`${name}.jsonl`, parts.map((part) => `${JSON.stringify(part)}\n`).join(''));
  }
  return files;
};

const longestLine = 400;

/**
 * The text of an entry; the worst cases would bury everything else in a difference, so their long lines are cut, and no
 * line comes twice.
 */
export const abridged = ({ sample }: Entry, text: string): string => {
  if (sample.name !== 'hostile' && sample.name !== 'heavy') return text;
  const lines = text.split('\n').map((line) => {
    const points = Array.from(line);
    if (points.length <= longestLine) return line;
    return `${points.slice(0, 120).join('')} ⟨${line.length} characters⟩ ${points.slice(-30).join('')}`;
  });
  return [...new Set(lines)].join('\n');
};
