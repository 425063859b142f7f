import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Look } from '../support/sandbox-page.ts';
import { describeInBrowser, visitSandbox, visitTimeoutMs } from '../support/visited-sandbox.ts';

describeInBrowser('the page of the sandbox', () => {
  const sandbox = visitSandbox();
  const { accessible } = sandbox;

  test(
    'opens in #team-sales, a little before a session, with the next step said',
    async () => {
      const { page, screen } = sandbox.visitor;
      const ben = screen('Ben');
      expect(await ben.getByRole('heading', { name: '#team-sales' }).isVisible()).toBe(true);
      expect(await ben.getByText('5 took part').first().isVisible()).toBe(true);
      expect(await page.getByRole('note').textContent()).toContain("Press I'm in as Ben");
      expect(await page.getByRole('button', { name: /^Next event 09:50/ }).isVisible()).toBe(true);
      await page.getByRole('button', { name: /^Colleagues/ }).click();
    },
    visitTimeoutMs,
  );

  test(
    'completes a command while one types, and opens the planning form; what is missing is said in it',
    async () => {
      const { page, screen } = sandbox.visitor;
      const ben = screen('Ben');
      await ben.getByRole('button', { name: 'random' }).click();
      const box = ben.getByRole('textbox', { name: 'Message #random' });
      await box.pressSequentially('/mi');
      const list = ben.getByRole('listbox', { name: 'Completions' });
      expect(await list.getByRole('option').first().textContent()).toContain('/microtraining schedule');
      await box.press('ArrowDown');
      expect(await list.getByRole('option', { selected: true }).textContent()).toContain(
        '/microtraining list',
      );
      await box.press('ArrowUp');
      await box.press('Enter');
      expect(await box.inputValue()).toBe('/microtraining schedule');
      await box.press('Enter');

      const form = page.getByRole('dialog', { name: 'Plan a session' });
      const called = form.getByLabel('Called');
      await called.fill('');
      await form.getByRole('button', { name: 'Plan it' }).click();
      await form.getByText('Please complete this required field.').waitFor();
      await form.locator('[aria-invalid="true"]:focus').waitFor();

      await called.fill('Phish for lunch');
      await form.getByRole('button', { name: 'Questions' }).click();
      const questions = page.getByRole('dialog', { name: 'Questions' });
      await questions.getByLabel('1 · Question').fill('how many signs do you see?');
      await questions.getByRole('button', { name: 'Save' }).click();
      await form.waitFor();
      expect(await form.getByLabel('Called').inputValue()).toBe('Phish for lunch');
      await page.keyboard.press('Shift+Tab');
      for (let count = 0; count < 25; count++) await page.keyboard.press('Tab');
      await page.locator('[role="dialog"]:focus-within').waitFor();
      await form.getByRole('button', { name: 'Plan it' }).click();
      await ben.getByText('Phish for lunch').first().waitFor();
      await form.waitFor({ state: 'detached' });
    },
    visitTimeoutMs,
  );

  test(
    'lets two people be counted in, side by side; notes are only for whom they are for',
    async () => {
      const { page, screen } = sandbox.visitor;
      await page.getByRole('button', { name: 'Two people' }).click();
      const ana = screen('Ana');
      await ana.locator('.places-button').click();
      await ana.getByRole('combobox', { name: 'Act as' }).selectOption({ label: 'Caro' });
      const [ben, caro] = [screen('Ben'), screen('Caro')];
      await caro.getByRole('button', { name: 'random' }).click();
      for (const one of [ben, caro]) {
        await one.getByRole('button', { name: 'Count me in' }).click();
        await one.getByText('Only visible to you').first().waitFor();
      }
      expect(await ben.getByText("You're in").count()).toBe(1);
      expect(await caro.getByText("You're in").count()).toBe(1);
    },
    visitTimeoutMs,
  );

  test(
    'plays a session by hand: the start calls those who are in, answers open, the recap closes it',
    async () => {
      const { page, screen, nextUntil } = sandbox.visitor;
      const [ben, caro] = [screen('Ben'), screen('Caro')];
      await page.getByRole('button', { name: '×60' }).click();
      await page.getByRole('button', { name: 'Real speed' }).click();
      await nextUntil(/Phish for lunch · running/);
      for (const one of [ben, caro]) {
        await one.getByRole('button', { name: 'Join' }).click();
        await one.getByRole('heading', { name: 'Thread' }).waitFor();
      }
      await ben.getByText('Notified: Ben, Caro').first().waitFor();
      await ben.getByRole('button', { name: 'Answer 4' }).click();
      await ben.getByText('Saved: 4').first().waitFor();
      await caro.getByRole('button', { name: 'Answer 5' }).click();
      await caro.getByText('Saved: 5').first().waitFor();
      expect(await caro.getByText('Saved: 4').count()).toBe(0);

      await nextUntil(/2 · Exercise/);
      await ben.getByRole('button', { name: 'Write my list' }).click();
      const form = ben.getByRole('dialog');
      await form.getByLabel('One sign per line').fill('zero in micros0ft\nhurry');
      await form.getByRole('button', { name: 'Send' }).click();
      await ben.getByText('Saved, 2 lines').waitFor();
      await nextUntil(/3 · Feedback/);
      await caro.getByText('zero in micros0ft · hurry').waitFor();
      await ben.getByRole('button', { name: 'New password, call IT' }).click();
      await ben.getByText('Saved: New password, call IT').waitFor();
      await nextUntil(/4 · What's next/);
      await caro.getByRole('button', { name: 'call the sender' }).click();
      await nextUntil(/2 took part/);
      await ben.locator('.thread').getByText('2 took part').first().waitFor();
      await page.keyboard.press('Escape');
    },
    visitTimeoutMs,
  );

  test(
    'shows what went over the wire',
    async () => {
      const { page } = sandbox.visitor;
      await page.getByRole('button', { name: 'Traffic' }).click();
      const traffic = page.getByRole('complementary', { name: /^Traffic/ });
      await traffic.getByRole('button', { name: 'Posted' }).click();
      await traffic
        .getByRole('button', { name: /chat\.postMessage/ })
        .first()
        .click();
      await traffic.getByText('"thread_ts": ').first().waitFor();
      await accessible(sandbox.visitor, 'traffic');
      await page.getByRole('button', { name: 'Close the traffic' }).click();
    },
    visitTimeoutMs,
  );

  test(
    'kills and starts the bot, and lets Slack fail',
    async () => {
      const { page, screen, type } = sandbox.visitor;
      await page.getByRole('button', { name: 'Two people' }).click();
      const ben = screen('Ben');
      const close = ben.getByRole('button', { name: 'Close the thread' });
      if (await close.isVisible()) await close.click();
      await page.getByRole('button', { name: /^Bot/ }).click();
      await page.getByRole('button', { name: 'Kill the bot' }).click();
      await page.getByRole('button', { name: 'Bot killed' }).waitFor();
      await type('/microtraining list');
      await ben.getByRole('alert').getByText('dispatch_failed').waitFor();
      await page.getByRole('button', { name: 'Start the bot' }).click();
      await page.getByRole('button', { name: 'Bot running' }).waitFor();
      await page.getByLabel('Slack is slow').check();
      await page.getByRole('button', { name: /1 fault/ }).waitFor();
      await page.getByLabel('Slack is slow').uncheck();
      await page.keyboard.press('Escape');
      await type('/microtraining nonsense');
      await ben
        .getByText(/nonsense/)
        .last()
        .waitFor();
    },
    visitTimeoutMs,
  );

  test(
    'hands over the file with what is stored about one, to be downloaded',
    async () => {
      const { page, screen, type } = sandbox.visitor;
      const ben = screen('Ben');
      await type('/microtraining privacy');
      const form = ben.getByRole('dialog');
      await form.getByRole('button', { name: 'Export (JSON)' }).click();
      await form.getByText('is in our chat').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await ben.getByRole('button', { name: 'Messages' }).click();

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        ben.getByRole('link', { name: /What is stored about you/ }).click(),
      ]);

      expect(download.suggestedFilename()).toMatch(/^microtraining-own-data-\d{4}-\d\d-\d\d\.json$/);
      const data = JSON.parse(readFileSync(await download.path(), 'utf8'));
      expect(data).toMatchObject({ schema: 'microtraining/own-data', version: 1 });
      expect(data.answers.map(({ text }: { text: string }) => text)).toContain('zero in micros0ft\nhurry');
      await accessible(sandbox.visitor, 'file');
      await page.setViewportSize({ width: 400, height: 800 });
      await accessible(sandbox.visitor, 'file-narrow');
      await page.setViewportSize({ width: 1280, height: 800 });
      await ben.getByRole('button', { name: 'random' }).click();
    },
    visitTimeoutMs,
  );

  test(
    'is there again after the sandbox was killed and started, with its clock',
    async () => {
      const { page } = sandbox.visitor;
      const clock = page.getByRole('group', { name: 'Clock of the sandbox' }).locator('time');
      const shown = async () => (await clock.textContent()) ?? '';
      const before = await shown();
      await sandbox.kill();
      await page.getByRole('alert').getByText('does not answer').waitFor();
      await sandbox.startAgain();
      await page.getByRole('alert').getByText('does not answer').waitFor({ state: 'detached' });
      expect(await sandbox.visitor.screen('Ben').getByText('2 took part').first().isVisible()).toBe(true);
      const [hour, minute] = before.split(':').map(Number) as [number, number];
      const [hourNow, minuteNow] = (await shown()).split(':').map(Number) as [number, number];
      const passed = (hourNow - hour) * 60 + minuteNow - minute;
      expect(passed).toBeGreaterThanOrEqual(0);
      expect(passed).toBeLessThan(3);
      await sandbox.visitor.type('/microtraining gibberish');
      await sandbox.visitor
        .screen('Ben')
        .getByText(/gibberish/)
        .first()
        .waitFor();
    },
    visitTimeoutMs,
  );

  test.each<Look>([
    { width: 1280, colours: 'light' },
    { width: 1280, colours: 'dark' },
    { width: 400, colours: 'light' },
    { width: 400, colours: 'dark' },
  ])(
    'keeps to the rules of accessibility and fits: %j',
    async (look) => {
      const other = await sandbox.comes(look);
      const { page, screen, type } = other;
      const name = (what: string) => `${look.width}-${look.colours}-${what}`;
      await accessible(other, name('channel'));
      await screen('Ben')
        .getByRole('button', { name: /replies/ })
        .first()
        .click();
      await screen('Ben').getByRole('heading', { name: 'Thread' }).waitFor();
      await accessible(other, name('thread'));
      await page.getByRole('button', { name: 'Close the thread' }).click();
      await type('/microtraining schedule');
      await page.getByRole('dialog').waitFor();
      await accessible(other, name('form'));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Bot/ }).click();
      await accessible(other, name('bot'));
      await page.keyboard.press('Escape');
      await screen('Ben').getByRole('button', { name: 'More actions' }).last().click();
      await accessible(other, name('menu'));
      await page.keyboard.press('Escape');
      if (look.width > 900) {
        await page.getByRole('button', { name: 'Two people' }).click();
        await accessible(other, name('two'));
      }
      expect(other.faults).toEqual([]);
      await page.context().close();
    },
    visitTimeoutMs,
  );
});
