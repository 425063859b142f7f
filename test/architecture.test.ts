import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { namingViolations, violationsOf } from './support/house-rules.ts';

const root = join(import.meta.dirname, '..');
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

describe('the house', () => {
  test('keeps its rules', () => {
    const files = filesIn('src').map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }));
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(violationsOf)).toEqual([]);
  });

  test('names its tests by the same rules', () => {
    expect(filesIn('test').flatMap(namingViolations)).toEqual([]);
  });
});

describe('a planted violation is found:', () => {
  test.each([
    ['a pure folder imports another', 'src/session/x.ts', `import '../series/cadence.ts';`],
    ['a pure folder imports texts', 'src/session/x.ts', `import type { Texts } from '../texts/en.ts';`],
    ['a pure folder imports a fault', 'src/session/x.ts', `import { Gone } from '../errors.ts';`],
    ['a pure folder imports Node', 'src/series/x.ts', `import { join } from 'node:path';`],
    ['a pure folder imports Node by its old name', 'src/series/x.ts', `import { join } from 'path';`],
    ['a pure folder imports a library that is not pure', 'src/topics/x.ts', `import pino from 'pino';`],
    ['a pure folder but templates reads YAML', 'src/session/x.ts', `import { parse } from 'yaml';`],
    ['templates import the session', 'src/templates/x.ts', `import '../session/rules.ts';`],
    ['texts import messages', 'src/texts/x.ts', `import type { Message } from '../messages/message.ts';`],
    [
      'texts run templates',
      'src/texts/x.ts',
      `import { parseReadySession } from '../templates/ready-session.ts';`,
    ],
    [
      'messages import use cases',
      'src/messages/x.ts',
      `import type { Stores } from '../use-cases/ports.ts';`,
    ],
    [
      'messages import a renderer',
      'src/messages/x.ts',
      `export { limits } from '../slack/limits.ts'; const x = 1;`,
    ],
    ['a use case imports a shell folder', 'src/use-cases/x.ts', `import '../postgres/pool.ts';`],
    ['a use case imports the log', 'src/use-cases/x.ts', `import { log } from '../log.ts';`],
    ['a use case imports Node', 'src/use-cases/x.ts', `import { randomUUID } from 'node:crypto';`],
    ['two shell folders meet', 'src/slack/x.ts', `import '../delivery/dispatch.ts';`],
    ['two shell folders meet in types', 'src/web/x.ts', `import type { Pool } from '../postgres/pool.ts';`],
    [
      'two shell folders meet in a type’s import',
      'src/web/x.ts',
      `let x: import('../postgres/pool.ts').Pool;`,
    ],
    [
      'two shell folders meet in a dynamic import',
      'src/web/x.ts',
      `const x = import('../postgres/pool.ts');`,
    ],
    [
      'two shell folders meet in a re-export',
      'src/web/x.ts',
      `const x = 1; export * from '../teams/limits.ts';`,
    ],
    ['the sandbox imports more than limits', 'src/sandbox/slack/x.ts', `import '../../slack/render.ts';`],
    ['a shell folder imports the app', 'src/web/x.ts', `import { app } from '../app.ts';`],
    ['a shell folder imports a file at the top', 'src/web/x.ts', `import '../read-templates.ts';`],
    ['the app imports a programme', 'src/app.ts', `import './main.ts';`],
    ['a foundation imports a folder', 'src/config.ts', `import type { Series } from './use-cases/ports.ts';`],
    ['an import leaves src', 'src/app.ts', `import '../test/support/law.ts';`],
    ['a specifier is put together at run time', 'src/messages/x.ts', `const x = import('./' + name);`],
    ['a folder without rules', 'src/lib/x.ts', `import { z } from 'zod';`],
    ['Slack’s library outside slack/', 'src/web/x.ts', `import { App } from '@slack/bolt';`],
    ['Slack’s library in the app', 'src/app.ts', `import { App } from '@slack/bolt';`],
    ['Slack’s library run in the sandbox', 'src/sandbox/x.ts', `import { WebClient } from '@slack/web-api';`],
    ['Slack’s types mixed with what runs', 'src/sandbox/x.ts', `import { type View } from '@slack/types';`],
    ['Teams’ library outside teams/', 'src/slack/x.ts', `import { TurnContext } from 'botbuilder';`],
    ['pg outside postgres/', 'src/delivery/x.ts', `import type { Pool } from 'pg';`],
    ['PGlite outside postgres/', 'src/sandbox/x.ts', `import { PGlite } from '@electric-sql/pglite';`],
    ['node-cron outside timer/', 'src/jobs/x.ts', `import { schedule } from 'node-cron';`],
    ['graphile-worker outside jobs/', 'src/timer/x.ts', `import { run } from 'graphile-worker/lib';`],
    ['the environment outside config.ts', 'src/log.ts', `export const level = process.env.LOG_LEVEL;`],
    ['the environment by a bracket', 'src/log.ts', `export const level = process['env'].LOG_LEVEL;`],
    ['the environment by its module', 'src/log.ts', `import { env } from 'node:process';`],
    ['the present outside the clock', 'src/slack/x.ts', `export const now = () => new Date();`],
    ['the present without brackets', 'src/slack/x.ts', `export const now = () => new Date;`],
    ['the present as a text', 'src/slack/x.ts', `export const now = () => Date();`],
    ['the present in milliseconds', 'src/timer/sweep.ts', `export const now = () => Date.now();`],
    ['the present handed on', 'src/timer/sweep.ts', `export const now = Date.now;`],
    ['the present in a zone', 'src/series/x.ts', `const now = Temporal.Now.instant();`],
    ['chance in a pure folder', 'src/evaluation/x.ts', `const x = Math.random();`],
    ['the process in messages', 'src/messages/x.ts', `process.exit();`],
    ['the console in texts', 'src/texts/x.ts', `console.log(1);`],
    ['an async function in messages', 'src/messages/x.ts', `export const x = async () => 1;`],
    ['an async method in messages', 'src/messages/x.ts', `export class X { async y() {} }`],
    ['waiting in a pure folder', 'src/topics/x.ts', `await x;`],
    ['waiting in a loop', 'src/topics/x.ts', `for await (const x of xs) x();`],
    ['a timer in a pure folder', 'src/session/x.ts', `setTimeout(f, 1);`],
    ['camel case', 'src/session/dueEvents.ts', ''],
    ['snake case', 'src/session/due_events.ts', ''],
    ['a folder in camel case', 'src/useCases/x.ts', ''],
    ['a vague name', 'src/session/date-utils.ts', ''],
    ['a vague folder', 'src/slack/helpers/x.ts', ''],
    ['a service', 'src/use-cases/session.service.ts', ''],
    ['an index', 'src/session/index.ts', `export const x = 1;`],
    [
      'a barrel by another name',
      'src/session/all.ts',
      `export * from './decide.ts'; export * from './evolve.ts';`,
    ],
    ['a default export', 'src/session/x.ts', `export default 1;`],
  ])('%s', (_, path, source) => {
    expect(violationsOf({ path, source })).toEqual([expect.stringContaining(path)]);
  });
});

