import { describe, expect, test } from '@jest/globals';
import { openForm, tap } from '../../src/sandbox/demo/stage.ts';
import type { MessageRecord, Person } from '../../src/sandbox/slack/control.ts';
import {
  announcementsIn,
  begun,
  nextNote,
  noteTo,
  openPlanning,
  plan,
  planned,
  press,
} from '../support/session-in-channel.ts';
import { pressUnseen } from '../support/signed-press.ts';
import { people, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();
const tuesday = '2026-12-01';
const move = (time: string, date = tuesday) => world().moveTo(date, time);

/** The first version of a message: what somebody's client may still show. */
const asPosted = (message: MessageRecord) => message.versions[0]!.blocks;

const answers = async (): Promise<number> => {
  const { rows } = await world().database.pool.query<{ count: number }>(
    'select count(*)::integer as count from answers',
  );
  return rows[0]!.count;
};

/** Presses something that changes nothing, so that later presses are answered to nobody else. */
const lookAround = (...all: Person[]) =>
  Promise.all(
    all.map((person) => nextNote(world(), person, 'team-sales', () => person.click('What is this?'))),
  );

/** Presses a button that only an old version of a message shows, and gives the private word on it. */
const pressOld = (person: Person, button: string, message: MessageRecord) =>
  nextNote(world(), person, 'team-sales', () => pressUnseen(world(), person, button, asPosted(message)));

describe('a click on an old message', () => {
  test('of a phase that is over is not taken, and says why', async () => {
    const [ben] = people(world(), 'Ben');
    const session = await begun(world(), 'Ben');
    await tap(world(), ben, '4', { in: session.prompt(1) });
    for (const time of ['10:02', '10:03']) await move(time);

    expect(await pressOld(ben, '2', session.prompt(1))).toBe(
      'The answers are shown already, so yours stays as it is.',
    );
    expect(await answers()).toBe(1);
  });

  test('of a session that is over leads to its recap', async () => {
    const [ben, caro] = people(world(), 'Ben', 'Caro');
    const session = await begun(world(), 'Ben');
    await lookAround(caro);
    await tap(world(), ben, '4', { in: session.prompt(1) });
    for (const time of ['10:03', '10:09', '10:13', '10:15']) await move(time);

    expect(await pressOld(caro, "I'm in", session.card())).toBe('This session is over.\n[Read the recap]');
    expect(await pressOld(caro, 'Not this time', session.card())).toBe(
      'This session is over.\n[Read the recap]',
    );
    const { rows } = await world().database.pool.query(
      'select member_id from participants where left_at is null',
    );
    expect(rows).toEqual([{ member_id: ben.id }]);
  });

  test('of a session that is cancelled says so', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    const session = await planned(world(), 'Caro');
    await lookAround(ana);
    await move('09:50');
    await tap(world(), ben, "I'm in", { in: session.card() });
    await ana.command('team-sales', 'list');
    await openForm(world(), ana, 'Cancel', { in: 'team-sales' });
    await ana.submit();
    await world().settled();

    expect(await pressOld(ben, "I'm in", session.card())).toBe('This session is cancelled.');
    expect(await pressOld(ana, 'Start now', session.desk())).toBe('This session is cancelled.');
    await move('10:00');
    expect(session.findPrompt(1)).toBeUndefined();
  });

  test('of a series that is ended signs nobody up, and the announcement stays as it is', async () => {
    const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
    await plan(world(), ana, { howOften: 'Its series' });
    await tap(world(), caro, 'Count me in');
    await lookAround(ben);
    await ana.command('team-sales', 'list');
    await openForm(world(), ana, 'End', { in: 'team-sales' });
    await ana.submit();
    await world().settled();
    await move('09:00', '2026-12-02');
    const [announcement] = announcementsIn(world());
    const before = announcement?.plainText;

    expect(await pressOld(ben, 'Count me in', announcement!)).toBe('This series is ended.');
    await move('09:00', '2026-12-03');

    expect(announcement?.plainText).toBe(before);
  });

  test('of a desk whose phase is over does not skip another', async () => {
    const [ana] = people(world(), 'Ana');
    const session = await begun(world(), 'Ben');
    const old = session.desk().blocks;
    await press(world(), ana, 'Next', session.desk());

    const note = await nextNote(world(), ana, 'dm', () => pressUnseen(world(), ana, 'Next', old));

    expect(note).toBe('That phase was over already; the next one runs.');
    await world().settled();
    expect(session.findPrompt(3)).toBeUndefined();
  });

  test('of yesterday’s list does what still can be done, and says what cannot', async () => {
    const [ana] = people(world(), 'Ana');
    await planned(world(), 'Ben');
    await ana.command('team-sales', 'list');
    const list = world()
      .slack.channel('team-sales')
      .ephemerals.findLast(({ userId }) => userId === ana.id)!;
    for (const time of ['09:50', '10:00', '10:03', '10:09', '10:13', '10:15']) await move(time);
    await move('11:00', '2026-12-03');

    for (const button of ['Start now', "I'm in"]) {
      const note = await nextNote(world(), ana, 'team-sales', () => ana.click(button, { in: list }));
      expect(note).toContain('This session is over.');
    }
    await openForm(world(), ana, 'Cancel', { in: list });
    await ana.submit();
    expect(ana.view?.text).toContain('This session is over.');
  });

  test('of another session goes to that one, and in another channel nowhere', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    const session = await begun(world(), 'Ben');
    await plan(world(), ana, { channel: 'random', date: '2026-12-02' });
    await tap(world(), ben, 'Count me in', { in: 'random' });

    const note = await nextNote(world(), ben, 'random', () =>
      pressUnseen(world(), ben, '4', asPosted(session.prompt(1))),
    );

    expect(note).toBe('This does not exist any more.');
    expect(await answers()).toBe(0);
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

    expect((await ben.submit()).closed).toBe(true);
    await world().settled();
    expect(noteTo(ben)).toContain('is saved and marked late');
    expect(session.prompt(3).plainText).not.toContain('in a hurry');
  });

  test('within a day after the session is kept as well', async () => {
    const { ben } = await listForm();
    for (const time of ['10:09', '10:13', '10:15']) await move(time);
    await move('10:14', '2026-12-02');

    expect((await ben.submit()).closed).toBe(true);
    expect(await answers()).toBe(1);
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
      expect(Object.values(sent.errors ?? {})).toEqual(['This session is over.']);
      expect(Object.values(ben.view?.values ?? {})).toEqual([text]);
      expect(await answers()).toBe(0);
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

    const sent = await ana.submit();

    expect(Object.values(sent.errors ?? {})).toEqual(['This session is over.']);
    expect(Object.values(ana.view?.values ?? {})).toEqual(['Ask first.']);
    expect(session.recap().plainText.includes('Ask first.')).toBe(before.includes('Ask first.'));
  });

  test.each(['\u200B\u2060', '  \n\t ', '\uFE0F', '\u202E'])(
    'with nothing to be seen in it is refused: %j',
    async (text) => {
      const { ben } = await listForm();
      await ben.set('text', text);

      const sent = await ben.submit();

      expect(Object.values(sent.errors ?? {})).toEqual(['A few words are needed here.']);
      expect(await answers()).toBe(0);
    },
  );

  test('with words for a session that has begun, or is cancelled, is refused and stays open with them', async () => {
    const [ana] = people(world(), 'Ana');
    await planned(world(), 'Ben');
    await ana.command('team-sales', 'list');
    await openForm(world(), ana, 'Edit the words', { in: 'team-sales' });
    await ana.set('1 · Question', 'How many signs?');
    await move('09:50');
    await move('10:00');

    const sent = await ana.submit();

    expect(Object.values(sent.errors ?? {})).toEqual(['It has started already.']);
    expect(ana.view?.values['1 · Question']).toBe('How many signs?');
  });

  test('with a new time for a session that was cancelled meanwhile says so, and keeps the time', async () => {
    const [ana] = people(world(), 'Ana');
    await planned(world(), 'Ben');
    await ana.command('team-sales', 'list');
    const list = world()
      .slack.channel('team-sales')
      .ephemerals.findLast(({ userId }) => userId === ana.id)!;
    await openForm(world(), ana, 'Cancel', { in: list });
    await ana.submit();
    await world().settled();

    await openForm(world(), ana, 'Move', { in: list });
    await ana.pickTime('when.time', '15:00');
    const sent = await ana.submit();

    expect(sent.closed).toBe(false);
    expect(ana.view?.text).toContain('This session is cancelled.');
    expect(ana.view?.text).toContain('15:00');
  });

  test('to skip a date that has changed meanwhile skips nothing', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, { howOften: 'Its series' });
    await ana.command('team-sales', 'list');
    await openForm(world(), ana, 'Skip this date', { in: 'team-sales' });
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

    expect(ana.view?.text).toContain('It has another date by now. Look at the list again.');
    const { rows: after } = await world().database.pool.query(
      'select id, state from sessions order by ordinal',
    );
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  test('to end a series that was ended meanwhile says so', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, { howOften: 'Its series' });
    await ana.command('team-sales', 'list');
    await openForm(world(), ana, 'End', { in: 'team-sales' });
    await world().database.pool.query(`update series set status = 'ended', changed_by = 'U0ANA'`);

    await ana.submit();

    expect(ana.view?.text).toContain('This series is ended.');
  });

  test('to plan, by a draft that is gone, is refused and stays open with what was typed in it and above it', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);
    await openForm(world(), ana, 'Questions');
    await ana.set('1 · Question', 'How many signs?');
    await world().database.pool.query('delete from drafts');
    const gone =
      'This form was sent already, or another one has taken its place. /microtraining list shows what is planned.';

    expect(Object.values((await ana.submit()).errors ?? {})).toEqual([gone]);
    expect(ana.view?.values['1 · Question']).toBe('How many signs?');
    await ana.close();
    // Told at once, on top of the form.
    await ana.set('Called', 'Phish for lunch');
    await world().slack.until(() => ana.view?.text.includes(gone));
    await ana.close();
    expect(Object.values((await ana.submit()).errors ?? {})).toEqual([gone]);
    expect(ana.view?.values.Called).toBe('Phish for lunch');
    expect(announcementsIn(world())).toEqual([]);
  });

  test('with settings, hours after it was opened, is saved', async () => {
    const [ana] = people(world(), 'Ana');
    await ana.command('team-sales', 'settings');
    await world().slack.until(() => ana.view);
    await move('17:00', '2026-11-30');
    await ana.choose('What the channel itself shows', 'Only the card');

    expect((await ana.submit()).closed).toBe(true);
    const { rows } = await world().database.pool.query('select style from channel_settings');
    expect(rows).toEqual([{ style: 'quiet' }]);
  });

  test('to move a session to no time, or into the past, says so and keeps what was picked', async () => {
    const [ana] = people(world(), 'Ana');
    await planned(world(), 'Ben');
    await ana.command('team-sales', 'list');
    await openForm(world(), ana, 'Move', { in: 'team-sales' });
    await ana.pickDate('when.date', '2026-11-29');

    const sent = await ana.submit();

    expect(sent.closed).toBe(false);
    expect(ana.view?.text).toContain('This time is over. Choose one in the future.');
    expect(ana.view?.text).toContain('[2026-11-29 ▾]');
  });
});
