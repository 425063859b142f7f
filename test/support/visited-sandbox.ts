import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  expectAccessible,
  hasBrowser,
  type Look,
  pictureFolder,
  startBrowser,
  type Visit,
  visit,
} from './sandbox-page.ts';
import { type SandboxProcess, startProgramme } from './sandbox-process.ts';

/** How long a test, or a hook, may take in which a sandbox starts or a whole session is held by hand. */
export const visitTimeoutMs = 120_000;

export type VisitedSandbox = {
  /** Who has been there from the beginning. */
  readonly visitor: Visit;
  /** Somebody else comes. */
  comes(look: Look): Promise<Visit>;
  /** As `expectAccessible`, and takes a picture. */
  accessible(visited: Visit, what: string): Promise<void>;
  /** Ends the process at once. */
  kill(): Promise<void>;
  /** Starts it again, where it was. */
  startAgain(): Promise<void>;
};

/** Skipped, and said so, where there is no browser. */
export const describeInBrowser = hasBrowser ? describe : describe.skip;
if (!hasBrowser) process.stderr.write('test/browser is skipped: there is no /usr/bin/chromium\n');

/** One sandbox for a file: to start it takes longer than any test. Each test goes on where the one before it ended. */
export const visitSandbox = (): VisitedSandbox => {
  let folder: string;
  let pictures: string;
  let sandbox: SandboxProcess;
  let browser: Browser;
  let url: string;
  let visitor: Visit;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'microtraining-'));
    pictures = await pictureFolder();
    sandbox = startProgramme(folder);
    [browser, url] = await Promise.all([startBrowser(), sandbox.url()]);
    visitor = await visit(browser, url, { width: 1280, colours: 'light' });
  }, visitTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }, visitTimeoutMs);
  return {
    get visitor() {
      return visitor;
    },
    comes: (look) => visit(browser, url, look),
    accessible: (visited, what) => expectAccessible(visited, pictures, what),
    kill: () => sandbox.kill(),
    startAgain: async () => {
      sandbox = startProgramme(folder, { PORT: new URL(url).port });
      await sandbox.url();
    },
  };
};
