import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, plan } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import { announcementsIn, countInteractions, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { withStandstill } from '../support/standstill.ts';
import { type AnyWorld, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

/** Waits until the form on somebody's screen says so. */
const formSays = ({ platform }: AnyWorld, person: Actor, words: string) =>
  platform.until(() => person.view?.text.includes(words), { because: `the form says "${words}"` });

const publicMessages = ({ platform }: AnyWorld) => platform.channel('team-sales').messages;

describe('the planning form on Slack', () => {
  const world = worldForEachTest();

  test('opens within the command, filled in, with the dates below the three decisions', async () => {
    const [ana] = people(world(), 'Ana');

    const { result, tookMs } = await withStandstill(() => ana.command('team-sales', ''));

    const calls = world().slack.traffic.map(({ name }) => name);
    expect(calls.indexOf('views.open')).toBeLessThan(calls.indexOf('command'));
    expect(result.status).toBe(200);
    expect(tookMs).toBeLessThan(2_000);
    expect(ana.view?.text).toBe(
      [
        'What?: [Spot the phish ▾]',
        'Called: Spot the phish',
        'When?',
        '[2026-12-01 ▾] [10:00 ▾]',
        'How often?: (•) Just once  ( ) Its series: 6 sessions, Tue + Thu  ( ) Another rhythm…',
        'Tue 1 Dec 10:00 (Berlin)',
        '1 Active start: How many warning signs do you see?',
        '2 Exercise: Find them all, alone or in pairs',
        '3 Feedback and discussion: Which sign did only one of you see? Who nearly clicked once, and what made you stop?',
        "4 What's next: when a mail wants me to click or pay quickly, I will …",
        'You lead · in the thread · those who tap are called · answers without names · late answers 24 h',
        '[Questions] [People and place]',
      ].join('\n'),
    );
  });

  test('rewrites the name with each pick while nobody has touched it', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);

    await ana.choose('What?', 'Why us');
    await formSays(world(), ana, 'Called: Why us, why mail?');
    await ana.choose('How often?', 'Its series');

    await formSays(world(), ana, 'Called: Suspicious mail');
  });

  test('keeps a name that somebody has typed, whatever else is picked', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);

    await ana.set('Called', 'Phish for lunch');
    await ana.choose('What?', 'Why us');
    await formSays(world(), ana, 'Which three questions do we take?');
    await ana.choose('How often?', 'Its series');
    await formSays(world(), ana, 'Tue 1 Dec 10:00 · Thu 3 · Tue 8 · Thu 10 · Tue 15 · and 1 more (Berlin)');

    expect(ana.view?.values.Called).toBe('Phish for lunch');
  });

  test('follows another date and time', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);

    await ana.pickDate('when.date', '2026-12-04');
    await ana.pickTime('when.time', '14:30');

    await formSays(world(), ana, 'Fri 4 Dec 14:30 (Berlin)');
  });

  test('asks for the days of another rhythm and shows their dates', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);

    await ana.choose('How often?', 'Another rhythm');
    await formSays(world(), ana, 'On which days?');
    await ana.choose('On which days?', 'Tuesday');
    await ana.choose('On which days?', 'Thursday');
    await ana.choose('On which days?', 'Friday');
    await ana.choose('Every how many weeks?', 'Every two weeks');
    await ana.choose('How many sessions?', '3');

    await formSays(world(), ana, 'Fri 4 Dec 10:00 · Fri 18 · Fri 1 Jan (Berlin)');
  });

  test('wants at least one day for another rhythm', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);
    await ana.choose('How often?', 'Another rhythm');
    await formSays(world(), ana, 'On which days?');
    await ana.choose('On which days?', 'Tuesday');
    await ana.choose('On which days?', 'Thursday');

    const sent = await ana.submit();

    expect(sent.closed).toBe(false);
    expect(ana.view?.text).toContain('⚠ Choose at least one day.');
  });

  describe('where the bot is not in the channel', () => {
    test('the form first says how to bring it in, and keeps the words', async () => {
      const [ana] = people(world(), 'Ana');
      world().slack.addChannel('team-legal', { botIsMember: false });

      await openPlanning(world(), ana, 'schedule "Why us"', 'team-legal');
      expect(ana.view?.text).toBe(
        'Add me first: type /invite @Microtraining in the channel. What you typed is kept.\n[Done, go on]',
      );
      await ana.click('Done, go on');
      await formSays(world(), ana, "I'm still not in the channel.");
      world().slack.channel('team-legal').invite('bot');
      await ana.click('Done, go on');

      await formSays(world(), ana, 'What?: [Why us, why mail? ▾]');
      await ana.submit();
      await world().settled();
      expect(announcementsIn(world(), 'team-legal')).toHaveLength(1);
    });

    test('also a private channel asks for an invitation', async () => {
      const [ana] = people(world(), 'Ana');
      world().slack.addChannel('board', { botIsMember: false, isPrivate: true });

      await openPlanning(world(), ana, 'schedule', 'board');

      expect(ana.view?.text).toContain('Add me first');
    });
  });
});

