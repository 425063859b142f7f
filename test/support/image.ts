import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const projectRoot = join(import.meta.dirname, '../..');

/** A text file of the project, by its path from the root. */
export const readProjectFile = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** The Dockerfile's instructions, each in one line, of its last stage: the one that becomes the image. */
export const imageInstructions = (): string[] => {
  const lines = readProjectFile('Dockerfile')
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '');
  return lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
};

/** The value of the image's last instruction of a kind, such as `USER`. */
export const imageInstruction = (kind: string): string | undefined =>
  imageInstructions()
    .findLast((line) => line.startsWith(`${kind} `))
    ?.slice(kind.length + 1);

/** The project's files that are in the image: what its last stage copies, less what `.dockerignore` keeps out. */
export const filesInImage = (): string[] => {
  const copied = imageInstructions().flatMap((line) => {
    const [kind, ...words] = line.split(' ');
    if (kind !== 'COPY' || words[0]?.startsWith('--from=')) return [];
    const [from = '', to] = words;
    if (to !== './' && to !== `./${from}`) throw new Error(`not copied to its own place: ${line}`);
    return filesAt(from);
  });
  const isIgnored = readIgnored();
  return copied.filter((path) => !isIgnored(path));
};

const filesAt = (path: string): string[] => {
  const absolute = join(projectRoot, path);
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/'));
};

/** As Docker reads it: the last line that matches decides, and one that names a folder means what lies in it. */
const readIgnored = (): ((path: string) => boolean) => {
  const rules = readProjectFile('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: line.replace('!', '') }));
  const unread = rules.find(({ pattern }) => pattern !== '*' && /[*?[\\]/.test(pattern));
  if (unread) throw new Error(`a pattern that this file does not read: ${unread.pattern}`);
  return (path) => {
    const last = rules.findLast(({ pattern }) => pattern === '*' || `${path}/`.startsWith(`${pattern}/`));
    return last !== undefined && !last.keeps;
  };
};
