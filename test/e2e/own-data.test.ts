import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import { announcementsIn, begun, planned, sessionIn } from '../support/session-in-channel.ts';
import type { TeamsWorld } from '../support/teams-world.ts';
import { onEachPlatform, people, type World } from '../support/world.ts';

const day = '2026-12-01';
const nextDay = '2026-12-02';

/** What Ben writes, wherever he writes. */
const bens = 'a word of mine';

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';
  /** Ben, Caro, Dev, Eli and Fay play *Spot the phish* up to its recap; Ben writes wherever something can be written. */
  const play = async () => {
    const [ana, ben, caro, dev, eli, fay] = people(world(), 'Ana', 'Ben', 'Caro', 'Dev', 'Eli', 'Fay');
    const five = [ben, caro, dev, eli, fay];
    const session = await begun(world(), ...five.map(({ name }) => name));
    for (const person of five)
      await tap(world(), person, person === ben ? '2' : '4', { in: session.prompt(1) });
    await world().moveTo(day, '10:03');
    for (const person of five) {
      const list = person === ben ? `${bens}: list` : `list of ${person.name}`;
      await write(world(), person, 'Write my list', 'One sign per line', list, { in: session.prompt(2) });
    }
    await world().moveTo(day, '10:09');
    for (const person of five) {
      await tap(world(), person, person === ben ? 'Delete' : 'New password', { in: session.prompt(3) });
    }
    await ana.click('★ recap', { in: session.desk() });
    await park(ben, `${bens}: question?`);
    await park(caro, 'Whom do we call?');
    await world().moveTo(day, '10:13');
    for (const person of [caro, dev, eli, fay])
      await tap(world(), person, 'call the sender', { in: session.prompt(4) });
    await write(world(), ben, 'in my own words', 'When', `${bens}: plan`, { in: session.prompt(4) });
    await world().moveTo(day, '10:15');
    await know(ben, 'Whom do we call?', `${bens}: the hotline`);
    await know(caro, `${bens}: question?`, 'What Caro knows');
    await world().settled();
    return session;
  };

  const park = (person: Actor, question: string) =>
    write(world(), person, 'Park a question', 'What is still open?', question, {
      in: sessionIn(world()).prompt(3),
    });

  const know = async (person: Actor, question: string, text: string) => {
    await openForm(world(), person, 'I know', { in: sessionIn(world()).recap() });
    await person.choose('Which question?', question);
    await person.set('What do you know?', text);
    const sent = await person.submit();
    if (!sent.closed) throw new Error(person.view?.text);
  };

  const openPrivacy = async (person: Actor, channel = 'team-sales') => {
    await person.command(channel, 'privacy');
    await world().platform.until(() => person.view?.title === 'What is stored', {
      because: `${person.name} typed privacy`,
    });
  };

  /** Deletes everything by the form that is open. */
  const deleteNow = async (person: Actor) => {
    await openForm(world(), person, 'Delete…');
    await person.submit();
    await world().platform.until(() => person.view?.text.startsWith('Deleted.'), {
      because: `${person.name} pressed Delete`,
    });
    await world().settled();
  };
  const deleteAll = async (person: Actor, channel?: string) => {
    await openPrivacy(person, channel);
    await deleteNow(person);
  };

  /** Everything that stands in the channel now: what is shown, what is read out, and what the message holds besides. */
  const standing = (): string =>
    world()
      .platform.channel('team-sales')
      .messages.filter(({ deletedAt }) => !deletedAt)
      .map(({ push, plainText, versions }) => `${push} ${plainText} ${JSON.stringify(versions.at(-1))}`)
      .join('\n');
  const posts = () => world().platform.channel('team-sales').messages;
  /** In the channel, and in the chat with who leads. */
  const edits = (): number =>
    [...posts(), ...world().platform.directMessages('Ana')].reduce((sum, one) => sum + one.edits, 0);
  /** By which the bot knows somebody. */
  const memberId = ({ id, name }: Actor): string =>
    platform === 'Teams' ? (world() as TeamsWorld).teams.person(name).aadObjectId : id;

  describe('/microtraining privacy', () => {
    test('counts what is stored about the asker, and says who sees it and how long', async () => {
      const [ben] = people(world(), 'Ben');
      await play();

      await openPrivacy(ben);

      expect(ben.view?.text).toContain('4 answers: 2 choices, 1 list and 1 plan');
      expect(ben.view?.text).toContain('1 session you were in');
      expect(ben.view?.text).toContain('1 question you parked');
      expect(ben.view?.text).toContain('1 answer to a parked question');
      expect(ben.view?.text).toContain('what you want to be called for: 1 series');
      expect(ben.view?.text).toContain('Who sees it:');
      expect(ben.view?.text).toContain('12 months after it');
      expect(ben.view?.buttons).toEqual(['Show it all', 'Export (JSON)', 'Delete…']);

      // Deleting asks first.
      await openForm(world(), ben, 'Delete…');
      expect(ben.view?.title).toBe('Delete my data?');
      expect(ben.view?.text).toContain('4 answers: 2 choices, 1 list and 1 plan');
      expect(ben.view?.text).toContain('Stays: figures, such as how many took part');
      await ben.close();
      expect(standing()).toContain(bens);
    });

    test('says so where nothing is stored', async () => {
      const [gus] = people(world(), 'Gus');

      await openPrivacy(gus, 'random');

      if (isTeams) {
        // Teams is reached by what came with the command itself.
        expect(gus.view?.text).toContain(
          'Stored about you in Microsoft Teams:\n• how I reach you, and what came with your last tap: Gus',
        );
        expect(gus.view?.text.match(/^•/gm)).toHaveLength(1);
        return;
      }
      expect(gus.view?.text).toContain('Nothing is stored about you in Sandbox.');
      expect(gus.view?.buttons).toEqual([]);
    });

    test('shows all of it, and nothing that others wrote', async () => {
      const [ben] = people(world(), 'Ben');
      await play();
      await openPrivacy(ben);

      await openForm(world(), ben, 'Show it all');

      expect(ben.view?.text).toContain('Spot the phish · #team-sales · Tue 1 Dec, 10:00');
      for (const what of ['list', 'question?', 'plan', 'the hotline']) {
        expect(ben.view?.text).toContain(`${bens}: ${what}`);
      }
      expect(ben.view?.text).toContain('Check question: Delete the mail');
      expect(ben.view?.text).not.toMatch(/Caro|Whom do we call/);
    });
  });

  describe('to delete it', () => {
    test('takes the words out of what was posted and adjusts its counts; nobody is told', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await play();
      expect(standing()).toContain(`${bens}: list`);
      const posted = posts().length;
      const others = world().platform.directMessages('Caro').length;

      await deleteAll(ben);

      expect(standing()).not.toContain(bens);
      expect(standing()).not.toContain(memberId(ben));
      expect(session.prompt(1).plainText).toContain('4 ▇▇▇▇ 4  (4 answers)');
      expect(session.prompt(3).plainText).toContain('Your 4 lists:');
      expect(session.prompt(3).plainText).toContain(
        isTeams
          ? 'New password, call IT (right) ▇▇▇▇ 4  (4 answers)'
          : 'New password, call IT ▇▇▇▇ 4 (right)  (4 answers)',
      );
      expect(session.recap().plainText).toContain('Spot the phish · 4 took part');
      expect(session.recap().plainText).not.toContain('In our words');
      expect(session.card().plainText).toContain('4 took part');
      expect(announcementsIn(world())[0]!.plainText).toContain('4 are in');
      // What others wrote stays, the answer to a question that is gone as well.
      expect(session.prompt(3).plainText).toContain('list of Caro');
      expect(session.recap().plainText).toContain('A question that was taken back:');
      expect(session.recap().plainText).toContain('→ What Caro knows');
      expect(session.recap().plainText).toContain('Still open: Whom do we call?');
      expect(posts()).toHaveLength(posted);
      expect(world().platform.directMessages('Caro')).toHaveLength(others);
      await openPrivacy(ben);
      expect(ben.view?.text).toContain('Nothing is stored about you');
    });

    test('touches only messages that showed something of theirs', async () => {
      const [ben, gus] = people(world(), 'Ben', 'Gus');
      await play();
      await openPlanning(world(), gus);
      await gus.close({ all: true });
      const before = edits();

      await deleteAll(gus);
      expect(edits()).toBe(before);

      await deleteAll(ben);
      const edited = edits() - before;
      // Card, prompts 1 to 3, recap, announcement, and the lead's desk.
      expect(edited).toBe(7);
    });

    test('works weeks later, when the session is long closed', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await play();
      await world().moveTo(nextDay, '10:15');
      await world().moveTo('2027-01-20', '12:00');
      expect(standing()).toContain(bens);

      await deleteAll(ben);

      expect(standing()).not.toContain(bens);
      expect(session.recap().plainText).toContain('Spot the phish · 4 took part');
    });

    test('twice, says the second time that nothing is stored, and edits nothing', async () => {
      const [ben] = people(world(), 'Ben');
      await begun(world(), 'Ben', 'Caro');
      await tap(world(), ben, '2');
      await deleteAll(ben);
      const before = edits();

      await openPrivacy(ben);

      expect(ben.view?.text).toContain('Nothing is stored about you');
      expect(ben.view?.buttons).toEqual([]);
      expect(edits()).toBe(before);
    });

    test('in the middle of a session puts them out of it until they answer again', async () => {
      const [ben, caro, dev] = people(world(), 'Ben', 'Caro', 'Dev');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await tap(world(), ben, '2');
      await tap(world(), caro, '4');
      expect(session.prompt(1).plainText).toContain('@Ben');
      await world().moveTo(day, '10:01');

      await deleteAll(ben);

      expect(session.prompt(1).plainText).not.toContain('@Ben');
      expect(session.prompt(1).plainText).toContain('@Caro @Dev');
      expect(session.card().plainText).toContain('2 are in');
      // Nobody waits for Ben: when Dev has answered as well, the answers are opened.
      await tap(world(), dev, '4', { in: session.prompt(1) });
      await world().settled();
      expect(session.prompt(1).plainText).toContain('Two answers: say them aloud.');

      await world().moveTo(day, '10:03');
      await write(world(), ben, 'Write my list', 'One sign per line', 'again', { in: session.prompt(2) });
      await world().moveTo(day, '10:09');
      expect(session.card().plainText).toContain('3 are in');
    });

    test('keeps the lead of what is to come, and says why', async () => {
      const [ana] = people(world(), 'Ana');
      await planned(world(), 'Ben');

      await openPrivacy(ana);
      expect(ana.view?.text).toContain(
        'Stays until it is over, because it names you as who planned or leads it: Spot the phish.',
      );
      expect(ana.view?.buttons).not.toContain('Delete…');
      await world().moveTo(day, '09:50');
      expect(sessionIn(world()).card().plainText).toContain('With Ana');
    });

    test('takes the lead’s name out of what is over', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await play();
      await world().moveTo(nextDay, '10:15');
      expect(standing()).toContain('Ana');

      await deleteAll(ana);

      expect(standing()).not.toContain('Ana');
      expect(announcementsIn(world())[0]!.plainText).toContain('Somebody planned this');
      expect(session.prompt(4).plainText).toContain('What do we keep, and where? Say it aloud.');
      expect(session.recap().plainText).toContain('5 took part');
      await openPrivacy(ana);
      expect(ana.view?.text).toContain('Nothing is stored about you');
    });

    test('ends an unfinished plan', async () => {
      const [gus] = people(world(), 'Gus');
      await openPlanning(world(), gus);
      await gus.close({ all: true });

      await openPrivacy(gus);
      expect(gus.view?.text).toContain('1 plan you have not finished');
      await deleteNow(gus);

      expect(gus.view?.text).toContain('Nothing is stored about you');
    });
  });

  if (isTeams) {
    test('the export is text to copy, in the dialog: the bot sends no files there', async () => {
      const [ben] = people(world(), 'Ben');
      await play();
      await openPrivacy(ben);

      await openForm(world(), ben, 'Export');

      expect(ben.view?.text).toContain('"schema": "microtraining/own-data"');
      expect(ben.view?.text).toContain(`${bens}: list`);
      expect(ben.view?.text).not.toMatch(/Caro|Whom do we call/);
    });
  }

  if (!isTeams) {
    const slack = () => (world() as World).slack;
    const exported = async (person: ReturnType<World['slack']['person']>) => {
      await openForm(world(), person, 'Export');
      await world().platform.until(() => person.view?.text.includes('is in our chat'), {
        because: `${person.name} pressed Export`,
      });
      return person
        .sees('dm')
        .flatMap(({ files }) => files)
        .at(-1);
    };

    describe('what is stored about somebody, on Slack', () => {
      test('is open to guests, and to who has left the channel', async () => {
        const guest = slack().addPerson('Kim', { isGuest: true });
        const [ben] = people({ platform: slack() }, 'Ben');
        await begun(world(), 'Ben', 'Caro', 'Kim');
        await tap(world(), guest, '3');
        await tap(world(), ben, '3');
        slack().channel('team-sales').remove('Ben');

        await openPrivacy(guest);
        expect(guest.view?.text).toContain('1 answer: 1 choice');
        await openPrivacy(ben, 'random');
        expect(ben.view?.text).toContain('1 answer: 1 choice');

        await deleteNow(guest);
        await deleteNow(ben);
        expect(guest.view?.text).toContain('Nothing is stored about you');
        expect(ben.view?.text).toContain('Nothing is stored about you');
      });

      test('is at the end of the Home tab, and behind ⋯ of an announcement and a recap', async () => {
        const [ben] = people({ platform: slack() }, 'Ben');
        const session = await play();

        await openForm(world(), ben, 'What is stored?', { in: session.recap() });
        expect(ben.view?.title).toBe('What is stored');
        await ben.close();
        await openForm(world(), ben, 'What is stored?', { in: announcementsIn(world())[0]! });
        expect(ben.view?.title).toBe('What is stored');
        await ben.close();

        await ben.openHome();
        await slack().until(() => ben.home);
        await openForm(world(), ben, 'What is stored about me', { in: 'home' });
        await deleteNow(ben);
        expect(ben.view?.text).toContain('Nothing is stored about you');
      });

      test('takes what was signed up for off the Home tab when it is deleted there', async () => {
        const [ben] = people({ platform: slack() }, 'Ben');
        await planned(world(), 'Ben');
        await ben.openHome();
        await slack().until(() => ben.home?.text.includes('My next sessions'));

        await openForm(world(), ben, 'What is stored about me', { in: 'home' });
        await deleteNow(ben);

        await slack().until(() => ben.home?.text.startsWith('Nothing is coming up for you yet.'));
      });

      test('leaves a private word that is still owed unsaid', async () => {
        const [ben, caro, dev] = people({ platform: slack() }, 'Ben', 'Caro', 'Dev');
        const session = await begun(world(), 'Ben', 'Caro', 'Dev');
        for (const time of ['10:03', '10:09']) await world().moveTo(day, time);
        for (const person of [ben, caro, dev]) {
          await tap(world(), person, 'New password', { in: session.prompt(3) });
        }
        await deleteAll(ben);
        const notes = () =>
          slack()
            .channel('team-sales')
            .ephemerals.filter(({ text }) => text.includes('check'));
        await world().moveTo(day, '10:12');

        expect(notes().map(({ userId }) => userId)).not.toContain(ben.id);
        expect(notes().map(({ userId }) => userId)).toContain(caro.id);
      });
    });

    describe('the export', () => {
      test('comes as a file in the chat with the bot: all of it, and nothing that others wrote', async () => {
        const [ben, caro] = people({ platform: slack() }, 'Ben', 'Caro');
        await play();
        await openPrivacy(ben);

        const file = await exported(ben);

        expect(file).toMatchObject({
          name: 'microtraining-own-data-2026-12-01.json',
          title: 'What is stored about you',
        });
        const data = JSON.parse(file!.text);
        expect(data).toMatchObject({
          schema: 'microtraining/own-data',
          version: 1,
          workspace: { name: 'Sandbox' },
          member: { id: ben.id },
          sessions: [{ session: { title: 'Spot the phish', channel: { name: 'team-sales' } }, leftAt: null }],
          parkedQuestions: [{ text: `${bens}: question?` }],
          answersToParkedQuestions: [{ text: `${bens}: the hotline`, named: false }],
          calledFor: [{ series: { title: 'Spot the phish' }, choice: 'all' }],
          privateMessages: [{ kind: 'check-note', about: 'Spot the phish' }],
        });
        expect(data.answers).toMatchObject([
          { question: 'warm-up', kind: 'choice', option: 1, text: '2', late: false },
          { question: 'list', kind: 'text', text: `${bens}: list`, inRecap: true },
          { question: 'check', kind: 'choice', text: 'Delete the mail' },
          { question: 'plan', kind: 'text', text: `${bens}: plan` },
        ]);
        expect(new Date(data.exportedAt).toISOString()).toBe(data.exportedAt);
        expect(file!.text).not.toMatch(/Caro|Whom do we call/);
        expect(caro.sees('dm')).toEqual([]);
      });

      test('is text to copy where the bot may send no files, and it is said who can change that', async () => {
        const [ben] = people({ platform: slack() }, 'Ben');
        slack().scopes = slack().scopes.filter((scope) => scope !== 'files:write');
        await planned(world(), 'Ben');
        await openPrivacy(ben);

        await openForm(world(), ben, 'Export');
        await slack().until(() => ben.view?.text.includes('here is the text to copy'));

        expect(ben.view?.text).toContain(
          'Whoever installed me can allow it: it takes the scope files:write.',
        );
        expect(ben.view?.text).toContain('"schema": "microtraining/own-data"');
        expect(ben.sees('dm')).toEqual([]);
      });

      test.each([
        ['files.getUploadURLExternal', 'before', 'The file did not get through'],
        ['upload', 'before', 'The file did not get through'],
        ['files.completeUploadExternal', 'after', "I don't know whether the file arrived"],
      ] as const)('says so and shows the text where %s fails', async (method, when, said) => {
        const [ben] = people({ platform: slack() }, 'Ben');
        await planned(world(), 'Ben');
        slack().faults.next(method, { kind: '5xx', when });
        await openPrivacy(ben);

        await openForm(world(), ben, 'Export');
        await slack().until(() => ben.view?.text.includes(said));

        expect(ben.view?.text).toContain('"choice": "all"');
      });

      test('can be asked for again', async () => {
        const [ben] = people({ platform: slack() }, 'Ben');
        await planned(world(), 'Ben');
        await openPrivacy(ben);
        const first = await exported(ben);
        await ben.close();
        const second = await exported(ben);

        expect(second?.id).not.toBe(first?.id);
        expect(JSON.parse(second!.text)).toMatchObject({
          ...JSON.parse(first!.text),
          exportedAt: expect.any(String),
        });
      });
    });
  }
});