onEachPlatform((world) => {
  const isTeams = () => world().platform.name === 'teams';

  describe('the planning form', () => {
    test('refuses a time that is over, below the date', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await ana.set('Called', 'Too late');
      await ana.pickDate('when.date', '2026-11-30');
      await ana.pickTime('when.time', '08:00');

      const sent = await ana.submit();

      expect(sent.closed).toBe(false);
      expect(ana.view?.text).toMatch(
        /2026-11-30[\s\S]*08:00[\s\S]*⚠️ This time is over\. Choose one in the future\./,
      );
      expect(ana.view?.values.Called).toBe('Too late');
      expect(publicMessages(world())).toEqual([]);
    });

    test('refuses what overlaps in the same channel, with the next free time', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana);
      await openPlanning(world(), ben);
      await ben.pickTime('when.time', '09:50');

      await ben.submit();

      expect(ben.view?.text).toContain(
        '"Spot the phish" is on then. The next free time is Tue 1 Dec, 10:15.',
      );
      await ben.pickTime('when.time', '10:15');
      expect(await ben.submit()).toMatchObject({ closed: true });
    });

    test('lets two channels meet at the same time', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana);

      await plan(world(), ben, { channel: 'random' });

      expect(announcementsIn(world(), 'random')).toHaveLength(1);
    });

    test('takes changed questions from a form on top of it, and people see them', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await openPlanning(world(), ana);
      await ana.set('Called', 'Phish again');
      await openForm(world(), ana, 'Questions');

      await ana.set('1 · Question', 'how many signs are in this one?');
      await ana.set('1 · Buttons', '1\n2\n3');
      await ana.submit();
      await formSays(world(), ana, '1 Active start: how many signs are in this one?');
      expect(ana.view?.values.Called).toBe('Phish again');
      await ana.submit();
      await world().settled();

      await ben.click('Count me in');
      await world().moveTo('2026-12-01', '10:00');
      expect(sessionIn(world(), 'Phish again').prompt(1).plainText).toContain(
        'how many signs are in this one?',
      );
      expect(sessionIn(world(), 'Phish again').prompt(1).plainText).toContain('[1] [2] [3]');
    });

    test('says below the field what is wrong with changed questions', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await openForm(world(), ana, 'Questions');

      await ana.set('1 · Buttons', 'only one');
      await ana.set('3 · Which one is right?', '7');
      expect(await ana.submit()).toMatchObject({ closed: false });

      expect(ana.view?.text).toContain('Write two to five lines, each at most 40 characters.');
      expect(ana.view?.text).toContain('Write a number from 1 to 3.');
    });

    test('takes who leads, when the card appears and the zone from a form on top of it', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await openForm(world(), ana, 'People and place');

      await ana.pickUser('Who leads?', 'Ben');
      await ana.choose('Card and desk appear', '30 minutes before');
      await ana.set('Time zone', 'Europe/Dublin');
      await ana.submit();
      await formSays(world(), ana, 'Tue 1 Dec 10:00 (Dublin; Berlin 11:00)');
      expect(ana.view?.text).toContain('Ben leads · in the thread');
      await ana.submit();

      await world().moveTo('2026-12-01', '10:29');
      expect(sessionIn(world()).findCard()).toBeUndefined();
      await world().moveTo('2026-12-01', '10:30');
      expect(sessionIn(world()).card().plainText).toContain('With Ben · here in the thread');
      expect(sessionIn(world()).desk('Ben').plainText).toContain(
        'You lead Spot the phish in #team-sales at 11:00.',
      );
    });

    test('refuses a time zone that does not exist', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await openForm(world(), ana, 'People and place');

      await ana.set('Time zone', 'Berlin');
      expect(await ana.submit()).toMatchObject({ closed: false });

      expect(ana.view?.text).toContain('This time zone does not exist. Write it like Europe/Berlin.');
    });

    test('shows nothing to anybody else before Plan it', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await ana.choose('How often?', 'Its series');
      await openForm(world(), ana, 'Questions');
      await ana.close();
      // In Teams nothing lies below a dialog.
      if (ana.view) await ana.close();
      await world().settled();

      expect(publicMessages(world())).toEqual([]);
      expect(world().platform.people.flatMap(({ name }) => world().platform.directMessages(name))).toEqual(
        [],
      );
    });
  });

  describe('Plan it', () => {
    test('makes a single session of two interactions, of three in Teams, and announces it', async () => {
      const [ana] = people(world(), 'Ana');

      await plan(world(), ana);

      expect(countInteractions(world())).toBe(isTeams() ? 3 : 2);
      expect(announcementsIn(world()).map(({ plainText }) => plainText)).toEqual([
        [
          'Spot the phish · 15 minutes · Tue 1 Dec, 10:00',
          'Ana planned this for everyone here who opens mail at work. You need nothing but a minute of attention at a time.',
          "Tap once and I'll call you when it starts. Don't, and you won't hear from me.",
          '[Count me in] [⋯]',
        ].join('\n'),
      ]);
    });

    test('makes the series of at most six interactions, seven in Teams, and announces it once', async () => {
      const [ana] = people(world(), 'Ana');

      await plan(world(), ana, { howOften: 'Its series', date: '2026-12-03' });

      expect(countInteractions(world())).toBeLessThanOrEqual(isTeams() ? 7 : 6);
      expect(announcementsIn(world()).map(({ plainText }) => plainText)).toEqual([
        [
          'Suspicious mail · 6 × 15 minutes · Tue and Thu at 10:00, from Thu 3 Dec',
          'Ana planned this for everyone here who opens mail at work. You need nothing but a minute of attention at a time.',
          "Tap once and I'll call you when each session starts. Don't, and you won't hear from me.",
          '[Count me in] [⋯]',
        ].join('\n'),
      ]);
      expect(announcementsIn(world())[0]?.push).toBe(
        'Suspicious mail: 6 sessions of 15 minutes, Thu 3 Dec, 10:00. Tap once to be called.',
      );
      expect(ana.buttons({ in: announcementsIn(world())[0]! })).toEqual([
        'Count me in',
        'Only the first one',
        'What is stored?',
        'What is this?',
      ]);
    });

    test('tells the planner in private, with a look at it as a participant', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana);
      await world().platform.until(() => noteTo(ana));

      expect(noteTo(ana)).toBe('Planned.\n[See it as a participant] [Questions]');
      expect(noteTo(ben)).toBeUndefined();
      await openForm(world(), ana, 'See it as a participant');

      expect(ana.view?.text).toContain('how many warning signs do you see in this mail?');
      expect(ana.view?.text).toContain('[Write my list] · [Nothing to add]');
      expect(ana.view?.text).toContain('What comes first?');
      expect(ana.view?.text).toContain('[look at the address first] · [call the sender] · [report it to IT]');
      expect(ana.view?.buttons).toEqual(['Questions']);
    });

    test('lets the planner change the questions of what is planned', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana);
      await world().platform.until(() => noteTo(ana));
      await openForm(world(), ana, 'Questions');

      await ana.set('After this you can …', 'name three warning signs');
      expect(await ana.submit()).toMatchObject({ closed: true });

      await world().moveTo('2026-12-01', '09:50');
      expect(sessionIn(world()).card().plainText).toContain('After this you can name three warning signs.');
    });
  });

  describe('/microtraining', () => {
    const typed = (text: string) => (isTeams() ? text.replaceAll('/microtraining', '@Microtraining') : text);
    const helpLines = () =>
      [
        'Microtraining: learning sessions of 15 minutes in this channel, led by any colleague.',
        '/microtraining schedule plans one, or a series. /microtraining settings is for how this channel wants them.',
        '/microtraining list shows what is planned here. /microtraining start "Spot the phish" begins one now.',
        'I read no messages, post only where I was invited, and call only people who tapped. /microtraining privacy shows what is stored about you.',
        '[Plan a session] [What is planned?]',
      ].map(typed);

    test('help says in four lines what this is, with the next step', async () => {
      const [ana] = people(world(), 'Ana');

      const { text } = await ana.command('team-sales', 'help');

      expect(text?.split('\n')).toEqual(helpLines());
      await openForm(world(), ana, 'Plan a session');
      expect(ana.view?.title).toBe('Plan a session');
    });

    test('answers a word that it does not know with the help', async () => {
      const [ana] = people(world(), 'Ana');

      const { text } = await ana.command('team-sales', 'dance');

      expect(text?.split('\n')).toEqual([`I don't know "dance". This is what I can do:`, ...helpLines()]);
    });

    test('list says that nothing is planned', async () => {
      const [ana] = people(world(), 'Ana');

      const { text } = await ana.command('team-sales', 'list');

      expect(text).toBe('Nothing is planned in this channel yet.\n[Plan a session]');
    });

    test('list shows what is planned, with the buttons of each for those who may use them', async () => {
      const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
      await plan(world(), ben, { date: '2026-12-02' });
      await plan(world(), ana, { what: 'Why us' });
      await ben.click('Count me in', { in: announcementsIn(world())[1]! });
      await world().settled();

      const { text } = await ben.command('team-sales', 'list');
      await caro.command('team-sales', 'list');

      expect(text?.split('\n')).toEqual([
        'Coming in #team-sales',
        'Why us, why mail? · Tue 1 Dec, 10:00 · with Ana · 1 is in',
        'Spot the phish · Wed 2 Dec, 10:00 · with Ben',
        "[I'm in] [Start now] [⋯]",
        '[Plan a session]',
      ]);
      const buttonsOf = (person: Actor) =>
        person.buttons({ in: person.sees('team-sales').findLast(({ ephemeral }) => ephemeral)! });
      expect(buttonsOf(ben)).toEqual(
        expect.arrayContaining(["I'm in", 'Start now', 'Move', 'Look through it']),
      );
      expect(buttonsOf(caro)).toEqual(["I'm in", "I'm in", 'Plan a session']);
    });

    test('list shows how much of a series is still to come', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, { howOften: 'Its series' });

      const { text } = await ana.command('team-sales', 'list');

      expect(text).toContain('Spot the phish · Thu 3 Dec, 10:00 · with Ana');
      expect(text).toContain('Suspicious mail · Tue and Thu at 10:00 · 6 of 6 to come');
    });
  });
});
