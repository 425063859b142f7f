import { describe, expect, test } from '@jest/globals';
import { openForm } from '../../src/sandbox/demo/stage.ts';
import type { Person } from '../../src/sandbox/slack/control.ts';
import {
  announcementsIn,
  begun,
  noteTo,
  openPlanning,
  plan,
  planned,
} from '../support/session-in-channel.ts';
import { people, type World, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();

/** Presses the same button twice in the same moment, as an impatient finger does. */
const twice = async (
  person: Person,
  button: string,
  where?: Parameters<Person['click']>[1],
): Promise<void> => {
  await Promise.all([person.click(button, where), person.click(button, where)]);
  await world().settled();
};

/** Sends the form that is open twice in the same moment. */
const sendTwice = async (person: Person): Promise<void> => {
  await Promise.all([person.submit(), person.submit()]);
  await world().settled();
};

const count = async ({ database }: World, rows: string): Promise<number> => {
  const { rows: found } = await database.pool.query<{ count: number }>(
    `select count(*)::integer as count from ${rows}`,
  );
  return found[0]!.count;
};

describe('a button that is pressed twice in the same moment', () => {
  test('Count me in signs up once', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana);

    await twice(ben, 'Count me in');
    await world().moveTo('2026-11-30', '09:02');

    expect(announcementsIn(world())[0]?.plainText).toContain('1 is in');
    expect(await count(world(), 'participants where left_at is null')).toBe(1);
  });

  test("I'm in counts one", async () => {
    const [ben] = people(world(), 'Ben');
    const session = await planned(world());
    await world().moveTo('2026-12-01', '09:50');

    await twice(ben, "I'm in", { in: session.card() });
    await world().moveTo('2026-12-01', '09:55');

    expect(session.card().plainText).toContain('1 is in');
  });

  test('an answer is one answer', async () => {
    const [ben] = people(world(), 'Ben');
    const session = await begun(world(), 'Ben');

    await twice(ben, '4', { in: session.prompt(1) });

    expect(await count(world(), 'answers')).toBe(1);
    expect(noteTo(ben)).toContain('Saved: 4.');
  });

  test('Next moves on by one phase, and the second press is told so', async () => {
    const [ana] = people(world(), 'Ana');
    const session = await begun(world(), 'Ben');

    await twice(ana, 'Next', { in: session.desk() });

    expect(session.findPrompt(2)).toBeDefined();
    expect(session.findPrompt(3)).toBeUndefined();
    expect(noteTo(ana, 'dm')).toBe('That phase was over already; the next one runs.');
  });

  test('+1 min is a minute for each press, and never more than five', async () => {
    const [ana] = people(world(), 'Ana');
    const session = await begun(world(), 'Ben');

    await twice(ana, '+1 min', { in: session.desk() });
    expect(session.card().plainText).toContain('(2 min added)');

    for (let press = 0; press < 3; press += 1) await twice(ana, '+1 min', { in: session.desk() });
    expect(session.card().plainText).toContain('(5 min added)');
    expect(noteTo(ana, 'dm')).toBe(
      'Five minutes are added already; more would not be a short session any more.',
    );
  });

  test('Start now starts one session', async () => {
    const [ana] = people(world(), 'Ana');
    const session = await planned(world(), 'Ben');
    await world().moveTo('2026-12-01', '09:50');

    await twice(ana, 'Start now', { in: session.desk() });

    expect(session.thread().filter(({ plainText }) => plainText.startsWith('1 · '))).toHaveLength(1);
    expect(noteTo(ana, 'dm')).toBe('It has started already.');
  });

  test('a ready session that is chosen to start begins once', async () => {
    const [ana] = people(world(), 'Ana');
    await ana.command('team-sales', 'start');

    await twice(ana, 'Spot the phish', { in: 'team-sales' });

    expect(await count(world(), 'sessions')).toBe(1);
    expect(await count(world(), 'series')).toBe(1);
  });

  test.each([
    ['Pause', 'The session is paused. Press Go on first.'],
    ['Reveal now', 'There is nothing to open here, or it is open already.'],
  ])('%s does it, and the second press is told so', async (button, told) => {
    const [ana] = people(world(), 'Ana');
    const session = await begun(world(), 'Ben');

    await twice(ana, button, { in: session.desk() });

    expect(noteTo(ana, 'dm')).toBe(told);
    expect(world().log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('a star stays a star', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    const session = await begun(world(), 'Ben');
    await world().moveTo('2026-12-01', '10:03');
    await openForm(world(), ben, 'Write my list', { in: session.prompt(2) });
    await ben.set('text', 'wrong sender');
    await ben.submit();
    await world().moveTo('2026-12-01', '10:09');

    await twice(ana, '★ recap', { in: session.desk() });
    expect(await count(world(), 'answers where starred')).toBe(1);

    await twice(ana, '★ in the recap', { in: session.desk() });
    expect(await count(world(), 'answers where starred')).toBe(0);
  });

  test('Pause of a series holds it once', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, { howOften: 'Its series' });
    await ana.command('team-sales', 'list');

    await twice(ana, 'Pause', { in: 'team-sales' });

    const notes = ana.sees('team-sales').filter(({ ephemeral }) => ephemeral);
    expect(notes.some(({ text }) => text.startsWith('This series is paused.'))).toBe(true);
    expect(await count(world(), "session_events where type = 'session-held'")).toBe(6);
  });
});

