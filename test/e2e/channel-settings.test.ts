import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, plan, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import { filledIn } from '../support/open-form.ts';
import { noteTo, sessionIn, toldIn } from '../support/session-in-channel.ts';
import { type AnyWorld, locally, onEachPlatform, people } from '../support/world.ts';

const day = '2026-12-01';

const openSettings = async ({ platform }: AnyWorld, person: Actor, channel = 'team-sales') => {
  await person.command(channel, 'settings');
  await platform.until(() => person.view?.title === 'Settings', { because: `${person.name} typed settings` });
};

/** Changes the settings and waits for the note that says so. */
const settle = async (world: AnyWorld, person: Actor, change: () => Promise<unknown>) => {
  const saved = () => person.sees('team-sales').filter(({ text }) => text.startsWith('Saved.')).length;
  await openSettings(world, person);
  await change();
  const before = saved();
  const sent = await person.submit();
  if (!sent.closed) throw new Error(`not saved: ${person.view?.text}`);
  await world.platform.until(() => saved() > before, { because: 'the settings were saved' });
};

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';
  /** Plans *Spot the phish* for ten o'clock, Ben and Caro are in, and plays it up to a time. */
  const playTo = async (...times: string[]) => {
    const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
    await plan(world(), ana);
    for (const person of [ben, caro]) await tap(world(), person, 'Count me in');
    for (const time of ['09:50', '10:00', ...times]) await world().moveTo(day, time);
  };

  describe('the settings of a channel', () => {
    test('stand in one form, with what holds until somebody saves another', async () => {
      const [ana] = people(world(), 'Ana');

      await openSettings(world(), ana);

      expect(filledIn(ana)).toEqual({
        // In Teams the channel shows the post alone.
        ...(!isTeams && { 'What the channel itself shows': 'Card and recap' }),
        'Answers in the thread': '',
        'Working days': 'Monday, Tuesday, Wednesday, Thursday, Friday',
        From: '08:00',
        To: '18:00',
        'Days without a session': '',
        'Who may plan here': 'Every member',
        'Leads who may plan': '',
        'People of other organisations': '',
        'What people wrote and did is kept for': '12 months',
      });
    });

    test('hold how long the whole workspace keeps what people wrote, for admins to say', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await settle(world(), ana, () => ana.choose('What people wrote and did is kept for', '3 months'));

      await openSettings(world(), ana, 'random');
      expect(filledIn(ana)).toMatchObject({ 'What people wrote and did is kept for': '3 months' });
      await openSettings(world(), ben);
      expect(filledIn(ben)).not.toHaveProperty(['What people wrote and did is kept for']);
      const { rows } = await world().database.pool.query('select keep_months from workspaces');
      expect(rows).toEqual([{ keep_months: 3 }]);
    });

    test('are kept', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await settle(world(), ana, async () => {
        await ana.choose('Answers in the thread', 'Show names');
        await ana.choose('Working days', 'Friday');
        await ana.choose('To', '20:30');
      });

      await openSettings(world(), ben);

      expect(filledIn(ben)).toMatchObject({
        'Answers in the thread': 'Show names beside what people write',
        'Working days': 'Monday, Tuesday, Wednesday, Thursday',
        To: '20:30',
      });
    });

    test('belong to one channel', async () => {
      const [ana] = people(world(), 'Ana');
      await settle(world(), ana, () => ana.choose('To', '20:30'));

      await openSettings(world(), ana, 'random');

      expect(filledIn(ana).To).toBe('18:00');
    });

    test('want at least one working day', async () => {
      const [ana] = people(world(), 'Ana');
      await openSettings(world(), ana);
      for (const one of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
        await ana.choose('Working days', one);
      }

      expect((await ana.submit()).closed).toBe(false);
    });

    test('are not for somebody who has left meanwhile', async () => {
      const [ben] = people(world(), 'Ben');
      await openSettings(world(), ben);
      locally(world(), {
        slack: (slack) => slack.channel('team-sales').remove('Ben'),
        teams: (teams) => teams.team('Sales').removeMember('Ben'),
      });
      await world().noticed();

      await ben.submit();
      expect(toldIn(ben)).toContain('Only members of the channel can do that.');
      const { rows } = await world().database.pool.query('select 1 from channel_settings');
      expect(rows).toEqual([]);
    });
  });

  describe('a channel', () => {
    if (!isTeams) {
      test('that wants it quiet keeps the recap in the thread', async () => {
        const [ana] = people(world(), 'Ana');
        await settle(world(), ana, () => ana.choose('What the channel itself shows', 'Only the card'));

        await playTo('10:15');

        expect(
          sessionIn(world())
            .thread()
            .map(({ broadcast }) => broadcast),
        ).not.toContain(true);
        expect(sessionIn(world()).recap().plainText).toContain('Spot the phish');
      });

      test('that wants it loud shows the start as well', async () => {
        const [ana] = people(world(), 'Ana');
        await settle(world(), ana, () =>
          ana.choose('What the channel itself shows', 'Card, start and recap'),
        );

        await playTo('10:15');

        const shown = sessionIn(world())
          .thread()
          .filter(({ broadcast }) => broadcast);
        expect(shown).toEqual([sessionIn(world()).prompt(1), sessionIn(world()).recap()]);
      });
    }

    test('asks once more before planning outside its hours', async () => {
      const [ana] = people(world(), 'Ana');
      await settle(world(), ana, () => ana.choose('To', '10:00'));

      await openPlanning(world(), ana, 'schedule tue 10:00');

      expect(ana.view?.text).toContain('Outside the working hours');
    });
  });

  describe('names', () => {
    const switchNames = async () => {
      const [ana] = people(world(), 'Ana');
      await settle(world(), ana, () => ana.choose('Answers in the thread', 'Show names'));
    };
    const writeLists = async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await write(world(), ben, 'Write my list', 'One sign per line', 'zero in micros0ft\nhurry');
      await write(world(), caro, 'Write my list', 'One sign per line', 'the link');
    };

    test('are announced before anybody writes, and stand beside the lists then', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await switchNames();
      await playTo('10:03');
      expect(sessionIn(world()).prompt(1).plainText).not.toMatch(/Ben: |Caro: /);
      expect(sessionIn(world()).prompt(2).plainText).toContain('Lists are shown with names at 10:09.');
      await openForm(world(), ben, 'Write my list');
      expect(ben.view?.text).toContain('Shown with your name at 10:09.');
      await ben.close();

      await writeLists();
      await world().moveTo(day, '10:09');

      expect(sessionIn(world()).prompt(3).plainText).toContain(
        'Your 2 lists:\n• Ben: zero in micros0ft · hurry\n• Caro: the link',
      );
      expect(sessionIn(world()).desk().plainText).toContain('Ben: zero in micros0ft · hurry');
      await ana.click('★ recap', { in: sessionIn(world()).desk() });
      await world().moveTo(day, '10:15');
      expect(sessionIn(world()).recap().plainText).toContain('In our words: "zero in micros0ft · hurry"');
    });

    test('stand nowhere by default', async () => {
      await playTo('10:03');
      await writeLists();
      await world().moveTo(day, '10:09');

      expect(sessionIn(world()).prompt(2).plainText).toContain('Lists are shown without names at 10:09.');
      expect(sessionIn(world()).prompt(3).plainText).toContain('• zero in micros0ft · hurry\n• the link');
    });

    test('are not put beside what was written under another promise', async () => {
      await playTo('10:03');
      await writeLists();
      await switchNames();
      await world().moveTo(day, '10:09');

      expect(sessionIn(world()).prompt(3).plainText).not.toContain('Ben: ');
      expect(sessionIn(world()).desk().plainText).not.toContain('Ben: ');
    });

    test('stay where somebody changes something else meanwhile', async () => {
      const [ana] = people(world(), 'Ana');
      await switchNames();
      await playTo('10:03');
      await writeLists();
      await settle(world(), ana, () => ana.choose('To', '20:30'));
      await world().moveTo(day, '10:09');

      expect(sessionIn(world()).prompt(3).plainText).toContain('• Ben: zero in micros0ft');
    });

    test('go as soon as the channel does not want them any more', async () => {
      await switchNames();
      await playTo('10:03');
      await writeLists();
      await switchNames();
      await world().moveTo(day, '10:09');

      expect(sessionIn(world()).prompt(3).plainText).toContain('• zero in micros0ft · hurry');
    });

    test('are told of where somebody asks what this is', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await switchNames();
      await plan(world(), ana);

      await tap(world(), ben, 'What is this?');

      expect(noteTo(ben)).toContain('Written answers are shown with names here; choices are only counted');
    });
  });
});
