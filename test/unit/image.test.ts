import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { filesInImage, imageInstruction, projectRoot, readProjectFile } from '../support/image.ts';
import { packageOf, readSource, targetOf } from '../support/imports.ts';

const project = JSON.parse(readProjectFile('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const files = filesInImage();

/** What is imported when it runs, by which file. */
const imports = files
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) =>
    readSource(readProjectFile(path))
      .imports.filter(({ typesOnly }) => !typesOnly)
      .map((one) => ({ path, from: one.from, target: targetOf(path, one) })),
  );

describe('the image', () => {
  test('holds the programmes of production', () => {
    const missing = ['start', 'migrate', 'status', 'doctor'].filter(
      (script) => !files.includes(project.scripts[script]?.split(' ').at(-1) ?? ''),
    );
    expect(missing).toEqual([]);
  });

  test('holds every file that its files import, but for the sandbox, which production never starts', () => {
    const missing = imports.flatMap(({ path, target }) =>
      target === undefined || files.includes(target) ? [] : [`${path} imports ${target}`],
    );
    expect(missing).toEqual(['src/main.ts imports src/run-sandbox.ts']);
    expect(imageInstruction('ENV')).toBe('NODE_ENV=production');
  });

  test('holds every library that its files import, and no other', () => {
    const imported = imports.flatMap(({ from, target }) =>
      target !== undefined || isBuiltin(from) ? [] : [packageOf(from)],
    );
    expect([...new Set(imported)].sort()).toEqual(Object.keys(project.dependencies));
  });

  test('holds the migrations and the templates, which are read by name', () => {
    const read = globSync(['migrations/*.sql', 'src/templates/**/*.yaml'], { cwd: projectRoot });
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((path) => !files.includes(path))).toEqual([]);
  });

  test('holds no sandbox, no tests and nobody’s settings', () => {
    expect(files.filter((path) => !/^(src|migrations)\/|^package\.json$/.test(path))).toEqual([]);
    expect(files.filter((path) => /sandbox|demo|\.tsx$|\.env/.test(path))).toEqual([]);
  });

  test('keeps out only files that there are', () => {
    const named = readProjectFile('.dockerignore').match(/^!?\w.*$/gm) ?? [];
    expect(named.filter((path) => !existsSync(`${projectRoot}/${path.replace('!', '')}`))).toEqual([]);
  });

  test('installs nothing that the lock file has for development', () => {
    const { packages } = JSON.parse(readProjectFile('package-lock.json')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const large = [
      'node',
      'typescript',
      'jest',
      'esbuild',
      'react',
      '@electric-sql/pglite',
      'playwright-core',
    ];
    expect(large.filter((name) => packages[`node_modules/${name}`]?.dev !== true)).toEqual([]);
  });

  test('runs the Node that the tests run', () => {
    const versions = [...readProjectFile('Dockerfile').matchAll(/^FROM node:(\S+?)-\w+-slim\b/gm)];
    expect(versions.map(([, version]) => version)).toEqual(Array(2).fill(project.devDependencies.node));
  });

  test('runs the bot itself, so that signals reach it, and not as root', () => {
    expect(imageInstruction('CMD')).toBe('["node", "src/main.ts"]');
    expect(imageInstruction('STOPSIGNAL')).toBe('SIGTERM');
    expect(imageInstruction('USER')).toBe('node');
  });
});

describe('the image’s health check', () => {
  let server: Server;
  beforeEach(() => {
    server = createServer();
  });
  afterEach(() => void server.close());

  /** The port of a bot that says of its readiness what `status` means. */
  const bot = async (status: number): Promise<number> => {
    server.on('request', ({ url }, response) => response.writeHead(url === '/readyz' ? status : 404).end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };

  /** Carries out the check in a process of its own, as Docker does; returns its exit code. */
  const check = (port: number): Promise<number> => {
    const command = imageInstruction('HEALTHCHECK')!.replace(/^.*? CMD /, '');
    const [, ...words] = JSON.parse(command) as string[];
    return new Promise((resolve) => {
      execFile(process.execPath, words, { env: { PORT: String(port) } }, (fault) =>
        resolve(fault === null ? 0 : Number(fault.code)),
      );
    });
  };

  test('passes where the bot is ready', async () => {
    expect(await check(await bot(200))).toBe(0);
  });

  test('fails where the bot says that it is not', async () => {
    expect(await check(await bot(503))).toBe(1);
  });

  test('fails where nobody answers', async () => {
    const port = await bot(200);
    server.close();
    await once(server, 'close');
    expect(await check(port)).toBe(1);
  });
});
