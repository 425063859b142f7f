import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { parsePattern } from './templates/pattern.ts';
import { parseReadySeries, parseReadySession, type Templates } from './templates/ready-session.ts';

const shipped = new URL('templates/', import.meta.url);

const ending = '.yaml';
const seriesEnding = '.series.yaml';

const messageOf = (cause: unknown): string => {
  if (cause instanceof z.ZodError) return z.prettifyError(cause);
  return cause instanceof Error ? cause.message : String(cause);
};

const naming = (file: string, cause: unknown): Error => new Error(`${file}: ${messageOf(cause)}`, { cause });

/** Reads one file with `parse` and makes sure that it is called what its template is called. */
const read = <T extends { id: string }>(
  folder: URL,
  file: string,
  itsEnding: string,
  parse: (yaml: string) => T,
): T => {
  try {
    const template = parse(readFileSync(new URL(file, folder), 'utf8'));
    if (file !== template.id + itsEnding) throw new Error(`its id is "${template.id}"`);
    return template;
  } catch (cause) {
    throw naming(file, cause);
  }
};

const filesIn = (folder: URL): string[] => readdirSync(folder).toSorted();

/**
 * Reads every template of one language, in the order of the files' names. In `ready/`, `*.series.yaml` are series,
 * every other `*.yaml` is a session; in `patterns/`, every `*.yaml` is a pattern.
 * @param language the name of its folder, such as `en`
 * @param templates the folder of `ready/` and `patterns/`, each with a folder for each language; what the product
 *   ships unless told otherwise
 * @throws Error naming the file that is at fault, or the system's error where a folder cannot be read
 */
export const readTemplates = (language: string, templates: URL = shipped): Templates => {
  const ready = new URL(`ready/${language}/`, templates);
  const files = filesIn(ready);
  const seriesFiles = files.filter((file) => file.endsWith(seriesEnding));
  const sessionFiles = files.filter((file) => file.endsWith(ending) && !file.endsWith(seriesEnding));
  const sessions = sessionFiles.map((file) => read(ready, file, ending, parseReadySession));
  const known = new Set(sessions.map(({ id }) => id));
  const series = seriesFiles.map((file) => {
    const template = read(ready, file, seriesEnding, parseReadySeries);
    const missing = template.sessions.filter((id) => !known.has(id));
    if (missing.length > 0) throw naming(file, new Error(`there is no session ${missing.join(', ')}`));
    return template;
  });
  const toFillIn = new URL(`patterns/${language}/`, templates);
  const patterns = filesIn(toFillIn)
    .filter((file) => file.endsWith(ending))
    .map((file) => read(toFillIn, file, ending, parsePattern));
  return { sessions, series, patterns };
};
