import { expect, test } from '@jest/globals';
import { openForm, openPlanning, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { announcementsIn, begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { withStandstill } from '../support/standstill.ts';
import { people, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();
const move = (time: string) => world().moveTo('2026-12-01', time);

/** A machine that stands still for nearly as long as a statement may take refuses honestly. */
const refusesAfterMs = 1_300;
/** As many at the same moment as a phase of a few minutes brings. */
const atOnce = 8;
const each = async (all: readonly Person[], act: (person: Person, index: number) => Promise<unknown>) => {
  const before = world().log.length;
  const { stoodStillMs } = await withStandstill(async () => {
    for (let from = 0; from < all.length; from += atOnce) {
      await Promise.all(all.slice(from, from + atOnce).map((person, index) => act(person, from + index)));
    }
    await world().settled();
  });
  // Whoever could not be answered in time was told to press again; here nobody was, unless nothing ran for that long.
  const refused = world()
    .log.slice(before)
    .filter(({ text }) => text === 'an interaction failed');
  expect(stoodStillMs < refusesAfterMs ? refused : []).toEqual([]);
};

test('200 people answer: everything is shown within what Slack takes, and the figures are right', async () => {
  const { slack } = world();
  const everybody = Array.from({ length: 200 }, (_, index) => slack.addPerson(`Person ${index + 1}`));
  const [ana] = people(world(), 'Ana');
  const session = await begun(world(), 'Person 1');

  await each(everybody, (person, index) =>
    tap(world(), person, index % 4 === 0 ? '2' : '4', { in: session.prompt(1) }),
  );
  await move('10:02');
  expect(session.prompt(1).plainText).toMatch(/2 ▇+ 50 .*4 ▇+ 150 .*\(200 answers\)/);
  expect(session.desk().plainText).toContain('200 of 200 answered');

  await move('10:03');
  const long = 'a sender that I have never seen before, and a link that leads somewhere else '.repeat(12);
  await each(everybody, (person, index) =>
    write(world(), person, 'Write my list', 'text', `list ${index + 1}: ${long}`, { in: session.prompt(2) }),
  );
  await move('10:09');
  expect(session.prompt(3).plainText).toContain('Your 200 ');
  expect(session.prompt(3).plainText).toContain('+ 196 more');
  await openForm(world(), ana, 'Show all', { in: session.prompt(3) });
  for (const number of [1, 100, 200]) expect(ana.view?.text).toContain(`list ${number}: a sender`);
  await ana.close();

  await each(everybody, (person, index) =>
    tap(world(), person, index % 10 === 0 ? 'Delete the mail' : 'New password', { in: session.prompt(3) }),
  );
  await each(everybody.slice(0, 60), (person, index) =>
    write(world(), person, 'Park a question', 'What is still open?', `question ${index + 1}? ${long}`, {
      in: session.prompt(3),
    }),
  );
  await move('10:12');
  expect(session.prompt(3).plainText).toContain('(200 answers)');
  for (let stars = 0; stars < 3; stars += 1) await ana.click('★ recap', { in: session.desk() });
  await move('10:13');
  await move('10:15');

  const recap = session.recap().plainText;
  expect(recap).toContain('200 took part');
  expect(recap).toMatch(/Check: 180 of 200 /);
  expect(recap).toMatch(/\+ \d+ more/);
  expect(session.card().plainText).toContain('200 took part');
  expect(slack.traffic.filter(({ error }) => error).map(({ name, error }) => `${name} ${error}`)).toEqual([]);
}, 180_000);

test.each([
  [
    'a list of 200 lines',
    Array.from({ length: 200 }, (_, line) => `sign ${line + 1}`).join('\n'),
    'sign 200',
  ],
  ['a line of 2,000 characters', `${'🐟'.repeat(990)} at its end`, 'at its end'],
])('%s is shown in part where others are, and as a whole behind Show all', async (_, list, end) => {
  const [ben] = people(world(), 'Ben');
  const session = await begun(world(), 'Ben');
  await move('10:03');
  await write(world(), ben, 'Write my list', 'text', list, { in: session.prompt(2) });
  await move('10:09');

  expect(session.prompt(3).plainText).toContain('…');
  expect(session.prompt(3).plainText.length).toBeLessThan(1_500);
  await openForm(world(), ben, 'Show all', { in: session.prompt(3) });
  expect(ben.view?.text).toContain(end);
  expect(ben.view?.text).not.toContain('\uFFFD');
});

test('a list with half an emoji, zero bytes and marks that turn words around is kept as far as it can be seen', async () => {
  const [ben] = people(world(), 'Ben');
  const session = await begun(world(), 'Ben');
  await move('10:03');
  await write(
    world(),
    ben,
    'Write my list',
    'text',
    'wrong\u0000 sender\uD83D\n\u202Egnorw\u202C \u200B\nשלום 3',
    {
      in: session.prompt(2),
    },
  );
  await move('10:09');

  expect(session.prompt(3).plainText).toContain('wrong sender\uFFFD · gnorw · \u2068שלום\u2069 3');
});

test('a line of 3,000 characters is more than the box takes: Slack says so, and the text stays', async () => {
  const [ben] = people(world(), 'Ben');
  const session = await begun(world(), 'Ben');
  await move('10:03');
  await openForm(world(), ben, 'Write my list', { in: session.prompt(2) });
  await ben.set('text', 'x'.repeat(3_000));

  const sent = await ben.submit();

  expect(sent).toMatchObject({ status: 0, closed: false });
  expect(String(Object.values(ben.view?.values ?? {})[0])).toHaveLength(3_000);
});

test('in a channel of 2,000 a session is planned and held; the form says for how many it is meant', async () => {
  const { slack } = world();
  for (let count = slack.people.length; count < 2_000; count += 1) slack.addPerson(`Member ${count}`);
  const [ana, last] = [slack.person('Ana'), slack.people.at(-1)!];

  await openPlanning(world(), ana);
  expect(ana.view?.text).toContain('This channel has 2000 members; sessions suit 3–12 people.');
  await ana.close();
  await planned(world(), last.name);
  await move('09:50');
  await move('10:00');
  await last.click('4', { in: sessionIn(world()).prompt(1) });
  await world().settled();

  const rows = await world().database.pool.query('select member_id from answers');
  expect(rows.rows).toEqual([{ member_id: last.id }]);
  expect(announcementsIn(world())[0]?.plainText).toContain('1 is in');
});

test('many who press at once are looked up once: 200 in a channel of 2,000 cost a few calls', async () => {
  const { slack } = world();
  for (let count = slack.people.length; count < 2_000; count += 1) slack.addPerson(`Member ${count}`);
  const session = await begun(world(), 'Ben');
  const calls = () =>
    slack.traffic.filter(({ kind, name }) => kind === 'call' && /^(conversations|users)\./.test(name)).length;
  const before = calls();

  await each(slack.people.slice(100, 300), (person) => tap(world(), person, '4', { in: session.prompt(1) }));

  // All pages of the members once, and once more a minute later at most.
  expect(calls() - before).toBeLessThan(20);
  await move('10:01');
  expect(session.desk().plainText).toMatch(/200 of 20\d answered/);
});
