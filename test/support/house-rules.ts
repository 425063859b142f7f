import { isBuiltin } from 'node:module';
import { type Import, packageOf, readSource, type SourceFacts, targetOf } from './imports.ts';

/**
 * The rules of the house (architecture.md, sections 2 to 4) as tables. A new folder, library or exception is one
 * entry here, made on purpose.
 */

const pure = ['series', 'session', 'evaluation', 'topics'];
const core = [...pure, 'templates', 'texts', 'messages'];
const shell = ['slack', 'teams', 'web', 'sandbox', 'timer', 'jobs', 'delivery', 'postgres'];
const allFolders = [...core, 'use-cases', ...shell];

/** Which folders a folder may import from, besides itself. */
const foldersFor: Readonly<Record<string, readonly string[]>> = {
  series: [],
  session: [],
  evaluation: ['series', 'session'],
  topics: [],
  templates: [],
  texts: pure,
  messages: [...pure, 'templates', 'texts'],
  'use-cases': core,
  ...Object.fromEntries(shell.map((folder) => [folder, [...core, 'use-cases']])),
};

/** What a folder may import from others as types only. */
const typesFor: Readonly<Record<string, readonly string[]>> = { texts: ['templates'] };

/** Single files that a folder may import although their folder is closed to it. */
const filesFor: Readonly<Record<string, readonly string[]>> = {
  sandbox: ['src/slack/limits.ts', 'src/teams/limits.ts'],
};

/** Top-level files that carry no knowledge of any folder; they may import one another. */
const foundations = ['config.ts', 'log.ts', 'errors.ts', 'unreachable.ts'];
const foundationsFor = (place: string): readonly string[] => {
  if (core.includes(place)) return ['unreachable.ts'];
  if (place === 'use-cases') return ['unreachable.ts', 'errors.ts'];
  return foundations;
};

/** Programmes: they may import everything, nobody imports them. */
const programmes = [
  'main.ts',
  'demo.ts',
  'status.ts',
  'doctor.ts',
  'migrate.ts',
  'sandbox-bot.ts',
  'teams-package.ts',
];

/** Composition roots, of the bot, of the sandbox around it and of the set-up's examination: they know every folder; only programmes start them. */
const roots = ['app.ts', 'start-sandbox.ts', 'run-sandbox.ts', 'examine-set-up.ts'];

const pureLibraries = ['zod', 'temporal-polyfill', 'chrono-node'];
/** The only libraries of these folders; everywhere else any is welcome that is nobody's own. */
const librariesFor: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries([...core, 'use-cases'].map((folder) => [folder, pureLibraries])),
  templates: [...pureLibraries, 'yaml'],
};

/** Libraries that belong to one place, and where else their types may be used. */
const owned: readonly { library: RegExp; place: string; typesIn?: string }[] = [
  { library: /^@slack\//, place: 'slack', typesIn: 'sandbox' },
  { library: /^(botbuilder|botframework)/, place: 'teams', typesIn: 'sandbox' },
  { library: /^pg(-|$)/, place: 'postgres' },
  { library: /^@electric-sql\//, place: 'postgres' },
  { library: /^node-cron$/, place: 'timer' },
  { library: /^graphile-worker$/, place: 'jobs' },
  { library: /^(ws|react|react-dom|esbuild|adaptivecards|markdown-it)$/, place: 'sandbox' },
];

/** What would make a pure folder depend on something else than its arguments. */
const impure = [
  'new Date()',
  'Date.now',
  'Temporal.Now',
  'Math.random',
  'process',
  'console',
  'async',
  'await',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'crypto',
  'fetch',
  'globalThis',
];

/** The present: only the clock reads it, and the local platforms, which stand for other machines. */
const present = ['new Date()', 'Date.now', 'Temporal.Now'];
const readsPresent = (path: string): boolean =>
  path === 'src/timer/clock.ts' || path.startsWith('src/sandbox/');

const vagueWords = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'service', 'impl'];

export type SourceFile = { path: string; source: string };

/** Everything in a file of `src/` that breaks a rule of the house, each as one sentence. */
export const violationsOf = ({ path, source }: SourceFile): string[] => {
  const violations = namingViolations(path);
  if (!/\.tsx?$/.test(path)) return violations;
  const facts = readSource(source, path.endsWith('.tsx'));
  const place = placeOf(path);
  violations.push(
    ...facts.imports.flatMap((one) => importViolations(path, place, one)),
    ...useViolations(path, place, facts),
  );
  if (facts.hasDefaultExport) violations.push(`${path} has a default export`);
  if (facts.isBarrel) violations.push(`${path} is a barrel`);
  return violations;
};

/** What is wrong with a path by itself; test files keep to the same names. */
export const namingViolations = (path: string): string[] => {
  const violations: string[] = [];
  const names = path.split('/');
  const stem = names.at(-1)!.split('.')[0]!;
  if (!names.every((name) => /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name)))
    violations.push(`${path} is not in kebab-case`);
  for (const word of names.flatMap((name) => name.split(/[-.]/)).filter((one) => vagueWords.includes(one))) {
    violations.push(`${path} is called “${word}”`);
  }
  if (stem === 'index') violations.push(`${path} is a barrel`);
  return violations;
};

/** The folder of a file, or its name where it lies at the top. */
const placeOf = (path: string): string => path.split('/')[1]!;
const isAtTop = (place: string): boolean => place.endsWith('.ts');

const importViolations = (path: string, place: string, one: Import): string[] => {
  if (!isAtTop(place) && !allFolders.includes(place)) return [`${path} lies in a folder without rules`];
  const target = targetOf(path, one);
  const isAllowed = target === undefined ? mayUse(place, one) : mayReach(place, target, one.typesOnly);
  return isAllowed ? [] : [`${path} imports ${target ?? one.from}${one.typesOnly ? ' (types)' : ''}`];
};

const mayReach = (place: string, target: string, typesOnly: boolean): boolean => {
  if (!target.startsWith('src/')) return false;
  const there = placeOf(target);
  if (programmes.includes(there)) return false;
  if (foundations.includes(place)) return foundations.includes(there);
  if (programmes.includes(place)) return true;
  if (roots.includes(there)) return place === 'run-sandbox.ts' && there === 'start-sandbox.ts';
  if (isAtTop(place)) return true;
  if (isAtTop(there)) return foundationsFor(place).includes(there);
  return (
    there === place ||
    (foldersFor[place] ?? []).includes(there) ||
    (typesOnly && (typesFor[place] ?? []).includes(there)) ||
    (filesFor[place] ?? []).includes(target)
  );
};

const mayUse = (place: string, { from, typesOnly }: Import): boolean => {
  // The environment by its back door.
  if (/^(node:)?process$/.test(from)) return false;
  if (isBuiltin(from)) return librariesFor[place] === undefined;
  const library = packageOf(from);
  const owner = owned.find((one) => one.library.test(library));
  if (owner) return place === owner.place || (typesOnly && place === owner.typesIn);
  return librariesFor[place]?.includes(library) ?? true;
};

const useViolations = (path: string, place: string, { uses }: SourceFacts): string[] => {
  const forbidden = new Set<string>();
  if (core.includes(place)) for (const use of impure) forbidden.add(use);
  if (!readsPresent(path)) for (const use of present) forbidden.add(use);
  if (path !== 'src/config.ts') forbidden.add('process.env');
  return [...forbidden].filter((use) => uses.has(use)).map((use) => `${path} uses ${use}`);
};
