import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, plan, tap } from '../../src/sandbox/demo/stage.ts';
import type { Actor, Seen } from '../../src/sandbox/platform.ts';
import { actionsIn } from '../../src/sandbox/teams/cards.ts';
import { asJson, textIn } from '../../src/sandbox/teams/json.ts';
import { keptScreen } from '../support/kept-screen.ts';
import { complaintsTo, filledIn } from '../support/open-form.ts';
import { announcementsIn, begun, nextNote, planned, press, toldIn } from '../support/session-in-channel.ts';
import { pressUnseen } from '../support/signed-press.ts';
import type { TeamsWorld } from '../support/teams-world.ts';
import { type AnyWorld, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

const tuesday = '2026-12-01';

const answers = async ({ database }: AnyWorld): Promise<number> => {
  const { rows } = await database.pool.query<{ count: number }>(
    'select count(*)::integer as count from answers',
  );
  return rows[0]!.count;
};

/** Types `list` and returns the note that answers it. */
const list = async (person: Actor): Promise<Seen> => {
  await person.command('team-sales', 'list');
  return person.sees('team-sales').findLast(({ ephemeral }) => ephemeral)!;
};

/** Presses something that changes nothing, so that later presses are answered to nobody else. */
const lookAround = (world: AnyWorld, ...all: Actor[]) =>
  Promise.all(
    all.map((person) => nextNote(world, person, 'team-sales', () => person.click('What is this?'))),
  );

/** Where a button of the last card leads that Teams was answered with. */
const linkIn = ({ teams }: TeamsWorld): string | undefined => {
  const answer = teams.traffic.findLast(({ kind }) => kind === 'delivery')?.response;
  const { value } = asJson(JSON.parse(textIn(answer)));
  const link = actionsIn(asJson(value)).find(({ type }) => type === 'Action.OpenUrl');
  return link && textIn(link.url);
};

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';
  const typing = isTeams ? '@Microtraining' : '/microtraining';
  const move = (time: string, date = tuesday) => world().moveTo(date, time);

  describe('a click on an old message', () => {
    test('of a phase that is over is not taken, and says why', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben');
      const old = keptScreen(world(), session.prompt(1));
      await tap(world(), ben, '4', { in: session.prompt(1) });
      for (const time of ['10:02', '10:03']) await move(time);

      expect(await old(ben, '2')).toBe('The answers are shown already, so yours stays as it is.');
      expect(await answers(world())).toBe(1);
    });

    test('of a session that is over leads to its recap', async () => {
      const [caro] = people(world(), 'Caro');
      const session = await planned(world(), 'Ben');
      await lookAround(world(), caro);
      await move('09:50');
      const old = keptScreen(world(), session.card());
      for (const time of ['10:00', '10:03', '10:09', '10:13', '10:15']) await move(time);

      for (const button of ["I'm in", 'Not this time']) {
        expect(await old(caro, button)).toBe('This session is over.\n[Read the recap]');
        if (isTeams) expect(linkIn(world() as TeamsWorld)).toContain(session.recap().id);
      }
      const { rows } = await world().database.pool.query(
        'select count(*)::integer as count from participants where left_at is null',
      );
      expect(rows).toEqual([{ count: 1 }]);
    });

    test('of a session that is cancelled says so', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const session = await planned(world(), 'Caro');
      await lookAround(world(), ana);
      await move('09:50');
      const [card, desk] = [keptScreen(world(), session.card()), keptScreen(world(), session.desk())];
      await tap(world(), ben, "I'm in", { in: session.card() });
      await openForm(world(), ana, 'Cancel', { in: await list(ana) });
      await ana.submit();
      await world().settled();

      expect(await card(ben, "I'm in")).toBe('This session is cancelled.');
      expect(await desk(ana, 'Start now')).toBe('This session is cancelled.');
      await move('10:00');
      expect(session.findPrompt(1)).toBeUndefined();
    });

    test('of a series that is ended signs nobody up, and the announcement stays as it is', async () => {
      const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
      await plan(world(), ana, { howOften: 'Its series' });
      const old = keptScreen(world(), announcementsIn(world())[0]!);
      await tap(world(), caro, 'Count me in');
      await lookAround(world(), ben);
      await openForm(world(), ana, 'End', { in: await list(ana) });
      await ana.submit();
      await world().settled();
      await move('09:00', '2026-12-02');
      const [announcement] = announcementsIn(world());
      const before = announcement?.plainText;

      expect(await old(ben, 'Count me in')).toBe('This series is ended.');
      await move('09:00', '2026-12-03');

      expect(announcement?.plainText).toBe(before);
    });

    test('of a desk whose phase is over does not skip another', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben');
      const old = keptScreen(world(), session.desk(), 'dm');
      await press(world(), ana, 'Next', session.desk());

      expect(await old(ana, 'Next')).toBe(
        // Teams tells which drawing of the desk was pressed.
        isTeams ? 'Done.' : 'That phase was over already; the next one runs.',
      );
      await world().settled();
      expect(session.findPrompt(3)).toBeUndefined();
    });

    test('of yesterday’s list does what still can be done, and says what cannot', async () => {
      const [ana] = people(world(), 'Ana');
      await planned(world(), 'Ben');
      await lookAround(world(), ana);
      const shown = await list(ana);
      const old = keptScreen(world(), shown);
      for (const time of ['09:50', '10:00', '10:03', '10:09', '10:13', '10:15']) await move(time);
      await move('11:00', '2026-12-03');

      for (const button of ['Start now', "I'm in"]) {
        expect(await old(ana, button)).toContain('This session is over.');
      }
      // In Teams what only one sees is gone after a day.
      if (isTeams) return;
      await openForm(world(), ana, 'Cancel', { in: shown });
      await ana.submit();
      expect(ana.view?.text).toContain('This session is over.');
    });
  });

  describe('a form that is sent', () => {
    /** Ben's list form, opened in its phase and filled in. */
    const listForm = async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben');
      await move('10:03');
      await openForm(world(), ben, 'Write my list', { in: session.prompt(2) });
      await ben.set('text', 'wrong sender\nin a hurry');
      return { ben, session };
    };

    test('after its phase is kept, and marked late', async () => {
      const { ben, session } = await listForm();
      await move('10:09');

      expect(await nextNote(world(), ben, 'team-sales', () => ben.submit())).toContain(
        'is saved and marked late',
      );
      expect(ben.view).toBeUndefined();
      expect(session.prompt(3).plainText).not.toContain('in a hurry');
    });

    test('within a day after the session is kept as well', async () => {
      const { ben } = await listForm();
      for (const time of ['10:09', '10:13', '10:15']) await move(time);
      await move('10:14', '2026-12-02');

      expect((await ben.submit()).closed).toBe(true);
      expect(await answers(world())).toBe(1);
    });

    test.each([
      ['Write my list', 2, 'text', 'wrong sender'],
      ['Park a question', 3, 'What is still open?', 'Who resets passwords?'],
      ['in my own words', 4, '', 'ask first'],
    ])(
      'more than a day after the session is refused, and stays open with its text: %s',
      async (button, phase, box, text) => {
        const [ben] = people(world(), 'Ben');
        const session = await begun(world(), 'Ben');
        for (const time of ['10:03', '10:09', '10:13'].slice(0, phase - 1)) await move(time);
        await openForm(world(), ben, button, { in: session.prompt(phase) });
        await ben.set(box, text);
        for (const time of ['10:03', '10:09', '10:13', '10:15'].slice(phase - 1)) await move(time);
        await move('10:16', '2026-12-02');

        const sent = await ben.submit();

        expect(sent.closed).toBe(false);
        expect(complaintsTo(ben)).toEqual(['This session is over.']);
        expect(Object.values(filledIn(ben))).toEqual([text]);
        expect(await answers(world())).toBe(0);
      },
    );

    test('with what we keep, more than a day after the session, is refused and stays open with its text', async () => {
      const [ana] = people(world(), 'Ana');
      const session = await begun(world(), 'Ben');
      for (const time of ['10:03', '10:09', '10:13']) await move(time);
      await openForm(world(), ana, 'Write what we keep', { in: session.desk() });
      await ana.set('What do we keep, and where?', 'Ask first.');
      await move('10:15');
      const before = session.recap().plainText;
      await move('10:16', '2026-12-02');

      await ana.submit();

      expect(complaintsTo(ana)).toEqual(['This session is over.']);
      expect(Object.values(filledIn(ana))).toEqual(['Ask first.']);
      expect(session.recap().plainText.includes('Ask first.')).toBe(before.includes('Ask first.'));
    });

    test.each(['\u200B\u2060', '  \n\t ', '\uFE0F', '\u202E'])(
      'with nothing to be seen in it is refused: %j',
      async (text) => {
        const { ben } = await listForm();
        await ben.set('text', text);

        await ben.submit();

        expect(complaintsTo(ben)).toEqual(['A few words are needed here.']);
        expect(await answers(world())).toBe(0);
      },
    );

    test('with words for a session that has begun, or is cancelled, is refused and stays open with them', async () => {
      const [ana] = people(world(), 'Ana');
      await planned(world(), 'Ben');
      await openForm(world(), ana, 'Edit the words', { in: await list(ana) });
      await ana.set('1 · Question', 'How many signs?');
      await move('09:50');
      await move('10:00');

      await ana.submit();

      expect(complaintsTo(ana)).toEqual(['It has started already.']);
      expect(filledIn(ana)['1 · Question']).toBe('How many signs?');
    });

    test('with a new time for a session that was cancelled meanwhile says so, and keeps the time', async () => {
      const [ana] = people(world(), 'Ana');
      await planned(world(), 'Ben');
      const old = await list(ana);
      await openForm(world(), ana, 'Cancel', { in: old });
      await ana.submit();
      await world().settled();

      await openForm(world(), ana, 'Move', { in: old });
      await ana.pickTime('when.time', '15:00');
      const sent = await ana.submit();

      expect(sent.closed).toBe(false);
      expect(ana.view?.text).toContain('This session is cancelled.');
      expect(ana.view?.text).toContain('15:00');
    });

    test('to skip a date that has changed meanwhile skips nothing', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, { howOften: 'Its series' });
      await openForm(world(), ana, 'Skip this date', { in: await list(ana) });
      await ana.submit();
      await world().settled();
      const { rows: before } = await world().database.pool.query(
        'select id, state from sessions order by ordinal',
      );
      await openForm(world(), ana, 'Skip this date', { in: 'team-sales' });
      await world().database.pool.query(
        `update sessions set state = jsonb_set(state, '{plan,startsAt}', '"2026-12-04T09:00:00.000Z"') where ordinal = 1`,
      );

      await ana.submit();

      expect(toldIn(ana)).toContain('It has another date by now. Look at the list again.');
      const { rows: after } = await world().database.pool.query(
        'select id, state from sessions order by ordinal',
      );
      expect(after.slice(1)).toEqual(before.slice(1));
    });

    test('to end a series that was ended meanwhile says so', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, { howOften: 'Its series' });
      await openForm(world(), ana, 'End', { in: await list(ana) });
      await world().database.pool.query(`update series set status = 'ended', changed_by = lead_id`);

      await ana.submit();

      expect(toldIn(ana)).toContain('This series is ended.');
    });

    test('to plan, by a draft that is gone, is refused and stays open with what was typed in it and above it', async () => {
      const [ana] = people(world(), 'Ana');
      await openPlanning(world(), ana);
      await openForm(world(), ana, 'Questions');
      await ana.set('1 · Question', 'How many signs?');
      await world().database.pool.query('delete from drafts');
      const gone = `This form was sent already, or another one has taken its place. ${typing} list shows what is planned.`;

      await ana.submit();
      expect(toldIn(ana)).toContain(gone);
      expect(toldIn(ana)).toContain('How many signs?');
      expect(announcementsIn(world())).toEqual([]);
      // In Teams nothing lies below a dialog.
      if (isTeams) return;
      await ana.close();
      // Told at once, on top of the form.
      await ana.set('Called', 'Phish for lunch');
      await world().platform.until(() => ana.view?.text.includes(gone));
      await ana.close();
      await ana.submit();
      expect(complaintsTo(ana)).toEqual([gone]);
      expect(filledIn(ana).Called).toBe('Phish for lunch');
      expect(announcementsIn(world())).toEqual([]);
    });

    test('with settings, hours after it was opened, is saved', async () => {
      const [ana] = people(world(), 'Ana');
      await ana.command('team-sales', 'settings');
      await world().platform.until(() => ana.view);
      await move('17:00', '2026-11-30');
      await ana.choose('To', '20:30');

      expect((await ana.submit()).closed).toBe(true);
      const { rows } = await world().database.pool.query(
        "select working_hours ->> 'to' as until from channel_settings",
      );
      expect(rows).toEqual([{ until: '20:30' }]);
    });

    test('to move a session to no time, or into the past, says so and keeps what was picked', async () => {
      const [ana] = people(world(), 'Ana');
      await planned(world(), 'Ben');
      await openForm(world(), ana, 'Move', { in: await list(ana) });
      await ana.pickDate('when.date', '2026-11-29');

      const sent = await ana.submit();

      expect(sent.closed).toBe(false);
      expect(ana.view?.text).toContain('This time is over. Choose one in the future.');
      expect(ana.view?.text).toContain('2026-11-29');
    });
  });
});

describe('a click on an old message on Slack', () => {
  const world = worldForEachTest();

  test('of another session goes to that one, and in another channel nowhere', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    const session = await begun(world(), 'Ben');
    await plan(world(), ana, { channel: 'random', date: '2026-12-02' });
    await tap(world(), ben, 'Count me in', { in: 'random' });

    const note = await nextNote(world(), ben, 'random', () =>
      pressUnseen(world(), ben, '4', session.prompt(1).blocks),
    );

    expect(note).toBe('This does not exist any more.');
    expect(await answers(world())).toBe(0);
  });
});
