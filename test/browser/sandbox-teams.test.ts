import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Look } from '../support/sandbox-page.ts';
import { describeInBrowser, visitSandbox, visitTimeoutMs } from '../support/visited-sandbox.ts';

describeInBrowser('the local Teams on the page of the sandbox', () => {
  const sandbox = visitSandbox();
  const { accessible } = sandbox;
  const toTeams = (screen: Locator) => screen.getByRole('button', { name: 'Teams', exact: true }).click();
  const thread = (screen: Locator) => screen.getByRole('region', { name: /: thread in / });
  const planHere = async (screen: Locator) => {
    await screen.getByRole('button', { name: 'Actions and apps' }).click();
    await screen.getByRole('menuitem', { name: /^Plan a session/ }).click();
    return screen.getByRole('dialog', { name: 'Plan a session' });
  };

  test(
    'has the same person in the same channel, a session of the series behind them and the next one before them',
    async () => {
      const ben = sandbox.visitor.screen('Ben');
      await toTeams(ben);
      expect(await ben.getByRole('heading', { name: 'team-sales' }).isVisible()).toBe(true);
      expect(await ben.getByText(/done 10:15 · [345] took part/).isVisible()).toBe(true);
      await ben.getByRole('link', { name: 'Read the recap' }).click();
      expect(
        await thread(ben)
          .getByText(/^We keep/)
          .isVisible(),
      ).toBe(true);
      await ben.getByRole('button', { name: 'Close the thread' }).click();
      await sandbox.visitor.page.getByRole('button', { name: /^Colleagues/ }).click();
    },
    visitTimeoutMs,
  );

  test(
    'plans by the action command; what is missing is said in the dialog, which only its person sees',
    async () => {
      const { page, screen } = sandbox.visitor;
      const ben = screen('Ben');
      await ben.getByRole('button', { name: 'random' }).click();
      const dialog = await planHere(ben);
      const called = dialog.getByLabel('Called');
      await called.fill('');
      await dialog.getByRole('button', { name: 'Go on' }).click();
      await dialog.getByLabel('Called').and(dialog.locator(':focus')).waitFor();
      await called.fill('Phish for lunch');
      await dialog.getByRole('button', { name: 'Go on' }).click();
      await dialog.getByRole('button', { name: 'Plan it' }).waitFor();
      expect(await called.inputValue()).toBe('Phish for lunch');
      await page.getByRole('button', { name: 'Two people' }).click();
      const ana = screen('Ana');
      await toTeams(ana);
      expect(await ana.getByRole('dialog').count()).toBe(0);
      await dialog.getByRole('button', { name: 'Plan it' }).click();
      await ben.getByText('Phish for lunch').first().waitFor();
      await dialog.waitFor({ state: 'detached' });
    },
    visitTimeoutMs,
  );

  test(
    'shows the card that comes back to who pressed alone, and completes names and commands',
    async () => {
      const { screen } = sandbox.visitor;
      const [ben, ana] = [screen('Ben'), screen('Ana')];
      await ana.locator('.places-button').click();
      await ana.getByRole('button', { name: 'random' }).click();
      await ana.getByRole('button', { name: 'Count me in' }).click();
      await ana.getByText("You're in").waitFor();
      await ana.getByText('Your own view of this card').waitFor();
      expect(await ben.getByText("You're in").count()).toBe(0);

      const box = ben.getByRole('textbox', { name: 'Message random' });
      await box.pressSequentially('@mi');
      await box.press('Enter');
      expect(await box.inputValue()).toBe('@Microtraining ');
      const list = ben.getByRole('listbox', { name: 'Completions' });
      await list.getByRole('option', { name: /^help/ }).waitFor();
      await box.fill('@Microtraining no such thing');
      await box.press('Enter');
      await ben
        .getByText(/no such thing/)
        .last()
        .waitFor();
      // The answer is a reply, to Ben alone.
      await ben.getByRole('button', { name: /^1 reply\s*1 new/ }).click();
      await thread(ben)
        .getByText(/I don't know "no"/)
        .waitFor();
      await ben.getByRole('button', { name: 'Close the thread' }).click();
      expect(await ana.getByRole('button', { name: /^1 reply/ }).count()).toBe(0);
      await box.fill('/help');
      await box.press('Escape');
      await box.press('Enter');
      await ben.getByText('Only visible to you').last().waitFor();
      await ana.getByText('no such thing').first().waitFor();
      expect(await ana.getByText('Only visible to you').count()).toBe(0);
    },
    visitTimeoutMs,
  );

  test(
    'plays a session by hand: taps, a text by a dialog, the lead goes on, the recap closes it',
    async () => {
      const { page, screen, nextUntil } = sandbox.visitor;
      const [lead, ana] = [screen('Ben'), screen('Ana')];
      await nextUntil(/Phish for lunch · running/);
      await ana.getByRole('link', { name: 'Join' }).click();
      await thread(ana).getByText('Notified: Ana').waitFor();
      await thread(ana).getByRole('button', { name: '4', exact: true }).click();
      await ana.getByText('Saved: 4').waitFor();

      await lead.locator('.places-button').click();
      await lead.getByRole('button', { name: 'Microtraining' }).click();
      await lead.getByRole('button', { name: 'Next', exact: true }).click();
      await ana.getByText('2 · Exercise').waitFor();
      await ana.getByRole('button', { name: 'Write my list' }).click();
      const form = ana.getByRole('dialog');
      await form.getByLabel('One sign per line').fill('zero in micros0ft\nhurry');
      await form.getByRole('button', { name: 'Send' }).click();
      await ana.getByText('Saved, 2 lines').waitFor();
      await nextUntil(/3 · Feedback/);
      await ana.getByText('zero in micros0ft · hurry').waitFor();
      await ana.getByRole('button', { name: 'New password, call IT' }).click();
      await ana.getByText('Saved: New password, call IT').waitFor();
      await nextUntil(/4 · What's next/);
      await ana.getByRole('button', { name: 'call the sender' }).click();
      await nextUntil(/1 took part/);
      await thread(ana)
        .getByText(/1 took part · \d+ minutes/)
        .waitFor();
      await page.getByRole('button', { name: 'Two people' }).click();
    },
    visitTimeoutMs,
  );

  test(
    'shows Teams’ traffic, says what Teams says when the bot is gone, and lets Teams fail alone',
    async () => {
      const { page, screen } = sandbox.visitor;
      const ben = screen('Ben');
      await page.getByRole('button', { name: 'Traffic' }).click();
      const traffic = page.getByRole('complementary', { name: 'Traffic between the bot and Teams' });
      await traffic.getByRole('button', { name: 'Posted' }).click();
      await traffic
        .getByRole('button', { name: /sendToConversation/ })
        .first()
        .click();
      await traffic.getByText('"attachments": ').first().waitFor();
      await page.getByRole('button', { name: 'Close the traffic' }).click();

      await page.getByRole('button', { name: /^Bot/ }).click();
      await page.getByRole('button', { name: 'Kill the bot' }).click();
      await page.getByRole('button', { name: 'Bot killed' }).waitFor();
      await ben.getByRole('button', { name: 'team-sales' }).click();
      await ben.getByRole('button', { name: 'Count me in' }).click();
      await ben.getByRole('alert').getByText('Unable to reach app').waitFor();
      await page.getByRole('button', { name: 'Bot killed' }).click();
      await page.getByRole('button', { name: 'Start the bot' }).click();
      await page.getByRole('button', { name: 'Bot running' }).waitFor();
      await page.getByLabel('Teams answers 429').check();
      await page.getByRole('button', { name: /1 fault/ }).waitFor();
      expect(await page.getByLabel('Slack answers 429').isChecked()).toBe(false);
      await page.getByLabel('Teams answers 429').uncheck();
      await page.keyboard.press('Escape');
    },
    visitTimeoutMs,
  );

  test(
    'is there again after the sandbox was killed, and the bot still finds it',
    async () => {
      const { page, screen, type, nextUntil } = sandbox.visitor;
      const ben = screen('Ben');
      await sandbox.kill();
      await page.getByRole('alert').getByText('does not answer').waitFor();
      await sandbox.startAgain();
      await page.getByRole('alert').getByText('does not answer').waitFor({ state: 'detached' });
      await ben.getByRole('button', { name: 'random' }).click();
      await ben.getByText('1 took part').first().waitFor();
      await ben.getByRole('button', { name: 'team-sales' }).click();
      // Nobody has said a word to it since: it posts where it has noted that Teams is.
      await nextUntil(/· 3 of 6/);
      await type('@Microtraining gibberish');
      await ben
        .getByText(/gibberish/)
        .last()
        .waitFor();
    },
    visitTimeoutMs,
  );

  test(
    'shows who added the app to the team, takes it out and says so',
    async () => {
      const { screen } = sandbox.visitor;
      const ben = screen('Ben');
      await ben.getByRole('button', { name: 'General' }).click();
      await ben.getByText('added me.').waitFor();
      await ben.getByRole('button', { name: 'Apps of Sales' }).click();
      await ben.getByRole('menuitem', { name: 'Remove Microtraining from Sales' }).click();
      await ben.getByText('7 people, no bot').waitFor();
      await ben.getByRole('button', { name: 'Apps of Sales' }).click();
      await ben.getByRole('menuitem', { name: 'Add Microtraining to Sales' }).click();
      await ben.getByText('7 people and the bot').waitFor();
      expect(sandbox.visitor.faults.filter((fault) => !/Failed to load resource|ERR_/.test(fault))).toEqual(
        [],
      );
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
      const { page, screen } = other;
      const ben = screen('Ben');
      const name = (what: string) => `teams-${look.width}-${look.colours}-${what}`;
      await toTeams(ben);
      await accessible(other, name('channel'));
      await ben
        .getByRole('button', { name: /replies/ })
        .first()
        .click();
      await thread(ben).waitFor();
      await accessible(other, name('thread'));
      await page.getByRole('button', { name: 'Close the thread' }).click();
      const dialog = await planHere(ben);
      await dialog.waitFor();
      await accessible(other, name('dialog'));
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await ben.getByRole('button', { name: 'More actions' }).first().click();
      await accessible(other, name('menu'));
      await page.keyboard.press('Escape');
      if (look.width > 900) {
        await page.getByRole('button', { name: 'Two people' }).click();
        await accessible(other, name('slack-beside-teams'));
      } else {
        await ben.locator('.places-button').click();
        await accessible(other, name('places'));
      }
      expect(other.faults).toEqual([]);
      await page.context().close();
    },
    visitTimeoutMs,
  );
});
