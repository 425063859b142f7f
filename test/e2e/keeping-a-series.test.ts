import { describe, expect, test } from '@jest/globals';
import { openForm, plan } from '../../src/sandbox/demo/stage.ts';
import type { Actor, Seen } from '../../src/sandbox/platform.ts';
import { announcementsIn, nextNote, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { type AnyWorld, onEachPlatform, people } from '../support/world.ts';

const channel = 'team-sales';

/** Types `list` and returns the note that answers it. */
const list = async (person: Actor): Promise<Seen> => {
  await person.command(channel, 'list');
  const note = person.sees(channel).findLast(({ ephemeral }) => ephemeral);
  if (!note) throw new Error(`${person.name} sees no list`);
  return note;
};

/** Chooses an entry in the list that asks first, says yes, and returns the note that says what was done. */
const confirmed = async (at: AnyWorld, person: Actor, entry: string): Promise<string | undefined> => {
  await openForm(at, person, entry, { in: await list(person) });
  const note = await nextNote(at, person, channel, () => person.submit());
  await at.settled();
  return note;
};

const chosen = async (at: AnyWorld, person: Actor, entry: string): Promise<string | undefined> => {
  const where = await list(person);
  const note = await nextNote(at, person, channel, () => person.click(entry, { in: where }));
  await at.settled();
  return note;
};

const announced = (at: AnyWorld): string => announcementsIn(at)[0]?.plainText ?? '';
const posts = ({ platform }: AnyWorld): number => platform.channel(channel).messages.length;
const suspiciousMail = { howOften: 'Its series', date: '2026-12-03' };

onEachPlatform((world) => {
  describe('the list', () => {
    test('shows sessions and series, with the buttons that somebody may use', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);

      const hers = await list(ana);
      expect(hers.text.split('\n').slice(0, 3)).toEqual([
        'Coming in #team-sales',
        'Why us, why mail? · Thu 3 Dec, 10:00 · with Ana',
        "[I'm in] [Start now] [⋯]",
      ]);
      expect(hers.text).toContain('Series\nSuspicious mail · Tue and Thu at 10:00 · 6 of 6 to come\n[⋯]');
      expect(ana.buttons({ in: hers }).slice(0, 7)).toEqual([
        "I'm in",
        'Start now',
        'Move',
        'Skip this date',
        'Edit the words',
        'Look through it',
        'Cancel',
      ]);

      const his = await list(ben);
      expect(ben.buttons({ in: his })).toEqual([
        "I'm in",
        "I'm in",
        "I'm in",
        "I'm in",
        "I'm in",
        "I'm in",
        'Copy',
        'Plan a session',
      ]);
    });

    test('shows the others on another page', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, suspiciousMail);
      await plan(world(), ana, { ...suspiciousMail, time: '14:00' });
      const first = await list(ana);
      expect(first.text).toContain('+ 6 more');
      expect(first.text).not.toContain('Tue 22 Dec');

      await ana.click('Show more', { in: first });
      await world().platform.until(() => noteTo(ana) !== first.text);

      expect(noteTo(ana)).toContain('Tue 22 Dec, 14:00');
      expect(noteTo(ana)).not.toContain('Thu 3 Dec');
    });
  });

  describe('to skip a date', () => {
    test('asks first, moves everything one meeting later, and says so', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, suspiciousMail);

      await openForm(world(), ana, 'Skip this date', { in: await list(ana) });
      expect(ana.view?.text).toBe(
        'On Thu 3 Dec nothing is held. Why us, why mail? and the five after it move one meeting later, so that nothing is lost.',
      );
      await ana.close();

      expect(await confirmed(world(), ana, 'Skip this date')).toBe(
        'Thu 3 Dec is skipped. Why us, why mail? is on Tue 8 Dec, 10:00 now.',
      );
      expect((await list(ana)).text).toContain('Spot the phish · Thu 10 Dec, 10:00');
      await world().moveTo('2026-11-30', '09:02');
      expect(announced(world())).toContain('from Tue 8 Dec');
    });
  });

  describe('to cancel a session', () => {
    test('edits its card and desk, pings nobody, and leaves the others as they are', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);
      await ben.click('Count me in');
      await world().moveTo('2026-12-03', '09:50');
      const before = posts(world());

      expect(await confirmed(world(), ana, 'Cancel')).toBe(
        'Why us, why mail? is cancelled. Nobody was called.',
      );

      const session = sessionIn(world(), 'Why us, why mail?');
      const gone = 'Why us, why mail? · Thu 3 Dec, 10:00 · cancelled by Ana';
      expect(session.card().plainText).toBe(gone);
      expect(session.desk().plainText).toBe(gone);
      await world().moveTo('2026-12-03', '10:10');
      expect(posts(world())).toBe(before);
      expect((await list(ana)).text).toContain('Spot the phish · Tue 8 Dec, 10:00');
      await world().moveTo('2026-12-08', '09:50');
      expect(sessionIn(world()).card().plainText).toContain('· 1 of 5');
    });
  });

  describe('a series', () => {
    test('that is paused waits, and goes on with the next dates', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);
      await ben.click('Count me in');
      await world().settled();
      const before = posts(world());

      expect(await chosen(world(), ana, 'Pause')).toBe(
        'Suspicious mail is paused: 6 sessions wait. Resume it, and they get the next dates from then on.\n[Resume]',
      );
      expect(announced(world())).toContain('Paused by Ana. The next dates come when it goes on.');
      await world().moveTo('2026-12-07', '12:00');
      expect(posts(world())).toBe(before);
      expect((await list(ana)).text).toContain(
        'Suspicious mail · Tue and Thu · 6 of 6 to come · paused by Ana',
      );

      expect(await chosen(world(), ana, 'Resume')).toBe('Suspicious mail goes on: next on Tue 8 Dec, 10:00.');
      expect(announced(world())).toContain('from Tue 8 Dec');
      await world().moveTo('2026-12-08', '09:50');
      await world().moveTo('2026-12-08', '10:00');
      expect(sessionIn(world(), 'Why us, why mail?').prompt(1).plainText).toContain('@Ben');
    });

    test('ends only after it was asked, and its announcement says so', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, suspiciousMail);

      expect(await confirmed(world(), ana, 'End')).toBe(
        'Suspicious mail is ended, 6 sessions were cancelled.',
      );

      expect(announced(world())).toBe('Suspicious mail\nEnded by Ana.');
      expect((await list(ana)).text).toContain('Nothing is planned in this channel yet.');
    });

    test('is copied by anybody into the planning form', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, { ...suspiciousMail, time: '11:30' });

      await openForm(world(), ben, 'Copy', { in: await list(ben) });

      expect(ben.view?.text).toContain('Called: Suspicious mail');
      expect(ben.view?.text).toMatch(/2026-12-01[\s\S]*11:30/);
      expect(ben.view?.values['How often?']).toBe('Its series: 6 sessions, Tue + Thu');
    });

    test('without an end has its next five sessions planned', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command(channel, 'schedule "Spot the phish" every tue,thu 10:00');
      await world().platform.until(() => ana.view);
      expect((await ana.submit()).closed).toBe(true);
      await world().settled();
      expect(announced(world())).toContain('Tue and Thu at 10:00, from Tue 1 Dec on');
      expect((await list(ana)).text).toContain('goes on until somebody ends it');
      await world().moveTo('2026-12-01', '10:10');
      const [ben] = people(world(), 'Ben');
      expect((await list(ben)).text).toContain('Thu 17 Dec, 10:00');
    });
  });

  describe('a session that did not take place', () => {
    test('can be moved or dropped from the list; where something is on it is refused', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, suspiciousMail);
      await world().moveTo('2026-12-03', '10:10');

      const missed = await list(ana);
      expect(missed.text).toContain(
        'Did not take place\nWhy us, why mail? · Thu 3 Dec, 10:00 · with Ana\n[Start now] [Move] [Drop it]',
      );
      const entries = ana.buttons({ in: missed });
      expect(entries.filter((label) => label === 'Drop it')).toHaveLength(1);

      expect(await chosen(world(), ana, 'Drop it')).toBe(
        'Why us, why mail? is cancelled. Nobody was called.',
      );
      expect((await list(ana)).text).not.toContain('Did not take place');
    });
  });

  test('a session is not moved to where another one is', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, suspiciousMail);
    await openForm(world(), ana, 'Move', { in: await list(ana) });
    await ana.pickDate('when.date', '2026-12-08');
    await ana.pickTime('when.time', '10:05');

    expect((await ana.submit()).closed).toBe(false);
    expect(ana.view?.text).toContain('"Spot the phish" is on then. The next free time is Tue 8 Dec, 10:15.');
  });
});
