import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, plan, send } from '../../src/sandbox/demo/stage.ts';
import type { Actor, Where } from '../../src/sandbox/platform.ts';
import { complaintsTo } from '../support/open-form.ts';
import { announcementsIn, begun, nextNote, noteTo, planned, toldIn } from '../support/session-in-channel.ts';
import { type AnyWorld, besidesNews, onEachPlatform, people } from '../support/world.ts';

/** Presses the same button twice in the same moment, as an impatient finger does. */
const twice = async (world: AnyWorld, person: Actor, button: string, where?: Where): Promise<void> => {
  await Promise.all([person.click(button, where), person.click(button, where)]);
  await world.settled();
};

/** Sends the form that is open twice in the same moment. */
const sendTwice = async (world: AnyWorld, person: Actor): Promise<void> => {
  await Promise.all([person.submit(), person.submit()]);
  await world.settled();
};

/** Waits until that is the last that somebody was told in their chat with the bot: a note follows the acknowledgement. */
const told = ({ platform }: AnyWorld, person: Actor, words: string): Promise<unknown> =>
  platform.until(() => noteTo(person, 'dm') === words, { because: `${person.name} is told "${words}"` });

const count = async ({ database }: AnyWorld, rows: string): Promise<number> => {
  const { rows: found } = await database.pool.query<{ count: number }>(
    `select count(*)::integer as count from ${rows}`,
  );
  return found[0]!.count;
};

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';
  /** What a second press is told: Teams says of what was pressed when it was drawn, so that the bot knows it again. */
  const again = (words: string) => (isTeams ? 'Done.' : words);

  describe('a button that is pressed twice in the same moment', () => {
    test('Count me in signs up once', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana);

      await twice(world(), ben, 'Count me in');
      await world().moveTo('2026-11-30', '09:02');

      expect(announcementsIn(world())[0]?.plainText).toContain('1 is in');
      expect(await count(world(), 'participants where left_at is null')).toBe(1);
    });

    test("I'm in counts one", async () => {
      const [ben] = people(world(), 'Ben');
      const session = await planned(world());
      await world().moveTo('2026-12-01', '09:50');

      await twice(world(), ben, "I'm in", { in: session.card() });
      await world().moveTo('2026-12-01', '09:55');

      expect(session.card().plainText).toContain('1 is in');
    });

    test('an answer is one answer', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben');

      await twice(world(), ben, '4', { in: session.prompt(1) });

      expect(await count(world(), 'answers')).toBe(1);
      await world().platform.until(() => noteTo(ben)?.includes('Saved: 4.'), {
        because: 'Ben has a receipt',
      });
    });

    test('Next moves on by one phase, and the second press is told so', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben');

      await twice(world(), ana, 'Next', { in: session.desk() });

      expect(session.findPrompt(2)).toBeDefined();
      expect(session.findPrompt(3)).toBeUndefined();
      await told(world(), ana, again('That phase was over already; the next one runs.'));
    });

    test('+1 min is a minute for each press of which the platform tells, and never more than five', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben');

      await twice(world(), ana, '+1 min', { in: session.desk() });
      expect(session.card().plainText).toContain(isTeams ? '(1 min added)' : '(2 min added)');

      for (let press = 0; press < 4; press += 1) await twice(world(), ana, '+1 min', { in: session.desk() });
      expect(session.card().plainText).toContain('(5 min added)');
      expect(await nextNote(world(), ana, 'dm', () => ana.click('+1 min', { in: session.desk() }))).toBe(
        'Five minutes are added already; more would not be a short session any more.',
      );
    });

    test('Start now starts one session', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await planned(world(), 'Ben');
      await world().moveTo('2026-12-01', '09:50');

      await twice(world(), ana, 'Start now', { in: session.desk() });

      expect(session.thread().filter(({ plainText }) => plainText.startsWith('1 · '))).toHaveLength(1);
      await told(world(), ana, again('It has started already.'));
    });

    test('a ready session that is chosen to start begins once', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'start');

      await twice(world(), ana, 'Spot the phish', { in: 'team-sales' });

      expect(await count(world(), 'sessions')).toBe(1);
      expect(await count(world(), 'series')).toBe(1);
    });

    test.each([
      ['Pause', 'The session is paused. Press Go on first.'],
      ['Reveal now', 'There is nothing to open here, or it is open already.'],
    ])('%s does it, and the second press is told so', async (button, words) => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben');

      await twice(world(), ana, button, { in: session.desk() });

      await told(world(), ana, again(words));
      expect(besidesNews(world().log).filter(({ level }) => level !== 'info')).toEqual([]);
    });

    test('a star stays a star', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await begun(world(), 'Ben');
      await world().moveTo('2026-12-01', '10:03');
      await openForm(world(), ben, 'Write my list', { in: session.prompt(2) });
      await ben.set('text', 'wrong sender');
      await ben.submit();
      await world().moveTo('2026-12-01', '10:09');

      await twice(world(), ana, '★ recap', { in: session.desk() });
      expect(await count(world(), 'answers where starred')).toBe(1);

      await twice(world(), ana, '★ in the recap', { in: session.desk() });
      expect(await count(world(), 'answers where starred')).toBe(0);
    });

    test('Pause of a series holds it once', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, { howOften: 'Its series' });
      await ana.command('team-sales', 'list');

      await twice(world(), ana, 'Pause', { in: 'team-sales' });

      const notes = ana.sees('team-sales').filter(({ ephemeral }) => ephemeral);
      expect(notes.map(({ text }) => text)).toContain('This series is paused. Resume it first.');
      expect(await count(world(), "session_events where type = 'session-held'")).toBe(6);
    });
  });

  describe('a form that is sent twice in the same moment', () => {
    test('Plan it plans one series, and announces it once', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await ana.choose('How often?', 'Its series');

      await sendTwice(world(), ana);

      expect(await count(world(), 'series')).toBe(1);
      expect(await count(world(), 'sessions')).toBe(6);
      expect(await count(world(), 'drafts')).toBe(0);
      expect(announcementsIn(world())).toHaveLength(1);
    });

    test('Plan it by two people for the same time plans the first, and tells the other when it is free', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await openPlanning(world(), ana);
      await openPlanning(world(), ben);

      const sent = await Promise.all([send(ana), send(ben)]);
      await world().settled();

      expect(sent.filter(({ closed }) => closed)).toHaveLength(1);
      expect([...complaintsTo(ana), ...complaintsTo(ben)].join()).toContain(
        '"Spot the phish" is on then. The next free time is Tue 1 Dec, 10:15.',
      );
      expect(announcementsIn(world())).toHaveLength(1);
    });

    test('a list is one answer', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben');
      await world().moveTo('2026-12-01', '10:03');
      await openForm(world(), ben, 'Write my list', { in: session.prompt(2) });
      await ben.set('text', 'wrong sender');

      await sendTwice(world(), ben);

      expect(await count(world(), 'answers')).toBe(1);
    });

    test('a question is parked once, and what is known about it is known once', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      const session = await begun(world(), 'Ben');
      for (const time of ['10:03', '10:09']) await world().moveTo('2026-12-01', time);
      await openForm(world(), ben, 'Park a question', { in: session.prompt(3) });
      await ben.set('What is still open?', 'Who resets passwords?');

      await sendTwice(world(), ben);
      for (const time of ['10:13', '10:15']) await world().moveTo('2026-12-01', time);
      await openForm(world(), caro, 'I know', { in: session.recap() });
      await caro.set('What do you know?', 'The helpdesk does.');
      await sendTwice(world(), caro);

      expect(session.recap().plainText.match(/Who resets passwords\?/g)).toHaveLength(1);
      expect(session.recap().plainText.match(/The helpdesk does\./g)).toHaveLength(1);
    });

    test('what we keep is kept once', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben');
      for (const time of ['10:03', '10:09', '10:13']) await world().moveTo('2026-12-01', time);
      await openForm(world(), ana, 'Write what we keep', { in: session.desk() });
      await ana.set('What do we keep, and where?', 'Ask first.');

      await sendTwice(world(), ana);
      await world().moveTo('2026-12-01', '10:15');

      expect(session.recap().plainText).toContain('We keep Ask first.');
    });

    test('the settings are saved', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'settings');
      await world().platform.until(() => ana.view);

      await sendTwice(world(), ana);

      expect(await count(world(), 'channel_settings')).toBe(1);
    });

    test('and comes again from a form that stayed open elsewhere is told so, with what was typed', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await ana.set('Called', 'Planned on the phone');
      // The same draft on another device.
      const { id } = ana.view!;
      await ana.submit();
      await world().settled();
      await openPlanning(world(), ana);
      await ana.set('Called', 'Half of a name');
      await world().database.pool.query('delete from drafts');

      await ana.submit();

      expect(id).not.toBe(ana.view?.id);
      expect(toldIn(ana)).toContain('This form was sent already, or another one has taken its place.');
      expect(toldIn(ana)).toContain('Half of a name');
      expect(announcementsIn(world())).toHaveLength(1);
    });
  });

  test('a title that is typed while the form is being sent does not bring its draft back', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);

    await Promise.all([ana.submit(), ana.set('Called', 'Too late')]);
    await world().settled();

    expect(await count(world(), 'series')).toBe(1);
    expect(await count(world(), 'drafts')).toBe(0);
  });
});
