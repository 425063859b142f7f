import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page, type Response } from 'playwright-core';
import { timeOf } from '../../src/sandbox/page/moment.ts';
import type { ClockShown, Deed } from '../../src/sandbox/page/protocol.ts';
import { toldBy } from './opened-page.ts';

const chromiumPath = '/usr/bin/chromium';

/** Whether there is a browser to test with. */
export const hasBrowser = existsSync(chromiumPath);

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

export type Look = { width: number; colours: 'light' | 'dark' };

const zone = 'Europe/Berlin';

/** The page's server answers it when the clock has arrived and everything has happened. */
const isAnswerToNext = (response: Response): boolean => {
  if (!response.url().endsWith('/do')) return false;
  const deed = response.request().postDataJSON() as Deed;
  return deed.does === 'clock' && deed.to === 'next';
};

/** What a visitor does and sees; every fault of the page is kept. */
export type Visit = {
  page: Page;
  /** One person's half of the page. */
  screen(name: string): Locator;
  /** Errors that the page has thrown, and what it was not allowed to load. */
  faults: readonly string[];
  /** Moves the clock to the next event and waits until everything has happened. */
  nextEvent(): Promise<void>;
  /** Presses "Next event" until a text stands on the page. */
  nextUntil(text: string | RegExp): Promise<void>;
  /** Types into the box of the channel that is shown, and sends it. */
  type(text: string, name?: string): Promise<void>;
};

export const visit = async (browser: Browser, url: string, { width, colours }: Look): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: colours,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) faults.push(`asked ${request.url()}`);
  });
  await page.goto(`${url}/`);
  await page.getByRole('banner').waitFor();
  const screen = (name: string) => page.getByRole('region', { name: `${name}'s screen` });
  const nextEvent = async () => {
    const isOver = page.waitForResponse(isAnswerToNext);
    await Promise.all([isOver, page.getByRole('button', { name: /^Next( event)? / }).click()]);
    // The page is told in another connection: of the time last, together with what it has brought.
    const { at } = (await toldBy(url)).clock as ClockShown;
    await page
      .locator('.now:not(.moving)')
      .filter({ hasText: timeOf(new Date(at), zone) })
      .waitFor();
  };
  return {
    page,
    screen,
    faults,
    nextEvent,
    nextUntil: async (text) => {
      for (let count = 0; count < 40; count++) {
        if ((await page.getByText(text).filter({ visible: true }).count()) > 0) return;
        await nextEvent();
      }
      throw new Error(`"${text}" never came`);
    },
    type: async (text, name = 'Ben') => {
      const box = screen(name).getByRole('textbox', { name: /^Message / });
      await box.fill(text);
      await box.press('Escape');
      await box.press('Enter');
    },
  };
};

/** Where pictures go: never into the repository. */
export const pictureFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'microtraining-pictures-'));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Looks at the page as it stands: no rule of accessibility is broken, and nothing is wider than the window. */
export const expectAccessible = async ({ page }: Visit, pictures: string, what: string): Promise<void> => {
  await page.screenshot({ path: join(pictures, `${what}.png`) });
  // The page's own policy lets no foreign script in, so it comes by the debugger.
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`)) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  const violations = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
  expect({ what, violations }).toEqual({ what, violations: [] });
  const tooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  expect({ what, tooWide }).toEqual({ what, tooWide: false });
};
