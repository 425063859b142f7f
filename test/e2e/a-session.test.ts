import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openForm, plan, tap, tapNote, write } from '../../src/sandbox/demo/stage.ts';
import type { Actor, Post } from '../../src/sandbox/platform.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../support/database.ts';
import { announcementsIn, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { withStandstill } from '../support/standstill.ts';
import { type AnyWorld, besidesNews, people, platforms } from '../support/world.ts';

/*
 * Flow 4, played once from the announcement to the edit a day later; what everybody saw at each stage is kept and
 * compared with the words that were designed.
 */
const day = '2026-12-01';
const names = ['Ana', 'Ben', 'Caro', 'Dev', 'Eli', 'Fay', 'Gus'] as const;

describe.each(platforms)('on %s:', (platform, open) => {
  const isTeams = platform === 'Teams';
  let database: TestDatabase;
  let world: AnyWorld;
  /** Texts as they stood at a stage, by its name. */
  const seen = new Map<string, string>();
  /** Clicks and sent forms of Ben, who answers everything, by phase. */
  const taps = new Map<string, number>();
  let join: { leadsTo: string | undefined; prompt: Post };

  const session = () => sessionIn(world);
  const look = (name: string, text: string | undefined) => void seen.set(name, text ?? 'nothing');
  const lookAtCardAndDesk = (name: string) => {
    look(`card ${name}`, session().card().plainText);
    look(`desk ${name}`, session().desk().plainText);
  };

  const countTaps = (person: Actor, phase: string, until: () => number) => {
    const before = until();
    return () => taps.set(`${person.name} ${phase}`, until() - before);
  };
  /** Whoever did something that the bot was told of. */
  const actorIn = (request: Record<string, unknown>): string | undefined =>
    ((isTeams ? request.from : request.user) as { id?: string } | undefined)?.id;
  const tapsOf =
    ({ id }: Actor) =>
    () =>
      world.platform.traffic.filter(({ kind, request }) => kind === 'delivery' && actorIn(request) === id)
        .length;

  const signUp = async ([ana, ...participants]: Actor[]) => {
    await plan(world, ana!, { howOften: 'Its series', date: '2026-11-26' });
    look('announcement', announcementsIn(world)[0]!.plainText);
    for (const person of participants.slice(0, 5)) await tap(world, person, 'Count me in');
    look('note on signing up', noteTo(participants[0]!));
    await world.moveTo('2026-11-25', '09:01:30');
    look('announcement a minute later', announcementsIn(world)[0]!.plainText);
    // The first session runs through; nobody answers.
    for (const time of ['09:50', '10:00', '10:15']) await world.moveTo('2026-11-26', time);
  };

  const activeStart = async ([, ben, caro, dev, eli, fay, gus]: Actor[]) => {
    await begins('10:00');
    lookAtCardAndDesk('in phase 1');
    const prompt = session().prompt(1);
    look('prompt 1', prompt.plainText);
    look('push 1', prompt.push);
    const counted = countTaps(ben!, 'phase 1', tapsOf(ben!));
    await tap(world, ben!, '4', { in: prompt });
    look('note on the first answer', noteTo(ben!));
    await tapNote(world, ben!, '3');
    look('note on the confidence', noteTo(ben!));
    counted();
    await tap(world, caro!, '3', { in: prompt });
    await tap(world, dev!, '2', { in: prompt });
    await tap(world, eli!, '5', { in: prompt });
    await world.moveTo(day, '10:00:20');
    look('desk after four answers', session().desk().plainText);
    await world.moveTo(day, '10:01');
    const { url } = await gus!.click('Join');
    join = { leadsTo: url, prompt };
    // Teams tells no bot of a link.
    if (!isTeams) await world.platform.until(() => noteTo(gus!));
    look('note on joining in phase 1', noteTo(gus!));
    await tap(world, gus!, '3', { in: prompt });
    await world.moveTo(day, '10:01:40');
    await tap(world, fay!, '4', { in: prompt });
    await world.settled();
    look('prompt 1 revealed', prompt.plainText);
    await world.moveTo(day, '10:02');
    look('desk in the last minute', session().desk().plainText);
  };

  const lists = [
    'zero in micros0ft\nstrange domain\n"Hello user"\nhurry',
    'link goes to verify-mail.net\nasks for the password',
    "sender isn't us\ndeadline\nno name\npassword\nlink",
    'bad style, hurry',
    'I only ever looked at the logo.',
  ];

  /** How long the machine stood still while a phase began, by its time. */
  const stoodStill = new Map<string, number>();
  const begins = async (time: string) => {
    const { stoodStillMs } = await withStandstill(() => world.moveTo(day, time));
    stoodStill.set(time, stoodStillMs);
  };

  const exercise = async ([, ben, caro, dev, eli, fay, gus]: Actor[]) => {
    await begins('10:03');
    lookAtCardAndDesk('in phase 2');
    look('prompt 2', session().prompt(2).plainText);
    look('push 2', session().prompt(2).push);
    const counted = countTaps(ben!, 'phase 2', tapsOf(ben!));
    await openForm(world, ben!, 'Write my list');
    look('title of the list form', ben!.view?.title);
    look('list form', ben!.view?.text);
    await ben!.set('One sign per line', lists[0]!);
    await ben!.submit();
    counted();
    await world.platform.until(() => noteTo(ben!)?.includes('line'));
    look('note on the list', noteTo(ben!));
    for (const [index, person] of [caro!, dev!, eli!, gus!].entries()) {
      await write(world, person, 'Write my list', 'One sign per line', lists[index + 1]!);
    }
    await tap(world, fay!, 'Nothing to add');
    await world.moveTo(day, '10:06');
    look('desk after the lists', session().desk().plainText);
  };

  const feedback = async ([ana, ben, caro, dev, eli, fay, gus]: Actor[]) => {
    await begins('10:09');
    lookAtCardAndDesk('in phase 3');
    const prompt = session().prompt(3);
    look('prompt 3', prompt.plainText);
    look('push 3', prompt.push);
    const counted = countTaps(ben!, 'phase 3', tapsOf(ben!));
    await tap(world, ben!, 'New password, call IT', { in: prompt });
    counted();
    look('note on the check', noteTo(ben!));
    for (const person of [caro!, dev!, eli!])
      await tap(world, person, 'New password, call IT', { in: prompt });
    await write(world, caro!, 'Park a question', 'What is still open?', 'Whom do we call after 6 pm?');
    await world.platform.until(() => noteTo(caro!)?.startsWith('Parked'));
    look('note on the parked question', noteTo(caro!));
    await ana!.click('★ recap', { in: session().desk() });
    await tap(world, gus!, 'Scan the computer', { in: prompt });
    await world.moveTo(day, '10:11:30');
    await tap(world, fay!, 'Delete the mail', { in: prompt });
    await world.moveTo(day, '10:12');
    look('prompt 3 revealed', prompt.plainText);
    look('note to who was wrong', noteTo(gus!));
    look('note to who was right', noteTo(ben!));
  };

  const conclusion = async ([ana, ben, ...others]: Actor[]) => {
    await begins('10:13');
    lookAtCardAndDesk('in phase 4');
    const prompt = session().prompt(4);
    look('prompt 4', prompt.plainText);
    look('push 4', prompt.push);
    const counted = countTaps(ben!, 'phase 4', tapsOf(ben!));
    await tap(world, ben!, 'call the sender', { in: prompt });
    look('note on the plan', noteTo(ben!));
    await tapNote(world, ben!, '4');
    look('note on the confidence after', noteTo(ben!));
    await tapNote(world, ben!, '5 certainly');
    look('last note', noteTo(ben!));
    counted();
    for (const person of others) await tap(world, person, 'report it to IT', { in: prompt });
    await openForm(world, ana!, 'Write what we keep', { in: session().desk() });
    look('form for what we keep', ana!.view?.text);
    await ana!.submit();
    await world.moveTo(day, '10:15');
    lookAtCardAndDesk('at the end');
    look('recap', session().recap().plainText);
    look('push of the recap', session().recap().push);
  };

  beforeAll(async () => {
    database = await startDatabase();
    world = await open(database, { from: '2026-11-25T09:00:00+01:00' });
    const everybody = people(world, ...names);
    await signUp(everybody);
    await world.moveTo(day, '09:50');
    lookAtCardAndDesk('before');
    look('push of the card', session().card().push);
    look('push of the desk', session().desk().push);
    await world.moveTo(day, '09:58');
    look('desk two minutes before', session().desk().plainText);
    await activeStart(everybody);
    await exercise(everybody);
    await feedback(everybody);
    await conclusion(everybody);
  }, databaseTimeoutMs);

  afterAll(async () => {
    await world.stop();
    await database.stop();
  }, databaseTimeoutMs);

  const says = (name: string, ...lines: string[]) => expect(seen.get(name)?.split('\n')).toEqual(lines);

  describe('before the session', () => {
    test('the announcement says what is planned and asks for one tap', () =>
      says(
        'announcement',
        'Suspicious mail · 6 × 15 minutes · Tue and Thu at 10:00, from Thu 26 Nov',
        'Ana planned this for everyone here who opens mail at work. You need nothing but a minute of attention at a time.',
        "Tap once and I'll call you when each session starts. Don't, and you won't hear from me.",
        '[Count me in] [⋯]',
      ));

    test('the announcement counts who is in', () =>
      expect(seen.get('announcement a minute later')?.split('\n').at(-1)).toBe('5 are in'));

    test('who taps learns of it in private', () =>
      says('note on signing up', "You're in for all six. First: Thu 26 Nov, 10:00.", '[Undo]'));

    test('ten minutes before, the card appears', () => {
      says(
        'card before',
        'Spot the phish · today 10:00–10:15 · 2 of 6',
        'After this you can name five warning signs in a mail and say what you do next.',
        'With Ana · 5 are in · here in the thread',
        "[I'm in] [⋯]",
      );
      says('push of the card', "Spot the phish starts at 10:00, 15 minutes. Tap I'm in to be called.");
    });

    test('ten minutes before, the lead has a desk', () => {
      says(
        'desk before',
        'You lead Spot the phish in #team-sales at 10:00. 5 are in.',
        'Have ready: nothing, the mail is in the prompt. I keep the time and collect; you ask and listen. What to say appears here.',
        "[Start now] [5 minutes later] [I can't] [Look through it]",
      );
      says('push of the desk', 'You lead Spot the phish at 10:00.');
    });

    test('with enough people in, the desk has nothing to add two minutes before', () =>
      expect(seen.get('desk two minutes before')).toBe(seen.get('desk before')));
  });

  describe('phase 1', () => {
    const mail = [
      '┃ From: IT-Helpdesk ‹support@micros0ft-login.net›',
      '┃ Subject: Your mailbox is 98 % full: act today',
      '┃ Hello user,',
      '┃ your mailbox will be locked in 2 hours. Confirm your password here:',
      '┃ https://login.microsoft.com.verify-mail.net/renew',
      '┃ Kind regards, the Helpdesk team',
    ];

    test('the card shows the phase and leads into the thread', () =>
      says(
        'card in phase 1',
        'Spot the phish · running until 10:15 · ● ○ ○ ○ Active start until 10:03 · 5 are in',
        '[Join] [⋯]',
      ));

    test('the prompt asks alone and calls who is in', () => {
      says(
        'prompt 1',
        '1 · Active start until 10:03',
        "Today's goal: name five warning signs and know what to do next.",
        'Alone, no talking: how many warning signs do you see in this mail?',
        ...mail,
        '[2] [3] [4] [5] [6 or more]',
        "Shown without names at 10:02. Called because you're in: @Ben @Caro @Dev @Eli @Fay",
      );
      says('push 1', 'Spot the phish starts now. How many warning signs do you see? Until 10:03.');
    });

    test('the desk says what to say', () => {
      says(
        'desk in phase 1',
        '1 · Active start until 10:03 · 0 of 5 answered',
        'Say: "After this we can name five signs. Look alone first, don\'t talk." Then wait. At 10:02 the numbers open: "Who saw more than four?"',
        '[Next] [+1 min] [⋯]',
      );
      expect(seen.get('desk after four answers')).toContain('4 of 5 answered');
      expect(seen.get('desk in the last minute')?.split('\n')[0]).toBe('1 minute left');
    });

    test('the receipt asks for the confidence, and then no more', () => {
      says(
        'note on the first answer',
        'Saved: 4. Tap another number to change it.',
        'How confident are you that you can spot a mail like this, right now?',
        '[1 not at all] [2] [3] [4] [5 fully]',
      );
      says('note on the confidence', "Saved: 4, confidence 3. That's all until 10:03.");
    });

    test('who joins is told where it is', () =>
      says(
        'note on joining in phase 1',
        isTeams ? 'nothing' : "You're in. It's phase 1, until 10:03. How many warning signs do you see?",
      ));

    test('Join leads to the running prompt', () =>
      expect(join.leadsTo).toContain(join.prompt.id.replace('.', '')));

    test('the answers open without names', () =>
      says(
        'prompt 1 revealed',
        '1 · Active start talk until 10:03',
        'How many warning signs do you see?',
        '2 ▇ 1  3 ▇▇ 2  4 ▇▇ 2  5 ▇ 1  (6 answers)',
        'There are five. Which ones? That comes next.',
      ));

    test('the form of phase 2 repeats the mail above its one box', () => {
      says('title of the list form', 'Find all five');
      says(
        'list form',
        ...mail,
        'One sign per line: ‹zero instead of o in the sender›',
        'Shown without your name at 10:09. Sent later, it still counts.',
      );
    });
  });

  describe('phase 2', () => {
    test('the card moves on', () =>
      says(
        'card in phase 2',
        'Spot the phish · running until 10:15 · ● ● ○ ○ Exercise until 10:09 · 6 are in',
        '[Join] [⋯]',
      ));

    test('the prompt repeats what phase 1 has shown', () => {
      says(
        'prompt 2',
        '2 · Exercise until 10:09',
        'You saw 2 to 5 signs; there are five. Find them all, alone or in pairs, one line each: what is wrong, and where?',
        'Then: what would you have done with this mail on a Monday at 8:55?',
        '[Write my list] [Nothing to add]',
        'Lists are shown without names at 10:09.',
      );
      says('push 2', 'Exercise until 10:09: find all five signs.');
    });

    test('the desk counts the lists', () => {
      says(
        'desk in phase 2',
        '2 · Exercise until 10:09',
        'Let them work. Sit next to whoever is silent. Remote people: ask for their list first. · 0 of 6 lists',
        '[Next] [+1 min] [⋯]',
      );
      expect(seen.get('desk after the lists')).toContain('6 of 6 lists');
    });

    test('the receipt counts the lines', () => says('note on the list', 'Saved, 4 lines.', '[Change]'));
  });

  describe('phase 3', () => {
    const discussion =
      'Which sign did only one of you see? Who nearly clicked once, and what made you stop? Talk, or write below.';
    const shownLists = [
      'Your 5 lists:',
      '• zero in micros0ft · strange domain · "Hello user" · hurry',
      '• link goes to verify-mail.net · asks for the password',
      "• sender isn't us · deadline · no name · password · link",
      '• bad style, hurry',
      '+ 1 more',
    ];

    test('the prompt shows the lists and asks the check question', () => {
      says(
        'prompt 3',
        '3 · Feedback and discussion until 10:13',
        ...shownLists,
        discussion,
        'Check, for everybody: a colleague calls, "I clicked and typed my password." What comes first?',
        '[Delete the mail] [New password, call IT] [Scan the computer]',
        '[Park a question] [Show all]',
        'Answer shown at 10:12.',
      );
      says('push 3', 'Discussion until 10:13. Check: what comes first after a click?');
    });

    test('the desk has the lists, each with a star', () =>
      says(
        'desk in phase 3',
        '3 · Feedback and discussion until 10:13',
        'Ask, don\'t answer. "Who does it differently?" Name one thing that went well. Before 10:12: "Tap your answer to the check." · 0 of 6',
        '[Next] [+1 min] [⋯]',
        'zero in micros0ft · strange domain · "Hello user" · hurry [★ recap]',
        'link goes to verify-mail.net · asks for the password [★ recap]',
        "sender isn't us · deadline · no name · password · link [★ recap]",
        'bad style, hurry [★ recap]',
        'I only ever looked at the logo. [★ recap]',
      ));

    test('the receipts say what was saved', () => {
      says('note on the check', 'Saved: New password, call IT. Tap another to change it.');
      says('note on the parked question', 'Parked. It will be in the recap, without your name.');
    });

    test('the answer opens with its reason and the counts', () =>
      says(
        'prompt 3 revealed',
        '3 · Feedback and discussion until 10:13',
        ...shownLists,
        discussion,
        'Check:',
        isTeams
          ? 'Delete ▇ 1  New password, call IT (right) ▇▇▇▇ 4  Scan ▇ 1  (6 answers)'
          : 'Delete ▇ 1  New password, call IT ▇▇▇▇ 4 (right)  Scan ▇ 1  (6 answers)',
        'New password from another device, then call IT. The password is what they have, minutes count. Deleting the mail destroys the evidence.',
        '[Park a question] [Show all]',
      ));

    test('each is told in private what it means for their own answer', () => {
      says(
        'note to who was wrong',
        'You said Scan. First comes the password: change it from another device, then call IT. The password is what they have, minutes count. Deleting the mail destroys the evidence.',
      );
      says('note to who was right', "You said New password, call IT. That's right.");
    });
  });

  describe('phase 4', () => {
    test('the prompt asks for a plan and shows the next session', () => {
      says(
        'prompt 4',
        "4 · What's next until 10:15",
        'First after a click: new password, call IT.',
        'My plan: when a mail wants me to click or pay quickly, I will …',
        '[look at the address first] [call the sender] [report it to IT] [in my own words]',
        'What do we keep, and where? Say it; Ana writes it down.',
        'Next: Thu 3 Dec, 10:00: What happened here? (the click that happened)',
      );
      says('push 4', 'Last two minutes: your plan, and what we keep. Until 10:15.');
    });

    test('the receipts ask for confidence and, if one likes, usefulness', () => {
      says(
        'note on the plan',
        'Saved: "When a mail wants me to click or pay quickly, I will call the sender."',
        'How confident are you that you can spot a mail like this, right now?',
        '[1 not at all] [2] [3] [4] [5 fully]',
      );
      says(
        'note on the confidence after',
        'One more, if you like: I can use this in my work within the next week.',
        '[1 no] [2] [3] [4] [5 certainly]',
        '[Skip]',
      );
      says(
        'last note',
        `Done, thank you. Yours to see or delete: ${isTeams ? '@M' : '/m'}icrotraining privacy.`,
      );
    });

    test('the lead finds a draft of what is kept', () =>
      says(
        'form for what we keep',
        "What do we keep, and where?: (pinned in #team-sales): sender's domain · no name · hurry · asks for a password · link goes elsewhere",
      ));
  });

  describe('afterwards', () => {
    test('the recap is the only broadcast', () => {
      says(
        'recap',
        'Spot the phish · 6 took part · 15 minutes',
        "We keep (pinned in #team-sales): sender's domain · no name · hurry · asks for a password · link goes elsewhere",
        'In our words: "zero in micros0ft · strange domain · "Hello user" · hurry"',
        'Check: 4 of 6 chose the right first step: new password from another device, then call IT.',
        'Still open: Whom do we call after 6 pm?',
        '[I know]',
        'Plans: 6 made one.',
        'Next: Thu 3 Dec, 10:00, What happened here?',
        "[I'm in]",
        'Late answers until tomorrow 10:15',
        '[Answer late] [⋯]',
        'Planned and actual: 3/3 · 6/6 · 4/4 · 2/2',
      );
      says('push of the recap', 'Spot the phish: recap and what we keep.');
      expect(
        session()
          .thread()
          .filter(({ broadcast }) => broadcast),
      ).toEqual(isTeams ? [] : [session().recap()]);
    });

    test('the card leads to the recap', () => {
      says(
        'card at the end',
        'Spot the phish · done 10:15 · 6 took part · late answers until tomorrow 10:15',
        '[Read the recap] [Answer late]',
      );
    });

    test('the desk asks which phase to change', () =>
      says(
        'desk at the end',
        'Done in 15 minutes. One tap: which phase would you change?',
        '[1] [2] [3] [4] [none]',
        "We keep (pinned in #team-sales): sender's domain · no name · hurry · asks for a password · link goes elsewhere",
        '[Write what we keep]',
        'Thursday is ready:',
        '[Look through it]',
      ));
  });

  /** Every word that somebody reads, and everybody who is mentioned, in a message or form as it left the bot. */
  const wordsIn = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(wordsIn);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => {
      // Whom Teams takes a mention in a text for.
      if (key === 'entities') return [];
      const isRead = typeof part === 'string' && ['text', 'user_id', 'initial_value', 'value'].includes(key);
      return isRead ? [part] : wordsIn(part);
    });
  };

  describe('the numbers of flow 7', () => {
    const ownMessages = () => [session().card(), ...session().thread()];

    test('a session adds two rows to the channel, one in Teams', () =>
      expect(
        ownMessages().filter(({ threadId, broadcast }) => threadId === undefined || broadcast),
      ).toHaveLength(isTeams ? 1 : 2));

    test('exactly one message mentions people: those who were in at the start', () => {
      const calling = ownMessages().filter(({ mentions }) => mentions.length > 0);
      expect(calling.map(({ id }) => id)).toEqual([session().prompt(1).id]);
      const called = people(world, 'Ben', 'Caro', 'Dev', 'Eli', 'Fay').map(({ id }) => id);
      expect(calling[0]!.mentions.toSorted()).toEqual(called.toSorted());
      expect(ownMessages().flatMap(({ broadcastMentions }) => broadcastMentions)).toEqual([]);
    });

    test('the bot posts five messages into the thread', () => expect(session().thread()).toHaveLength(5));

    test('at most twenty edits are public', () =>
      expect(ownMessages().reduce((sum, { edits }) => sum + edits, 0)).toBeLessThanOrEqual(20));

    test('a participant needs at most two taps a phase, and one more if they like', () =>
      expect(Object.fromEntries(taps)).toEqual({
        'Ben phase 1': 2,
        'Ben phase 2': 2,
        'Ben phase 3': 1,
        'Ben phase 4': 3,
      }));

    test('no word of the bot names a participant but in the call', () => {
      const shown = world.platform.traffic
        .filter(({ kind }) => kind !== 'delivery')
        .flatMap(({ request }) => wordsIn(request));
      const participants = names.slice(1);
      const naming = shown.filter((words) =>
        participants.some((one) => new RegExp(`\\b(${one}|U0${one.toUpperCase()})\\b`).test(words)),
      );
      // Once in the series' first session, once in this one.
      const calling = isTeams
        ? "Called because you're in: <at>Ben</at> <at>Caro</at> <at>Dev</at> <at>Eli</at> <at>Fay</at>"
        : "Called because you're in: <@U0BEN> <@U0CARO> <@U0DEV> <@U0ELI> <@U0FAY>";
      expect(naming).toEqual([expect.stringContaining(calling), expect.stringContaining(calling)]);
    });

    test('each phase is posted at its time, never early, at most two seconds late', () => {
      for (const [phase, time] of [
        [1, '10:00'],
        [2, '10:03'],
        [3, '10:09'],
        [4, '10:13'],
      ] as const) {
        const lateMs = session().prompt(phase).postedAt.getTime() - Date.parse(`${day}T${time}:00+01:00`);
        expect(lateMs).toBeGreaterThanOrEqual(0);
        expect(lateMs - stoodStill.get(time)!).toBeLessThanOrEqual(2_000);
      }
    });

    test('a minute is left to talk between the planned reveal and the end of its phase', () => {
      for (const [prompt, reveal] of [
        ['prompt 1', /until 10:03[\s\S]*Shown without names at 10:02/],
        ['prompt 3', /until 10:13[\s\S]*Answer shown at 10:12/],
      ] as const) {
        expect(seen.get(prompt)).toMatch(reveal);
      }
    });

    test('nothing was logged as a fault', () => expect(besidesNews(world.log)).toEqual([]));
  });
});
