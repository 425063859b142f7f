import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning } from '../../src/sandbox/demo/stage.ts';
import { complaintsTo, filledIn } from '../support/open-form.ts';
import { announcementsIn } from '../support/session-in-channel.ts';
import { latestDelivery, postSigned } from '../support/signed-post.ts';
import { onEachPlatform, people, worldForEachTest } from '../support/world.ts';

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';
  /** How people type to the bot. */
  const typing = isTeams ? '@Microtraining' : '/microtraining';

  /** Types words behind the command, and gives what stands in private below them. */
  const typed = async (words: string, channel = 'team-sales'): Promise<string | undefined> => {
    const [ana] = people(world(), 'Ana');
    return (await ana.command(channel, words)).text;
  };

  describe('a word that is no command', () => {
    test.each([
      ['lits', 'list', 'What is planned?'],
      ['shedule', 'schedule', 'Plan a session'],
      ['planen', 'schedule', 'Plan a session'],
      ['cancel', 'list', 'What is planned?'],
      ['delete', 'list', 'What is planned?'],
      ['setings', 'settings', 'Settings'],
      ['privcy', 'privacy', 'What is stored about me?'],
      ['starten', 'start', 'Start a session now'],
    ])('"%s" is taken for %s, with a button that does it', async (word, command, button) => {
      expect(await typed(word)).toBe(`I don't know "${word}". Did you mean ${command}?\n[${button}] [Help]`);
    });

    test('does what it was taken for at one press', async () => {
      const [ana] = people(world(), 'Ana');
      await typed('shedule');
      await openForm(world(), ana, 'Plan a session');
      expect(ana.view?.title).toBe('Plan a session');
      await ana.close();

      await typed('lits');
      await ana.click('What is planned?');
      await world().platform.until(() =>
        ana.sees('team-sales').some(({ text }) => text.includes('Nothing is planned in this channel yet.')),
      );

      await typed('setings');
      await openForm(world(), ana, 'Settings');
      expect(ana.view?.title).toBe('Settings');
      await ana.close();

      await typed('strat');
      await ana.click('Start a session now');
      await world().platform.until(() => ana.buttons().includes('Spot the phish'));
    });

    test('keeps what stands behind it for the form', async () => {
      const [ana] = people(world(), 'Ana');
      expect(await typed('shedule "Phish & chips" thu 14:30')).toContain(
        'Did you mean schedule? What you typed behind it is kept.',
      );

      await openForm(world(), ana, 'Plan a session');

      expect(filledIn(ana).Called).toBe('Phish & chips');
      expect(ana.view?.text).toContain('Thu 3 Dec 14:30 (Berlin)');
    });

    test('may be missing before a name in quotes', async () => {
      const [ana] = people(world(), 'Ana');
      expect(await typed('"Printer jams" thu 14:30')).toContain('Did you mean schedule?');

      await openForm(world(), ana, 'Plan a session');

      expect(filledIn(ana).Called).toBe('Printer jams');
    });

    test('starts the session that is named behind it', async () => {
      const [ana] = people(world(), 'Ana');
      await typed('strat "Spot the phish"');
      await ana.click('Start a session now');
      await world().platform.until(() =>
        ana.sees('team-sales').some(({ ephemeral, text }) => ephemeral && text.includes('Spot the phish')),
      );
      await world().settled();
      expect(world().platform.channel('team-sales').messages.length).toBeGreaterThan(0);
    });

    test.each(['?', 'hilfe', 'hlep'])('"%s" is answered with the help', async (word) => {
      expect(await typed(word)).toMatch(/^Microtraining: learning sessions of 15 minutes/);
    });

    test.each(['dance', '🐟', '<!channel>', 'x'.repeat(5000)])(
      'that nobody can tell is repeated at most in part, and answered with the help: %.20s',
      async (word) => {
        const text = await typed(word);
        expect(text).toContain("I don't know");
        expect(text).toContain(`${typing} schedule`);
        expect(text?.length).toBeLessThan(1_000);
      },
    );
  });

  describe('words for the planning form', () => {
    test.each([
      ['schedule "Tea break" 30 feb 10:00', 'Not understood: "30 feb" (there is no such day)'],
      ['schedule "Tea break" tomorrow 25:00', 'Not understood: "25:00" (there is no such time)'],
      ['schedule "Tea break" yesterday 10:00', 'Not understood: "yesterday" (this day is over)'],
      ['schedule "Tea break" 1 nov 2026 10:00', 'Not understood: "1 nov 2026" (this day is over)'],
      ['schedule "Tea break" tomorrow at 3', 'Not understood: "at 3" (in the morning or in the afternoon?)'],
      [
        'schedule "Tea break" tue 10:00 Mars/Olympus',
        'Not understood: "Mars/Olympus" (the zone stands under People and place)',
      ],
      // Read by the custom of who types, and said so.
      ['schedule "Tea break" 3/4 10:00', 'Understood: "Tea break" · Sat 3 Apr · at 10:00'],
    ])('%s: said in the form', async (words, said) => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana, words);

      expect(ana.view?.text).toContain(said);
      expect(filledIn(ana).Called).toBe('Tea break');
    });

    test('of which hundreds mean nothing are said to, as far as a form has room', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana, `schedule "Tea break" ${'30 feb, 25:00 '.repeat(300)}`);

      expect(ana.view?.text).toContain('more things that I did not understand.');
    });
  });

  describe('a name of 5,000 characters', () => {
    const long = 'Phish '.repeat(834).trim();

    test('by words is said to be too long, kept in its box, and planned once it is shorter', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana, `schedule "${long}" thu 10:00`);
      expect(ana.view?.text).toContain('This name is too long: at most 60 characters, please.');

      const sent = await ana.submit();

      expect(sent.closed).toBe(false);
      expect(complaintsTo(ana)).toEqual(['This name is too long: at most 60 characters, please.']);
      expect(filledIn(ana).Called?.slice(0, 12)).toBe('Phish Phish ');
      expect(announcementsIn(world())).toEqual([]);
      await ana.set('Called', 'Phish');
      expect((await ana.submit()).closed).toBe(true);
      await world().settled();
      expect(announcementsIn(world())[0]?.push).toMatch(/^Phish: 15 minutes/);
    });

    test('by the form is not taken either, by the platform or by the bot', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await ana.set('Called', long);

      const sent = await ana.submit();

      expect(sent.closed).toBe(false);
      expect(announcementsIn(world())).toEqual([]);
    });
  });

  describe('a name', () => {
    /** Plans something by that name, and gives the name as it stands in the channel. */
    const announcedAs = async (title: string) => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await ana.set('Called', title);
      await ana.submit();
      await world().settled();
      return { complaints: complaintsTo(ana), announcement: announcementsIn(world())[0] };
    };

    test.each([
      ['zero-width characters', '\u200B\u2060\uFEFF'],
      ['marks that turn the direction', '\u202E\u2066\u200F'],
      ['spaces, tabs and blank cells', ' \t\u00A0\u3000\u2800\u3164'],
      ['a variation selector', '\uFE0F'],
      ['control characters', '\u0000\u0007\u001B'],
    ])('of nothing but %s counts as empty', async (_, title) => {
      const { complaints, announcement } = await announcedAs(title);

      expect(complaints).toEqual([expect.stringMatching(/^(Give it a name\.|“Called” is needed\.)$/)]);
      expect(announcement).toBeUndefined();
    });

    test.each([
      ['newlines and tabs', 'Spot\nthe\t\tphish\r\nnow', 'Spot the phish now'],
      ['control characters', 'Spot\u0000 the\u0007 phish\u001B[31m', 'Spot the phish[31m'],
      ['half an emoji', 'Phish \uD83D!', 'Phish \uFFFD!'],
      ['emoji that are joined', 'Phish 👩‍👩‍👧‍👦 🏳️‍🌈', 'Phish 👩‍👩‍👧‍👦 🏳️‍🌈'],
      ['marks that turn the direction', '\u202EPhish\u202C \u2067now\u2069', 'Phish now'],
    ])('with %s stands in one row, as it can be seen', async (_, title, shown) => {
      const { announcement } = await announcedAs(title);

      expect(announcement?.push.startsWith(`${shown}: 15 minutes`)).toBe(true);
      expect(announcement?.plainText.startsWith(`${shown} · 15 minutes`)).toBe(true);
    });

    test('from right to left does not turn the times and numbers beside it', async () => {
      const { announcement } = await announcedAs('שלום עולם');

      expect(announcement?.push).toMatch(/^\u2068שלום עולם\u2069: 15 minutes, Tue 1 Dec, 10:00\./);
      expect(announcement?.plainText).toMatch(/^\u2068שלום עולם\u2069 · 15 minutes · Tue 1 Dec, /);
    });
  });

  describe('a time zone that does not exist', () => {
    test.each([
      'Mars/Olympus',
      'europe/berlin',
      '+02:00',
      '<!channel>',
      '\u200B',
      'Europe/Berlin; drop table',
    ])('"%s" is said to be none at its box, which keeps it', async (zone) => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await openForm(world(), ana, 'People and place');
      await ana.set('Time zone', zone);

      await ana.submit();

      expect(complaintsTo(ana)).toEqual(['This time zone does not exist. Write it like Europe/Berlin.']);
      // In Teams what nobody sees is not drawn again.
      expect(filledIn(ana)['Time zone']).toBe(isTeams ? zone.replace('\u200B', '') : zone);
    });
  });

  describe('where no session can be held', () => {
    const said =
      'Sessions live in channels, where the team can see them.\n' +
      `Go to your team's channel and type ${typing} schedule there. Where I am missing, ${
        isTeams ? 'add the app Microtraining to the team.' : '/invite @Microtraining brings me in.'
      }`;

    // In Teams it holds somebody's own list.
    const list = isTeams ? [] : ['list'];
    test.each(['schedule', '', ...list, 'start "Spot the phish"', 'settings', 'schedule tue 10:00'])(
      '/microtraining %s in the chat with the bot is answered by where to go on',
      async (words) => {
        const [ana] = people(world(), 'Ana');
        expect(await typed(words, 'dm')).toBe(said);
        expect(ana.view).toBeUndefined();
      },
    );

    test('the help is given everywhere', async () => {
      expect(await typed('help', 'dm')).toContain('learning sessions of 15 minutes');
    });

    test('a button of the help does not lead further in a chat', async () => {
      const [ana] = people(world(), 'Ana');
      await typed('help', 'dm');

      await ana.click('Plan a session', { in: 'dm' });

      await world().platform.until(() =>
        ana.sees('dm').some(({ text }) => text.startsWith('Sessions live in channels')),
      );
      expect(ana.view).toBeUndefined();
    });
  });
});

describe('where no session can be held in Slack', () => {
  const world = worldForEachTest();

  test.each([
    ['a chat with somebody else', 'directmessage'],
    ['a chat of a few people', 'mpdm-ana--ben--caro-1'],
  ])('/microtraining schedule in %s is answered so as well', async (_, name) => {
    const [ana] = people(world(), 'Ana');
    await ana.command('team-sales', 'help');
    const { to, payload } = latestDelivery(world(), 'command', ana);
    const body = {
      ...payload,
      channel_id: 'D0OTHERS',
      channel_name: name,
      text: 'schedule',
      trigger_id: 'anew',
    };

    const answer = await postSigned(to, new URLSearchParams(body as Record<string, string>).toString());

    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Sessions live in channels');
    expect(ana.view).toBeUndefined();
  });
});
