import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readSandboxConfig } from '../../../src/config.ts';
import { type SandboxProcess, startProgramme } from '../../support/sandbox-process.ts';

const timeoutMs = 120_000;

let folder: string;
const running: SandboxProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microtraining-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.kill()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});
const start = (environment?: Record<string, string>): SandboxProcess => {
  const one = startProgramme(folder, environment);
  running.push(one);
  return one;
};

test('the sandbox is meant where no platform is configured, and never in production', () => {
  expect(readSandboxConfig({})).toEqual({ PORT: 3000 });
  expect(readSandboxConfig({ PORT: '4000', DATABASE_URL: 'postgres://x', SLACK_BOT_TOKEN: '' })).toEqual({
    PORT: 4000,
  });
  expect(readSandboxConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toBeUndefined();
  expect(readSandboxConfig({ SLACK_SIGNING_SECRET: 'x' })).toBeUndefined();
  expect(readSandboxConfig({ NODE_ENV: 'production' })).toBeUndefined();
});

test(
  'production without a configuration is refused, and none of the sandbox is loaded',
  async () => {
    // Every module that Node loads is named by its address.
    const one = start({ NODE_ENV: 'production', NODE_DEBUG: 'esm' });
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain('The configuration is not complete');
    expect(one.said()).toMatch(/SLACK_BOT_TOKEN .*is not set/);
    const loaded = one.said();
    expect(loaded.includes('src/app.ts')).toBe(true);
    expect(
      loaded.match(/\/src\/[a-z-]*sandbox[a-z-]*|node_modules\/(esbuild|react|adaptivecards|markdown-it)\b/g),
    ).toBeNull();
  },
  timeoutMs,
);

test(
  'half a configuration is refused with everything that is missing',
  async () => {
    const one = start({ SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain('SLACK_SIGNING_SECRET');
    expect(one.said()).toContain('DATABASE_URL is not set');
    expect(one.said()).not.toContain('sandbox');
  },
  timeoutMs,
);

test(
  'a port that is taken is said, with the way out',
  async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const one = start({ PORT: String(port) });
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain(`Port ${port} is taken`);
    expect(one.said()).toContain(`PORT=${port + 1} npm start`);
    other.close();
  },
  timeoutMs,
);

test(
  'a second start is refused, and told where the first one is; Ctrl-C ends the first with all it started',
  async () => {
    const first = start();
    const url = await first.url();
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`The sandbox runs already: ${url}`);
    await first.stop();
    expect(first.said()).toContain('Stopped.');
    await expect(fetch(url)).rejects.toThrow();
  },
  timeoutMs,
);