describe('a form that is sent twice in the same moment', () => {
  test('Plan it plans one series, and announces it once', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);
    await ana.choose('How often?', 'Its series');

    await sendTwice(ana);

    expect(await count(world(), 'series')).toBe(1);
    expect(await count(world(), 'sessions')).toBe(6);
    expect(await count(world(), 'drafts')).toBe(0);
    expect(announcementsIn(world())).toHaveLength(1);
  });

  test('Plan it by two people for the same time plans the first, and tells the other when it is free', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await openPlanning(world(), ana);
    await openPlanning(world(), ben);

    const sent = await Promise.all([ana.submit(), ben.submit()]);
    await world().settled();

    expect(sent.filter(({ closed }) => closed)).toHaveLength(1);
    expect(`${ana.view?.text}${ben.view?.text}`).toContain(
      '"Spot the phish" is on then. The next free time is Tue 1 Dec, 10:15.',
    );
    expect(announcementsIn(world())).toHaveLength(1);
  });

  test('a list is one answer', async () => {
    const [ben] = people(world(), 'Ben');
    const session = await begun(world(), 'Ben');
    await world().moveTo('2026-12-01', '10:03');
    await openForm(world(), ben, 'Write my list', { in: session.prompt(2) });
    await ben.set('text', 'wrong sender');

    await sendTwice(ben);

    expect(await count(world(), 'answers')).toBe(1);
  });

  test('a question is parked once, and what is known about it is known once', async () => {
    const [ben, caro] = people(world(), 'Ben', 'Caro');
    const session = await begun(world(), 'Ben');
    for (const time of ['10:03', '10:09']) await world().moveTo('2026-12-01', time);
    await openForm(world(), ben, 'Park a question', { in: session.prompt(3) });
    await ben.set('What is still open?', 'Who resets passwords?');

    await sendTwice(ben);
    for (const time of ['10:13', '10:15']) await world().moveTo('2026-12-01', time);
    await openForm(world(), caro, 'I know', { in: session.recap() });
    await caro.set('What do you know?', 'The helpdesk does.');
    await sendTwice(caro);

    expect(session.recap().plainText.match(/Who resets passwords\?/g)).toHaveLength(1);
    expect(session.recap().plainText.match(/The helpdesk does\./g)).toHaveLength(1);
  });

  test('what we keep is kept once', async () => {
    const [ana] = people(world(), 'Ana');
    const session = await begun(world(), 'Ben');
    for (const time of ['10:03', '10:09', '10:13']) await world().moveTo('2026-12-01', time);
    await openForm(world(), ana, 'Write what we keep', { in: session.desk() });
    await ana.set('What do we keep, and where?', 'Ask first.');

    await sendTwice(ana);
    await world().moveTo('2026-12-01', '10:15');

    expect(session.recap().plainText).toContain('We keep Ask first.');
  });

  test('the settings are saved', async () => {
    const [ana] = people(world(), 'Ana');
    await ana.command('team-sales', 'settings');
    await world().slack.until(() => ana.view);

    await sendTwice(ana);

    expect(await count(world(), 'channel_settings')).toBe(1);
  });

  test('and comes again from a form that stayed open elsewhere is told so, with what was typed', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);
    await ana.set('Called', 'Planned on the phone');
    // The same draft on another device.
    const { id } = ana.view!;
    await ana.submit();
    await world().settled();
    await openPlanning(world(), ana);
    await ana.set('Called', 'Half of a name');
    await world().database.pool.query('delete from drafts');

    const sent = await ana.submit();

    expect(id).not.toBe(ana.view?.id);
    expect(Object.values(sent.errors ?? {})).toEqual([
      'This form was sent already, or another one has taken its place. /microtraining list shows what is planned.',
    ]);
    expect(ana.view?.values.Called).toBe('Half of a name');
    expect(announcementsIn(world())).toHaveLength(1);
  });
});

test('a title that is typed while the form is being sent does not bring its draft back', async () => {
  const [ana] = people(world(), 'Ana');
  await openPlanning(world(), ana);

  await Promise.all([ana.submit(), ana.set('Called', 'Too late')]);
  await world().settled();

  expect(await count(world(), 'series')).toBe(1);
  expect(await count(world(), 'drafts')).toBe(0);
});