describe('what the rules allow is not found:', () => {
  test.each([
    [
      'its own folder and the pure libraries',
      'src/session/x.ts',
      `import { z } from 'zod'; import './rules.ts';`,
    ],
    ['the proof of exhaustion', 'src/session/x.ts', `import { unreachable } from '../unreachable.ts';`],
    ['YAML in templates', 'src/templates/x.ts', `import { parse } from 'yaml';`],
    [
      'the types of templates in texts',
      'src/texts/x.ts',
      `import type { T } from '../templates/ready-session.ts';`,
    ],
    ['limits in the sandbox', 'src/sandbox/slack/x.ts', `import { limits } from '../../slack/limits.ts';`],
    ['Slack’s types in the sandbox', 'src/sandbox/x.ts', `import type { View } from '@slack/types';`],
    ['an instant that is given', 'src/session/x.ts', `export const x = (ms: number) => new Date(ms);`],
    ['the present in the clock', 'src/timer/clock.ts', `export const x = () => new Date();`],
    ['the present in the sandbox', 'src/sandbox/x.ts', `export const x = () => Date.now();`],
    ['the environment in config.ts', 'src/config.ts', `export const x = process.env.X;`],
    [
      'words in comments and strings',
      'src/texts/x.ts',
      `/* await console */ export const x = 'process.env, new Date()';`,
    ],
    ['names of members and keys', 'src/texts/x.ts', `export const x = { process: 1, await: 2 }; x.process;`],
    ['waiting in a use case', 'src/use-cases/x.ts', `export const x = async () => await y;`],
    [
      'everything in the app',
      'src/app.ts',
      `import './slack/x.ts'; import './postgres/y.ts'; import './log.ts';`,
    ],
    ['the app in the programme', 'src/main.ts', `import { app } from './app.ts';`],
    ['a faults’ module in use cases', 'src/use-cases/x.ts', `import { Gone } from '../errors.ts';`],
    ['a file that is no module', 'src/templates/ready/en/spot-the-phish.yaml', `process.env: await`],
  ])('%s', (_, path, source) => {
    expect(violationsOf({ path, source })).toEqual([]);
  });
});
