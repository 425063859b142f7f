import { describe, expect, test } from '@jest/globals';
import { openForm, tap, write } from '../../src/sandbox/demo/stage.ts';
import { keptScreen } from '../support/kept-screen.ts';
import { begun, nextNote, noteTo, planned, press } from '../support/session-in-channel.ts';
import { onEachPlatform, people } from '../support/world.ts';

const day = '2026-12-01';

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';
  const moveTo = (time: string) => world().moveTo(day, time);

  describe('Next', () => {
    test('begins the next phase at once, for everybody', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:02:30');

      await press(world(), ana, 'Next', session.desk());

      expect(session.prompt(2).plainText).toContain('2 · Exercise until 10:08');
      expect(session.card().plainText).toContain('running until 10:14 · ● ● ○ ○ Exercise until 10:08');
      expect(session.desk().plainText).toContain('Phase 2 started.\n[Undo]');
    });

    test('pressed twice in one go moves one phase on', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:01');
      const desk = session.desk();

      await Promise.all([ana.click('Next', { in: desk }), ana.click('Next', { in: desk })]);
      await world().settled();

      expect(session.prompt(2).plainText).toContain('2 · Exercise until 10:07');
      expect(session.findPrompt(3)).toBeUndefined();
      await world().platform.until(() => noteTo(ana, 'dm'));
      expect(noteTo(ana, 'dm')).toBe(
        // Teams tells which drawing of the desk was pressed.
        isTeams ? 'Done.' : 'That phase was over already; the next one runs.',
      );
    });

    test('is taken back by Undo: the prompt goes, what was answered stays, and its phase comes again', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:01');
      await press(world(), ana, 'Next', session.desk());
      const mistaken = session.prompt(2);
      await write(world(), ben, 'Write my list', 'One sign per line', 'no name');
      await moveTo('10:01:10');

      await press(world(), ana, 'Undo', session.desk());

      expect(mistaken.deletedAt).toBeDefined();
      expect(session.findPrompt(2)).toBeUndefined();
      expect(session.card().plainText).toContain('● ○ ○ ○ Active start until 10:03');
      await tap(world(), ben, '4', { in: session.prompt(1) });
      await moveTo('10:03');
      expect(session.prompt(2).id).not.toBe(mistaken.id);
      await moveTo('10:09');
      expect(session.prompt(3).plainText).toContain('• no name');
    });

    test('can be taken back for fifteen seconds', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:01');
      await press(world(), ana, 'Next', session.desk());
      expect(ana.buttons({ in: session.desk() })).toContain('Undo');

      await moveTo('10:01:20');

      expect(ana.buttons({ in: session.desk() })).not.toContain('Undo');
      expect(session.findPrompt(2)).toBeDefined();
    });

    test('in the last phase ends the session, with the recap fifteen seconds later', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      for (const time of ['10:03', '10:09', '10:13', '10:14']) await moveTo(time);

      await press(world(), ana, 'Next', session.desk());

      expect(session.desk().plainText).toContain('Finished. The recap comes in 15 seconds.\n[Undo]');
      await moveTo('10:14:14');
      expect(session.findRecap()).toBeUndefined();
      await moveTo('10:14:20');
      expect(session.recap().plainText).toContain('14 minutes');
      expect(session.recap().plainText).toContain('Planned and actual: 3/3 · 6/6 · 4/4 · 2/1');
    });
  });

  describe('+1 min', () => {
    test('adds a minute, five times at most, and the card shows it', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');

      await press(world(), ana, '+1 min', session.desk());
      expect(session.card().plainText).toContain(
        'running until 10:16 (1 min added) · ● ○ ○ ○ Active start until 10:04',
      );
      expect(session.prompt(1).plainText).toContain('1 · Active start until 10:04');
      expect(session.prompt(1).plainText).toContain('Shown without names at 10:03.');
      for (let minute = 2; minute <= 5; minute += 1) await press(world(), ana, '+1 min', session.desk());
      const refusal = await nextNote(world(), ana, 'dm', () => ana.click('+1 min', { in: session.desk() }));

      expect(refusal).toBe('Five minutes are added already; more would not be a short session any more.');
      expect(session.card().plainText).toContain('running until 10:20 (5 min added)');
      await moveTo('10:07:30');
      expect(session.findPrompt(2)).toBeUndefined();
      await moveTo('10:08');
      expect(session.prompt(2).plainText).toContain('2 · Exercise until 10:14');
    });
  });

  describe('Reveal now', () => {
    test('opens the answers of the first phase', async () => {
      const [ana, ben, caro, dev] = people(world(), 'Ana', 'Ben', 'Caro', 'Dev');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev', 'Eli');
      for (const person of [ben, caro, dev]) await tap(world(), person, '4');

      await press(world(), ana, 'Reveal now', session.desk());

      expect(session.prompt(1).plainText).toContain('4 ▇▇▇ 3  (3 answers)');
    });

    test('is offered only where there is something to open', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      expect(ana.buttons({ in: session.desk() })).toContain('Reveal now');

      await moveTo('10:03');

      expect(ana.buttons({ in: session.desk() })).not.toContain('Reveal now');
    });

    test('pressed on a stale desk opens nothing in the exercise', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      const stale = keptScreen(world(), session.desk(), 'dm');
      await moveTo('10:03');
      await ana.click('+1 min', { in: session.desk() });

      expect(await stale(ana, 'Reveal now')).toBe('There is nothing to open here, or it is open already.');
    });
  });

  describe('Pause', () => {
    test('stops the clock until Go on', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:03');
      await moveTo('10:06');

      await press(world(), ana, 'Pause', session.desk());
      expect(session.card().plainText).toBe(
        'Spot the phish · paused by Ana at 10:06, 3 minutes left in the exercise\n[Join] [⋯]',
      );
      expect(session.desk().plainText).toContain(
        'Paused at 10:06, 3 minutes left in the exercise. After 10 minutes I end the session with its recap.\n[Go on] [+1 min] [⋯]',
      );
      // Some seconds later: the clock runs on between the presses.
      await moveTo('10:11:10');
      expect(session.findPrompt(3)).toBeUndefined();
      await press(world(), ana, 'Go on', session.desk());

      expect(session.card().plainText).toContain('running until 10:20 · ● ● ○ ○ Exercise until 10:14');
      expect(session.prompt(2).plainText).toContain('2 · Exercise until 10:14');
      await moveTo('10:14:30');
      expect(session.prompt(3).plainText).toContain('3 · Feedback and discussion until 10:18');
    });

    test('of ten minutes ends the session with its recap', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await tap(world(), ben, '4');
      await press(world(), ana, 'Pause', session.desk());

      await moveTo('10:09:59');
      expect(session.findRecap()).toBeUndefined();
      await moveTo('10:10:05');

      expect(session.recap().plainText).toContain('1 took part');
      expect(session.card().plainText).toContain('done 10:10');
    });
  });

  describe('Stop', () => {
    test('ends the session and leaves fifteen seconds until the recap', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await tap(world(), ben, '4');
      await moveTo('10:04');

      await press(world(), ana, 'Stop', session.desk());

      expect(session.card().plainText).toBe('Spot the phish · done 10:04 · the recap comes in a moment');
      expect(session.desk().plainText).toContain(
        'Stopped. The recap comes in 15 seconds.\n[Undo] [Write what we keep]',
      );
      await moveTo('10:04:14');
      expect(session.findRecap()).toBeUndefined();
      await moveTo('10:04:20');
      expect(session.recap().plainText).toContain('Planned and actual: 3/3 · 6/1 · 4/0 · 2/0');
    });

    test('is taken back by Undo, and the phase goes on where it was', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:04');
      await press(world(), ana, 'Stop', session.desk());
      await moveTo('10:04:10');

      await press(world(), ana, 'Undo', session.desk());
      await moveTo('10:04:30');

      expect(session.card().plainText).toContain('running until 10:15 · ● ● ○ ○ Exercise until 10:09');
      expect(session.findRecap()).toBeUndefined();
      await moveTo('10:09');
      expect(session.prompt(3).plainText).toContain('3 · Feedback and discussion until 10:13');
      expect(session.thread()).toHaveLength(3);
    });
  });

  describe('I have to go', () => {
    const leave = async (what?: string, to?: string) => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('10:04');
      await openForm(world(), ana, 'I have to go', { in: session.desk() });
      if (what) await ana.choose('What happens now?', what);
      if (to) await ana.pickUser('Hand over to', to);
      const sent = await ana.submit();
      await world().settled();
      return { ana, session, sent };
    };

    test('lets the bot finish on time without the lead', async () => {
      const { session } = await leave();

      expect(session.desk().plainText).toContain('I finish on time without you.');
      for (const time of ['10:09', '10:13', '10:15']) await moveTo(time);
      expect(session.prompt(4).plainText).toContain('What do we keep, and where? Say it aloud.');
      expect(session.findRecap()).toBeDefined();
    });

    test('hands over to somebody else', async () => {
      const { session } = await leave('Hand over to', 'Ben');

      expect(session.desk('Ben').plainText).toContain('2 · Exercise until 10:09');
      expect(session.desk('Ana').plainText).toBe('Ben leads Spot the phish now.');
    });

    test('wants to know to whom to hand over', async () => {
      const { ana, sent } = await leave('Hand over to');

      expect(sent.closed).toBe(false);
      expect(ana.view?.text).toContain('Choose who leads.');
    });

    test('finishes in writing until the next day', async () => {
      const { session } = await leave('Finish in writing until tomorrow 10:00');
      const [ben] = people(world(), 'Ben');

      expect(session.card().plainText).toContain('continues in writing until Wed 2 Dec, 10:00');
      expect(session.prompt(2).plainText).toContain('2 · Exercise in writing until Wed 2 Dec, 10:00');
      expect(session.prompt(4).plainText).toContain("4 · What's next in writing until Wed 2 Dec, 10:00");
      await world().moveTo(day, '15:00');
      await tap(world(), ben, 'call the sender', { in: session.prompt(4) });
      expect(session.findRecap()).toBeUndefined();
      await world().moveTo('2026-12-02', '10:00');
      expect(session.recap().plainText).toContain('1 took part · finished in writing');
    });

    test('stops and writes the recap', async () => {
      const { session } = await leave('Stop and write the recap');

      expect(session.desk().plainText).toContain('Stopped. The recap comes in 15 seconds.');
      await moveTo('10:04:20');
      expect(session.findRecap()).toBeDefined();
    });
  });

  describe('who leads', () => {
    test('can be changed: the new lead gets the desk, the old one may not press any more', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');

      await openForm(world(), ana, 'Hand over', { in: session.desk() });
      await ana.pickUser('Who leads on?', 'Ben');
      await ana.submit();
      await world().settled();

      expect(session.desk('Ana').plainText).toBe('Ben leads Spot the phish now.');
      await press(world(), ben, 'Next', session.desk('Ben'));
      expect(session.findPrompt(2)).toBeDefined();
    });

    test('is whoever presses first, when the lead cannot', async () => {
      const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
      const session = await planned(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('09:50');

      await press(world(), ana, "I can't", session.desk());
      expect(session.card().plainText).toContain(
        "Ana can't lead today. Whoever presses first leads; I keep the time.\n[I'll lead]",
      );
      await moveTo('10:00');
      expect(session.prompt(1).plainText).toContain('1 · Active start until 10:03');
      await press(world(), ben, "I'll lead", session.card());
      expect(ben.buttons({ in: session.card() })).not.toContain("I'll lead");
      expect(session.desk('Ben').plainText).toContain('1 · Active start until 10:03');
      await press(world(), ben, 'Next', session.desk('Ben'));
      expect(session.findPrompt(2)).toBeDefined();
      expect(world().platform.directMessages(caro.name)).toEqual([]);
    });

    test('is one person also when two press at once', async () => {
      const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
      const session = await planned(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('09:50');
      await press(world(), ana, "I can't", session.desk());
      const card = session.card();

      await Promise.all([ben.click("I'll lead", { in: card }), caro.click("I'll lead", { in: card })]);
      await world().settled();

      const desks = [ben, caro].filter((person) => world().platform.directMessages(person.name).length > 0);
      const refused = [ben, caro].filter((person) => !desks.includes(person));
      expect(desks).toHaveLength(1);
      await world().platform.until(() => noteTo(refused[0]!) === 'Somebody leads it already.');
    });
  });

  describe('before the start, the lead', () => {
    test('starts at once', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await planned(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('09:50');
      await moveTo('09:53');

      await press(world(), ana, 'Start now', session.desk());

      expect(session.prompt(1).plainText).toContain('1 · Active start until 09:56');
      expect(session.card().plainText).toContain('running until 10:08');
    });

    test('starts five minutes later', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await planned(world(), 'Ben', 'Caro', 'Dev');
      await moveTo('09:50');

      await press(world(), ana, '5 minutes later', session.desk());

      expect(session.card().plainText).toContain('today 10:05–10:20');
      expect(session.desk().plainText).toContain('at 10:05. 3 are in.');
      await moveTo('10:04:59');
      expect(session.findPrompt(1)).toBeUndefined();
      await moveTo('10:05');
      expect(session.prompt(1).plainText).toContain('1 · Active start until 10:08');
    });

    test('looks through it', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await planned(world(), 'Ben');
      await moveTo('09:50');

      await openForm(world(), ana, 'Look through it', { in: session.desk() });

      expect(ana.view?.title).toBe('As people see it');
      expect(ana.view?.text).toContain('[Delete the mail] · [New password, call IT] · [Scan the computer]');
    });

    // In Teams a reply stands in its thread alone: there is nothing to show.
    const showing = isTeams
      ? []
      : [['Show the start in the channel', "I'll show the start in the channel.", true] as const];

    test.each([...showing, ['Start anyway', "I'll start anyway.", false] as const])(
      'is asked what to do when few are in, and chooses: %s',
      async (button, answer, isShown) => {
        const [ana] = people(world(), 'Ana');
        const session = await planned(world(), 'Ben', 'Caro');
        await moveTo('09:50');
        expect(ana.buttons({ in: session.desk() })).not.toContain(button);

        await moveTo('09:58');
        expect(session.desk().plainText).toContain('Only 2 are in.');
        expect(ana.buttons({ in: session.desk() })).toEqual(
          expect.arrayContaining([...showing.map(([label]) => label), 'Start anyway', 'Move']),
        );
        expect(ana.buttons({ in: session.desk() }).includes('Show the start in the channel')).toBe(!isTeams);
        await press(world(), ana, button, session.desk());

        expect(session.desk().plainText).toContain(answer);
        await moveTo('10:00');
        expect(session.prompt(1).broadcast).toBe(isShown);
      },
    );

    test('moves it when few are in', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await planned(world(), 'Ben', 'Caro');
      await moveTo('09:50');
      await moveTo('09:58');

      await openForm(world(), ana, 'Move', { in: session.desk() });
      await ana.pickTime('when.time', '14:00');
      await ana.submit();
      await world().settled();

      expect(session.card().plainText).toContain('today 14:00–14:15');
      await moveTo('10:00');
      expect(session.findPrompt(1)).toBeUndefined();
      await moveTo('13:58');
      expect(session.desk().plainText).toContain('Only 2 are in.');
      await moveTo('14:00');
      expect(session.prompt(1).plainText).toContain('until 14:03');
    });

    test('cannot move it into the past, and is told so in the form', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await planned(world(), 'Ben', 'Caro');
      await moveTo('09:50');
      await moveTo('09:58');
      await openForm(world(), ana, 'Move', { in: session.desk() });

      await ana.pickTime('when.time', '09:00');
      expect(await ana.submit()).toMatchObject({ closed: false });

      expect(ana.view?.text).toContain('This time is over. Choose one in the future.');
      await ana.pickTime('when.time', '11:00');
      expect(await ana.submit()).toMatchObject({ closed: true });
    });

    test('cannot move it onto another session of the channel', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await planned(world(), 'Ben', 'Caro');
      await ben.command('team-sales', 'schedule "Why us"');
      await world().platform.until(() => ben.view);
      await ben.pickTime('when.time', '11:00');
      expect(await ben.submit()).toMatchObject({ closed: true });
      await moveTo('09:50');
      await moveTo('09:58');
      await openForm(world(), ana, 'Move', { in: session.desk() });

      await ana.pickTime('when.time', '11:10');
      expect(await ana.submit()).toMatchObject({ closed: false });

      expect(ana.view?.text).toContain('"Why us, why mail?" is on then.');
    });
  });

  describe('when nobody came', () => {
    const nobodyCame = async () => {
      const session = await planned(world());
      await moveTo('09:50');
      await moveTo('10:00');
      return session;
    };

    test('card and desk say so, and nothing else is posted', async () => {
      const session = await nobodyCame();

      expect(session.card().plainText).toBe(
        'Spot the phish · Nobody could make it. Ana can start or move it.',
      );
      expect(session.desk().plainText).toBe(
        'Spot the phish · Nobody could make it. Ana can start or move it.\n[Start now] [Move] [Drop it]',
      );
      expect(session.thread()).toEqual([]);
    });

    test('the lead starts it later', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await nobodyCame();
      await moveTo('10:20');

      await press(world(), ana, 'Start now', session.desk());

      expect(session.prompt(1).plainText).toContain('1 · Active start until 10:23');
    });

    test('the lead moves it', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await nobodyCame();

      await openForm(world(), ana, 'Move', { in: session.desk() });
      await ana.pickDate('when.date', '2026-12-03');
      await ana.pickTime('when.time', '09:30');
      await ana.submit();
      await world().settled();
      expect(session.card().plainText).toContain('Thu 3 Dec 09:30–09:45');
      await press(world(), ben, "I'm in", session.card());

      await world().moveTo('2026-12-03', '09:30');
      expect(session.prompt(1).mentions).toEqual([ben.id]);
    });
  });

  describe('what stays', () => {
    const withLists = async () => {
      const [ana, ben, caro, dev, eli] = people(world(), 'Ana', 'Ben', 'Caro', 'Dev', 'Eli');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev', 'Eli');
      await moveTo('10:03');
      for (const person of [ben, caro, dev, eli]) {
        await write(world(), person, 'Write my list', 'One sign per line', `sign number ${person.id.length}`);
      }
      await moveTo('10:09');
      return { ana, session };
    };

    test('three lists at most carry a star, and a star can be taken back', async () => {
      const { ana, session } = await withLists();
      const stars = () => ana.buttons({ in: session.desk() }).filter((label) => label.startsWith('★'));
      for (let count = 1; count <= 3; count += 1) await press(world(), ana, '★ recap', session.desk());
      expect(stars()).toEqual(['★ in the recap', '★ in the recap', '★ in the recap', '★ recap']);

      const refusal = await nextNote(world(), ana, 'dm', () => ana.click('★ recap', { in: session.desk() }));
      expect(refusal).toBe('Three lines are starred already. Take one back first.');
      await press(world(), ana, '★ in the recap', session.desk());

      expect(stars()).toEqual(['★ recap', '★ in the recap', '★ in the recap', '★ recap']);
    });

    test('what is kept can be written before the recap and changed after it', async () => {
      const { ana, session } = await withLists();
      await moveTo('10:13');
      await write(
        world(),
        ana,
        'Write what we keep',
        'What do we keep, and where?',
        'on the wall: look twice',
        {
          in: session.desk(),
        },
      );
      await moveTo('10:15');
      expect(session.recap().plainText).toContain('We keep on the wall: look twice');

      await openForm(world(), ana, 'Write what we keep', { in: session.desk() });
      expect(ana.view?.values['What do we keep, and where?']).toBe('on the wall: look twice');
      await ana.set('What do we keep, and where?', 'in the wiki: look twice');
      await ana.submit();
      await world().settled();

      expect(session.recap().plainText).toContain('We keep in the wiki: look twice');
    });

    test('which phase the lead would change is noted with one tap', async () => {
      const { ana, session } = await withLists();
      for (const time of ['10:13', '10:15']) await moveTo(time);

      await press(world(), ana, '2', session.desk());

      expect(session.desk().plainText).toContain('Noted: phase 2.');
    });
  });

  describe("somebody else's press on the desk's actions", () => {
    test.each(['Next', '+1 min', 'Reveal now', 'Pause', 'I have to go', 'Hand over', 'Stop'])(
      'is refused: %s',
      async (button) => {
        const [ben] = people(world(), 'Ben');
        const session = await begun(world(), 'Ben', 'Caro', 'Dev');
        const before = session.card().versions.length;

        const refusal = await keptScreen(world(), session.desk())(ben, button);
        await world().settled();

        expect(refusal).toBe('Only who leads this session can do that.');
        expect(session.card().versions).toHaveLength(before);
        expect(ben.view).toBeUndefined();
      },
    );
  });
});
