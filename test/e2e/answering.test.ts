import { describe, expect, test } from '@jest/globals';
import { openForm, plan, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import { keptScreen } from '../support/kept-screen.ts';
import { announcementsIn, begun, nextNote, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { onEachPlatform, people } from '../support/world.ts';

const day = '2026-12-01';
const list = 'One sign per line';

onEachPlatform((world) => {
  const isTeams = () => world().platform.name === 'teams';
  const moveTo = (...times: string[]) =>
    times.reduce<Promise<void>>(
      (before, time) => before.then(() => world().moveTo(day, time)),
      Promise.resolve(),
    );

  /** Does something and returns the private note that follows in the channel. */
  const noteOn = (person: Actor, act: () => Promise<unknown>) => nextNote(world(), person, 'team-sales', act);

  describe('an answer', () => {
    test('may be changed until the answers are shown', async () => {
      const [ben, caro, dev] = people(world(), 'Ben', 'Caro', 'Dev');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev', 'Eli');
      await tap(world(), ben, '2');
      await tap(world(), caro, '3');
      await tap(world(), dev, '3');

      await tap(world(), ben, '5', { in: session.prompt(1) });
      expect(noteTo(ben)).toContain('Saved: 5.');
      await moveTo('10:02');

      expect(session.prompt(1).plainText).toContain('3 ▇▇ 2  5 ▇ 1  (3 answers)');
    });

    test('is said aloud where fewer than three were given', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await tap(world(), ben, '2');
      await tap(world(), caro, '3');

      await moveTo('10:02');

      expect(session.prompt(1).plainText).toContain('Two answers: say them aloud.');
      await moveTo('10:03');
      expect(session.prompt(2).plainText).toContain('There are five signs. Find them all');
    });

    test('opens all of them as soon as everybody has answered, but not in the first minute', async () => {
      const [ben, caro, dev] = people(world(), 'Ben', 'Caro', 'Dev');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      for (const person of [ben, caro, dev]) await tap(world(), person, '3', { in: session.prompt(1) });

      await moveTo('10:00:55');
      expect(session.prompt(1).plainText).not.toContain('answers)');
      await moveTo('10:01');

      expect(session.prompt(1).plainText).toContain('3 ▇▇▇ 3  (3 answers)');
    });

    test('to the first question is not taken any more once the answers are shown', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      const asked = keptScreen(world(), session.prompt(1));
      await moveTo('10:02');
      expect(ben.buttons({ in: session.prompt(1) })).toEqual([]);

      const refusal = await asked(ben, '4');

      expect(refusal).toBe('The answers are shown already, so yours stays as it is.');
    });

    test('counts its author in', async () => {
      const [gus] = people(world(), 'Gus');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');

      await tap(world(), gus, '4', { in: session.prompt(1) });
      await moveTo('10:01');

      expect(session.desk().plainText).toContain('1 of 4 answered');
    });

    test('of several lines can be looked at and changed', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      await noteOn(ben, () => write(world(), ben, 'Write my list', list, 'no name\nhurry'));

      await openForm(world(), ben, 'Change');
      expect(ben.view?.values[list]).toBe('no name\nhurry');
      await ben.set(list, 'no name\nhurry\nthe link');
      expect(await noteOn(ben, () => ben.submit())).toBe('Saved, 3 lines.\n[Change]');

      await moveTo('10:09');
      expect(session.prompt(3).plainText).toContain('Your list:\n• no name · hurry · the link');
    });

    test('may be that there is nothing to add, until one thinks of something', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      await tap(world(), ben, 'Nothing to add');
      expect(noteTo(ben)).toBe('Fine, nothing to add.');

      await write(world(), ben, 'Write my list', list, 'hurry');
      await moveTo('10:09');

      expect(session.prompt(3).plainText).toContain('Your list:\n• hurry');
    });

    test('may be a plan in own words', async () => {
      const [ben] = people(world(), 'Ben');
      await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03', '10:09', '10:13');

      const note = await noteOn(ben, () =>
        write(
          world(),
          ben,
          'in my own words',
          'When a mail wants me to click or pay quickly, I will …',
          'drink a coffee first',
        ),
      );

      expect(note).toBe(
        'Saved: "When a mail wants me to click or pay quickly, I will drink a coffee first."',
      );
    });

    test('is not rated in a single session', async () => {
      const [ben] = people(world(), 'Ben');
      await begun(world(), 'Ben', 'Caro', 'Dev');

      await tap(world(), ben, '4');
      expect(noteTo(ben)).toBe('Saved: 4. Tap another number to change it.');
      await moveTo('10:03', '10:09', '10:13');
      await tap(world(), ben, 'call the sender');

      expect(noteTo(ben)).toBe(
        'Saved: "When a mail wants me to click or pay quickly, I will call the sender."',
      );
    });
  });

  describe('a latecomer', () => {
    test('is led to the running prompt and told what to do now', async () => {
      const [gus] = people(world(), 'Gus');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03', '10:04');

      const { url } = await gus.click('Join', { in: session.card() });
      expect(url).toContain(session.prompt(2).id.replace('.', ''));
      // Teams tells no bot of a link; there the first answer counts them in.
      if (isTeams()) return;

      await world().platform.until(() => noteTo(gus));
      expect(noteTo(gus)).toBe(
        "You're in. It's phase 2, until 10:09. Phase 1 is over, its answers are above. Now: find all five signs.",
      );
      expect(gus.sees('team-sales').findLast(({ ephemeral }) => ephemeral)).toMatchObject({
        threadId: session.card().id,
      });
    });
  });

  describe('a late answer', () => {
    test('after its phase is kept and marked late, and does not change what was shown', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      await write(world(), ben, 'Write my list', list, 'hurry');
      await moveTo('10:09');
      const shown = session.prompt(3).plainText;

      const note = await noteOn(caro, () =>
        write(world(), caro, 'Write my list', list, 'the link', { in: session.prompt(2) }),
      );
      await moveTo('10:10');

      expect(note).toBe('Phase 2 is over; your list is saved and marked late.\n[Change]');
      expect(session.prompt(3).plainText).toBe(shown);
    });

    test('comes also from a form that was opened in time', async () => {
      const [ben] = people(world(), 'Ben');
      await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      await openForm(world(), ben, 'Write my list');
      await ben.set(list, 'still typing');

      await moveTo('10:09');
      const note = await noteOn(ben, () => ben.submit());

      expect(note).toBe('Phase 2 is over; your list is saved and marked late.\n[Change]');
    });

    test('comes also from a form that is sent after the session', async () => {
      const [ben] = people(world(), 'Ben');
      await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      await openForm(world(), ben, 'Write my list');
      await ben.set(list, 'still typing');

      await moveTo('10:09', '10:13', '10:15');
      const note = await noteOn(ben, () => ben.submit());

      expect(note).toContain('your list is saved and marked late');
    });

    test('to the check question does not replace the one that was given in time', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03', '10:09');
      const asked = keptScreen(world(), session.prompt(3));
      await tap(world(), ben, 'New password, call IT');
      await moveTo('10:12');

      const refusal = await asked(ben, 'Scan the computer');

      expect(refusal).toBe('The answers are shown already, so yours stays as it is.');
    });

    test('is welcome for a day, and added to the recap in one edit', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await tap(world(), ben, '4');
      await moveTo('10:03', '10:09', '10:13', '10:15', '16:00');

      await openForm(world(), caro, 'Answer late', { in: session.card() });
      expect(caro.view?.text).toBe(
        [
          'The session is over, your answer is still welcome until tomorrow 10:15. It is marked late.',
          'Find them all, alone or in pairs, one line each: what is wrong, and where?',
          '[Write my list]',
          'Check, for everybody: a colleague calls, "I clicked and typed my password." What comes first?',
          '[Delete the mail] [New password, call IT] [Scan the computer]',
          'My plan: when a mail wants me to click or pay quickly, I will …',
          '[in my own words] [Park a question]',
        ].join('\n'),
      );
      await openForm(world(), caro, 'Delete the mail', { in: 'view' });
      expect(caro.view?.text).toContain('You said Delete. First comes the password');
      await caro.close();
      // In Teams nothing lies below a dialog.
      if (isTeams()) await openForm(world(), caro, 'Answer late', { in: session.card() });
      await write(world(), caro, 'Write my list', list, 'hurry', { in: 'view' });
      const edits = session.recap().edits;
      await world().moveTo('2026-12-02', '10:15');

      expect(session.recap().edits).toBe(edits + 1);
      expect(session.recap().plainText).toContain('+ 2 late answers. Updated Wed 10:15.');
      expect(session.recap().plainText).toContain('1 took part');
      expect(session.card().plainText).toBe('Spot the phish · done 10:15 · 1 took part\n[Read the recap]');
      await world().moveTo('2026-12-04', '10:15');
      expect(session.recap().edits).toBe(edits + 1);
    });

    test('is too late after a day', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      const asked = keptScreen(world(), session.prompt(2));
      await tap(world(), ben, 'Nothing to add');
      await moveTo('10:09', '10:13', '10:15');
      await world().moveTo('2026-12-02', '10:15');

      const refusal = await asked(ben, 'Nothing to add');

      expect(refusal).toBe('This session is over.\n[Read the recap]');
    });
  });

  describe('a question that is still open', () => {
    const parked = async () => {
      const [caro] = people(world(), 'Caro');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03', '10:09');
      await write(world(), caro, 'Park a question', 'What is still open?', 'Whom do we call after 6 pm?');
      await moveTo('10:13', '10:15');
      return session;
    };

    test('stands in the recap without the name of who parked it', async () => {
      const session = await parked();

      expect(session.recap().plainText).toContain('Still open: Whom do we call after 6 pm?\n[I know]');
      expect(session.recap().plainText).not.toContain('Caro');
    });

    test('is answered by whoever knows, without their name', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await parked();

      const note = await noteOn(ben, () =>
        write(world(), ben, 'I know', 'What do you know?', 'the on-call phone'),
      );
      await world().settled();

      expect(note).toBe('Thank you. It is added to the recap.');
      expect(session.recap().plainText).toContain(
        'Whom do we call after 6 pm?\n→ the on-call phone\n[I know]',
      );
    });

    test('is answered with a name where they tick so', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await parked();

      await openForm(world(), ben, 'I know');
      await ben.set('What do you know?', 'the on-call phone');
      await ben.choose('Your name', 'Show my name with it');
      await ben.submit();
      await world().settled();

      expect(session.recap().plainText).toContain('→ the on-call phone (Ben)');
    });

    test('may come after the session, and is added at once', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await parked();
      await openForm(world(), ben, 'Answer late', { in: session.card() });

      const note = await noteOn(ben, () =>
        write(world(), ben, 'Park a question', 'What is still open?', 'Who pays?', { in: 'view' }),
      );
      await world().settled();

      expect(note).toBe('Parked. It will be added to the recap, without your name.');
      expect(session.recap().plainText).toContain('Still open: Who pays?');
    });
  });

  describe('whoever signs up', () => {
    const series = async () => {
      await plan(world(), world().platform.person('Ana'), { howOften: 'Its series' });
      return announcementsIn(world())[0]!;
    };
    const first = () => sessionIn(world(), 'Why us, why mail?');
    const second = () => sessionIn(world(), 'Spot the phish');

    test('for the series is called in each session', async () => {
      const [ben] = people(world(), 'Ben');
      await series();
      await tap(world(), ben, 'Count me in');
      expect(noteTo(ben)).toBe("You're in for all six. First: Tue 1 Dec, 10:00.\n[Undo]");

      await moveTo('10:00', '10:15');
      await world().moveTo('2026-12-03', '10:00');

      expect(first().prompt(1).mentions).toEqual([ben.id]);
      expect(second().prompt(1).mentions).toEqual([ben.id]);
    });

    test('for the first one only is not called again', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await series();
      await tap(world(), ben, 'Only the first one');
      expect(noteTo(ben)).toBe("You're in for the first one: Tue 1 Dec, 10:00.\n[Undo]");
      await tap(world(), caro, 'Count me in');

      await moveTo('10:00', '10:15');
      await world().moveTo('2026-12-03', '10:00');

      expect(first().prompt(1).mentions).toEqual([ben.id, caro.id]);
      expect(second().prompt(1).mentions).toEqual([caro.id]);
    });

    test('takes it back with Undo', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await series();
      await tap(world(), ben, 'Count me in');
      await tap(world(), caro, 'Count me in');

      await tap(world(), ben, 'Undo');

      expect(noteTo(ben)).toBe("You're out. I won't call you.");
      await moveTo('10:00');
      expect(first().prompt(1).mentions).toEqual([caro.id]);
    });

    test('says not this time, and nobody sees it', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await series();
      await tap(world(), ben, 'Count me in');
      await tap(world(), caro, 'Count me in');
      await moveTo('09:50');

      await tap(world(), ben, 'Not this time', { in: first().card() });

      expect(noteTo(ben)).toBe('Fine, not this time. Nobody is told.');
      await moveTo('10:00', '10:15');
      await world().moveTo('2026-12-03', '10:00');
      expect(first().prompt(1).mentions).toEqual([caro.id]);
      expect(second().prompt(1).mentions).toEqual([ben.id, caro.id]);
      expect(
        world()
          .platform.channel('team-sales')
          .messages.map(({ plainText }) => plainText)
          .join(),
      ).not.toMatch(/not this time/i);
    });

    test('is not called for the series any more, unless they take that back', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await series();
      await tap(world(), ben, 'Count me in');
      await tap(world(), caro, 'Count me in');
      await moveTo('09:50');

      await tap(world(), ben, "Don't call me for this series", { in: first().card() });
      expect(noteTo(ben)).toBe("I won't call you for this series any more.\n[Undo]");
      await moveTo('10:00', '10:15');
      expect(first().prompt(1).mentions).toEqual([caro.id]);
      // In Teams the edited card has taken the place of what he was told.
      await tap(world(), ben, isTeams() ? 'Count me in' : 'Undo');
      expect(noteTo(ben)).toBe("You're in for the five to come. Next: Thu 3 Dec, 10:00.\n[Undo]");

      await world().moveTo('2026-12-03', '10:00');
      expect(second().prompt(1).mentions).toEqual([caro.id, ben.id]);
    });

    test('for one session taps its card, or the recap before it', async () => {
      const [ben, caro] = people(world(), 'Ben', 'Caro');
      await series();
      await moveTo('09:50');
      await tap(world(), ben, "I'm in", { in: first().card() });
      expect(noteTo(ben)).toBe("You're in. I'll call you on Tue 1 Dec, 10:00.");
      await moveTo('10:00', '10:15');

      await tap(world(), caro, "I'm in", { in: first().recap() });

      expect(noteTo(caro)).toBe("You're in. I'll call you on Thu 3 Dec, 10:00.");
      await world().moveTo('2026-12-03', '10:00');
      expect(second().prompt(1).mentions).toEqual([caro.id]);
    });

    test('learns what this is, in private', async () => {
      const [ben] = people(world(), 'Ben');
      await series();

      expect(await noteOn(ben, () => ben.click('What is this?'))).toContain(
        'Microtraining is learning in 15 minutes',
      );
    });
  });

  describe('a private note', () => {
    test('is seen by nobody but the one who pressed', async () => {
      const [ben, caro, dev] = people(world(), 'Ben', 'Caro', 'Dev');
      const notes = (person: Actor) => person.sees('team-sales').filter(({ ephemeral }) => ephemeral);
      const seenBy = (words: string) =>
        world()
          .platform.people.filter((person) => notes(person).some(({ text }) => text.includes(words)))
          .map(({ name }) => name);
      const session = await begun(world(), 'Ben', 'Caro');
      await tap(world(), ben, '4', { in: session.prompt(1) });
      expect(seenBy('Saved: 4')).toEqual(['Ben']);
      await moveTo('10:03');
      await noteOn(caro, () => write(world(), caro, 'Write my list', list, 'hurry'));
      expect(seenBy('Saved, 1 line')).toEqual(['Caro']);
      await moveTo('10:09');
      await tap(world(), caro, 'Scan the computer');
      await moveTo('10:12');
      expect(seenBy('You said Scan')).toEqual(['Caro']);
      expect(notes(dev)).toEqual([]);
    });
  });
});
