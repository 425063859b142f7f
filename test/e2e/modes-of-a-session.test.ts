import { describe, expect, test } from '@jest/globals';
import { createTransaction } from '../../src/postgres/transaction.ts';
import { join, openForm, plan, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Post } from '../../src/sandbox/platform.ts';
import { phaseMinutesOf } from '../../src/session/pace.ts';
import type { Plan } from '../../src/session/session.ts';
import { announcementsIn, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { type AnyWorld, onEachPlatform, people } from '../support/world.ts';

const tuesday = '2026-12-01';
const selfPaced = { mode: 'self-paced', phaseMinutes: phaseMinutesOf('self-paced', 24) } as const;
onEachPlatform((world) => {
  const session = () => sessionIn(world());

  /** Plans *Spot the phish* for Tuesday at ten, held in this way; Ben and Caro are in. */
  const planned = async (how: Partial<Plan>) => {
    const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
    await plan(world(), ana);
    await changePlan(world(), how);
    for (const person of [ben, caro]) await tap(world(), person, 'Count me in');
    await world().moveTo(tuesday, '09:50');
  };

  const changePlan = ({ database, platform, workspace }: AnyWorld, how: Partial<Plan>) =>
    createTransaction(database.pool)(workspace, async ({ sessions }) => {
      const [stored] = await sessions.comingIn(platform.channel('team-sales').id);
      if (!stored) throw new Error('nothing is planned');
      const { session: before, facts } = stored;
      await sessions.save([
        { id: facts.id, session: { ...before, plan: { ...before.plan, ...how } }, events: [] },
      ]);
    });

  describe('people who sit together', () => {
    test('are told so by the card, and share a screen in the exercise', async () => {
      await planned({ mode: 'room' });
      expect(session().card().plainText).toContain('With Ana · 2 are in · here in the room');

      for (const time of ['10:00', '10:03']) await world().moveTo(tuesday, time);

      expect(session().prompt(2).plainText.split('\n')[1]).toBe(
        'Ana shows the mail on the screen; one phone per pair is enough.',
      );
    });
  });

  describe('people in a call', () => {
    const callLink = 'https://meet.example.com/a|b?c=<d>&e=f';

    test('find it on the card and in the first prompt, as a link', async () => {
      await planned({ callLink });
      expect(session().card().plainText).toContain('here in the thread and in the call');

      await world().moveTo(tuesday, '10:00');

      const links = (post: Post) =>
        new Set([...JSON.stringify(post).matchAll(/"url":"(https:\/\/meet[^"]*)"/g)].map(([, url]) => url));
      const address = 'https://meet.example.com/a|b?c=%3Cd%3E&e=f';
      expect(session().prompt(1).plainText).toContain('We talk in the call.');
      expect(links(session().prompt(1))).toEqual(new Set([address]));
      expect(links(session().card())).toEqual(new Set([address]));
    });
  });

  describe('people who answer at their own pace', () => {
    test('see windows of days where others see minutes', async () => {
      await planned(selfPaced);
      const { card, desk, prompt } = session();
      expect(card().push).toBe(
        "Spot the phish starts at 10:00 and is open until Sat 10:00. Tap I'm in to be called.",
      );
      expect(card().plainText).toContain('Spot the phish · open from Tue 1 Dec, 10:00 to Sat 5 Dec, 10:00');
      expect(card().plainText).toContain('With Ana · 2 are in · here in the thread, when it suits you');

      await world().moveTo(tuesday, '10:00');

      expect(card().plainText).toContain(
        'Spot the phish · open until Sat 10:00 · ● ○ ○ ○ Active start until Wed 10:00 · 2 are in',
      );
      expect(prompt(1).plainText).toContain('1 · Active start open until Wed 10:00');
      expect(prompt(1).plainText).toContain('Shown without names on Wed 10:00 at the latest.');
      expect(prompt(1).push).toContain('Until Wed 10:00.');
      expect(desk().plainText).toContain('Everybody answers when it suits them.');
      expect(desk().plainText).not.toMatch(/\+1 min|1 minute left/);
    });

    test('see answers when the window closes, or after an hour when all have answered', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await planned(selfPaced);
      await world().moveTo(tuesday, '10:00');
      for (const person of [ben, caro]) await tap(world(), person, '4', { in: session().prompt(1) });
      await world().moveTo(tuesday, '10:59');
      expect(session().prompt(1).plainText).toContain('[6 or more]');

      await world().moveTo(tuesday, '11:00');

      expect(session().prompt(1).plainText).toContain('Two answers: write them below.');
      expect(session().findPrompt(2)).toBeUndefined();
      await world().moveTo('2026-12-02', '10:00');
      expect(session().prompt(2).plainText).toContain('Lists are shown without names on Thu 10:00.');
      await openForm(world(), ben, 'Write my list');
      expect(ben.view?.text).toContain('Shown without your name on Thu 10:00.');
    });

    test('come to a recap that counts no minutes', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await planned(selfPaced);
      await world().moveTo(tuesday, '10:00');
      await world().moveTo('2026-12-02', '10:00');
      await write(world(), ben, 'Write my list', 'One sign per line', 'hurry');
      await world().moveTo('2026-12-03', '10:00');
      expect(session().prompt(3).plainText).toContain('Answer shown on Fri 10:00 at the latest.');
      await world().moveTo('2026-12-04', '10:00');
      expect(session().prompt(3).plainText).toContain('New password from another device');
      expect(session().prompt(4).push).toBe('Your plan, and what we keep. Until Sat 10:00.');

      await world().moveTo('2026-12-05', '10:00');

      const recap = session().recap().plainText;
      expect(recap).toContain('Spot the phish · 1 took part, each when it suited them');
      expect(recap).not.toMatch(/minutes|Planned and actual/);
      expect(session().desk().plainText).toContain('Done. One tap: which phase would you change?');
      expect(ana.buttons({ in: session().recap() })).not.toContain('Minutes per phase');
    });

    test('lose nothing where the bot was down at the start: it begins late, with all its windows', async () => {
      const [ben] = people(world(), 'Ben');
      await planned(selfPaced);

      await world().moveTo(tuesday, '18:00');

      expect(session().prompt(1).plainText).toContain('open until Wed 18:00');
      await join(world(), ben);
      // Teams tells no bot of a link.
      if (world().platform.name === 'teams') return;
      expect(noteTo(ben)).toContain("You're in. Phase 1 is open until Wed 18:00.");
    });

    test('keep nobody else from meeting in the channel meanwhile', async () => {
      const [ben] = people(world(), 'Ben');
      await planned(selfPaced);
      await world().moveTo(tuesday, '10:00');

      await plan(world(), ben, { date: '2026-12-02', what: 'Why us' });

      expect(announcementsIn(world())).toHaveLength(2);
    });

    test('are not asked for a clock: there is none to stop', async () => {
      const [ana] = people(world(), 'Ana');
      await planned(selfPaced);
      await world().moveTo(tuesday, '10:00');

      const buttons = ana.buttons({ in: session().desk() });

      expect(buttons).toEqual(['Next', 'Reveal now', 'I have to go', 'Hand over', 'Stop']);
      await openForm(world(), ana, 'I have to go', { in: session().desk() });
      expect(ana.view?.text).not.toContain('in writing');
    });
  });
});
