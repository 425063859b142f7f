import { describe, expect, test } from '@jest/globals';
import { readTemplates } from '../../src/read-templates.ts';
import { openForm } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import { countInteractions } from '../support/session-in-channel.ts';
import { type AnyWorld, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

const formSays = ({ platform }: AnyWorld, person: Actor, words: string) =>
  platform.until(() => person.view?.text.includes(words), { because: `the form says "${words}"` });

const formAfter = async (person: Actor, words: string): Promise<string> => {
  await person.command('team-sales', words);
  return person.view?.text ?? '';
};

const announcement = ({ platform }: AnyWorld) => platform.channel('team-sales').messages[0]?.plainText;

onEachPlatform((world) => {
  describe('words behind the command', () => {
    test('fill in the form, and it says what was understood', async () => {
      const [ana] = people(world(), 'Ana');

      const form = await formAfter(ana, 'schedule "Spot the phish" every tue,thu 10:00 x6');

      expect(form).toContain('Understood: "Spot the phish" · Tue and Thu · at 10:00 · 6 sessions');
      expect(ana.view?.values['How often?']).toBe('Its series: 6 sessions, Tue + Thu');
      expect(form).toContain('Called: Suspicious mail');
      expect(form).toContain('Tue 1 Dec 10:00 · Thu 3 · Tue 8 · Thu 10 · Tue 15 · and 1 more (Berlin)');
    });

    test('plan a series in two interactions, in three in Teams', async () => {
      const [ana] = people(world(), 'Ana');

      await ana.command('team-sales', 'schedule "Spot the phish" tue,thu 10:00 x6');
      await ana.submit();
      await world().settled();

      // In Teams a typed message opens no dialog: a card with a button does.
      expect(countInteractions(world())).toBe(world().platform.name === 'teams' ? 3 : 2);
      expect(announcement(world())).toContain(
        'Suspicious mail · 6 × 15 minutes · Tue and Thu at 10:00, from Tue 1 Dec',
      );
    });

    test('are told what was not understood, and why', async () => {
      const [ana] = people(world(), 'Ana');

      const form = await formAfter(ana, 'schedule "Spot the phish" tue 32:99');

      expect(form).toContain('Not understood: "32:99" (there is no such time)');
      expect(form).toMatch(/2026-12-01[\s\S]*10:00/);
    });

    test('may be a name that no ready session has', async () => {
      const [ana] = people(world(), 'Ana');

      const form = await formAfter(ana, 'schedule Printer jams tomorrow at 9');

      expect(form).toContain('Called: Printer jams');
      expect(form).toMatch(/2026-12-01[\s\S]*09:00/);
    });

    test('without an end keep five sessions planned', async () => {
      const [ana] = people(world(), 'Ana');

      const form = await formAfter(ana, 'schedule "Spot the phish" every tue,thu 10:00');
      expect(ana.view?.values['How many sessions?']).toBe('Without end');
      expect(form).toContain('Tue 1 Dec 10:00 · Thu 3 · Tue 8 · Thu 10 · Tue 15 · and so on (Berlin)');
      expect((await ana.submit()).closed).toBe(true);
      await world().settled();

      const { text } = await ana.command('team-sales', 'list');
      expect(text?.match(/· with Ana/g)).toHaveLength(5);
    });
  });

  describe('a date outside the working hours', () => {
    test('is planned only by who says so', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule "Spot the phish" tue 21:30');
      expect(ana.view?.text).toContain('Outside the working hours');

      expect((await ana.submit()).closed).toBe(false);
      await ana.choose('Outside the working hours', 'Plan it all the same');
      expect((await ana.submit()).closed).toBe(true);
      await world().settled();

      expect(announcement(world())).toContain('Tue 1 Dec, 21:30');
    });
  });

  describe('days without a session', () => {
    test('are left out, and the series goes on for longer', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule "Spot the phish" tue,thu 10:00 x6');
      await openForm(world(), ana, 'People and place');
      await ana.set('Days without a session', '3 Dec\n10 dec - 16 dec');
      await ana.submit();

      await formSays(world(), ana, 'Tue 1 Dec 10:00 · Tue 8 · Thu 17 · Tue 22 · Thu 24 · and 1 more');
    });

    test('that nobody understands are said at the box', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule');
      await openForm(world(), ana, 'People and place');
      await ana.set('Days without a session', 'when Eli is away');

      expect(await ana.submit()).toMatchObject({ closed: false });

      expect(ana.view?.text).toContain("I don't understand");
    });
  });

  describe('a pattern', () => {
    const gaps = 'A pattern has gaps: a few words of yours make a session of it.';

    test('is not planned before its gaps are filled in', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule');
      await ana.choose('What?', 'Fix one friction');

      expect(await ana.submit()).toMatchObject({ closed: false });

      expect(ana.view?.text).toContain(gaps);
      expect(ana.view?.text).toContain('Fill in the gaps of this pattern first.');
    });

    test('becomes a session by a few words', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule');
      await ana.choose('What?', 'Fix one friction');
      if (world().platform.name === 'slack') await formSays(world(), ana, gaps);
      await openForm(world(), ana, 'Fill in the gaps');
      const { gaps: boxes } = readTemplates('en').patterns.find(({ title }) =>
        title.startsWith('Fix one friction'),
      )!;
      for (const { label, example } of boxes) await ana.set(label, example);
      await ana.submit();
      await world().platform.until(() => !ana.view?.text.includes(gaps), {
        because: 'the gaps are filled in',
      });

      expect((await ana.submit()).closed).toBe(true);
      await world().settled();

      expect(announcement(world())).toContain('Fix one friction');
    });
  });
});

describe('on Slack alone:', () => {
  const world = worldForEachTest();

  describe('words behind the command', () => {
    test('read 1/12 by the custom of whoever types', async () => {
      const american = world().slack.addPerson('Hal', { locale: 'en-US' });
      const [ana] = people(world(), 'Ana');

      expect(await formAfter(ana, 'schedule 2/12 10:00')).toContain('[2026-12-02 ▾]');
      expect(await formAfter(american, 'schedule 2/12 10:00')).toContain('[2027-02-12 ▾]');
    });
  });

  describe('a form that was closed by mistake', () => {
    test('is taken up again within a day, with the way to a new one', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule');
      await ana.choose('How often?', 'Its series');
      await formSays(world(), ana, 'Called: Suspicious mail');
      await ana.close();

      expect(await formAfter(ana, 'schedule')).toContain('Your draft of Mon 30 Nov, 09:00.');
      expect(ana.view?.text).toContain('(•) Its series');
      await ana.click('Start anew', { in: 'view' });
      await formSays(world(), ana, '(•) Just once');
    });

    test('is gone after a day', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'schedule');
      await ana.choose('How often?', 'Its series');
      await formSays(world(), ana, 'Called: Suspicious mail');
      await ana.close();
      await world().moveTo('2026-12-01', '09:01');

      expect(await formAfter(ana, 'schedule')).not.toContain('Your draft');
    });
  });
});
