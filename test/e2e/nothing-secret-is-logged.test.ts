import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, tap, write } from '../../src/sandbox/demo/stage.ts';
import { press, sessionIn } from '../support/session-in-channel.ts';
import { people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';
const secret = 'canary-of-the-credentials';
const world = worldForEachTest({ secret, withBot: false });
const moveTo = (time: string) => world().moveTo(day, time);

/** What people write: each word stands nowhere else. */
const words = {
  title: 'canary-title',
  goal: 'canary-goal',
  name: 'canary-name',
  list: 'canary-list',
  plan: 'canary-plan',
  parked: 'canary-parked',
  known: 'canary-known',
  command: 'canary-command',
  start: 'canary-start',
  unsaved: 'canary-unsaved',
  forged: 'canary-forged',
  refusal: 'canary-refusal',
  page: 'canary-page',
};

/** Everything that a real bot writes while a session with secret-looking words is played and everything goes wrong. */
const outputOfATroubledSession = async (): Promise<string> => {
  let output = '';
  const bot = await world().addProcess((text) => {
    output += text;
  });
  const { slack, database } = world();
  const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
  const named = slack.addPerson(`Zoe ${words.name}`);

  await openPlanning(world(), ana);
  await ana.set('Called', words.title);
  await ana.submit();
  await world().settled();
  await ana.command('team-sales', `schedule "${words.command}" on no day at all`);
  await ana.command('team-sales', `start ${words.start}`);
  for (const person of [ben, caro, named]) await tap(world(), person, 'Count me in');
  const session = sessionIn(world(), words.title);
  await moveTo('09:50');
  await moveTo('10:00');
  for (const person of [ben, caro, named]) await tap(world(), person, '3', { in: session.prompt(1) });

  // Slack explains what it refuses, and the SDK hands the explanation to its logger.
  const explained = [`[ERROR] ${words.refusal} [json-pointer:/blocks/0]`, `[WARN] ${words.refusal}`];
  const refusal = { kind: 'error', when: 'before', code: 'invalid_blocks', messages: explained } as const;
  slack.faults.next('chat.update', refusal);
  slack.faults.next('chat.update', { kind: 'error', when: 'before', code: `<h1>${words.page}</h1>` });
  await moveTo('10:03');
  slack.faults.next('views.open', refusal);
  await ben.click('Write my list');
  await slack.until(() => slack.traffic.some(({ name, error }) => name === 'views.open' && error));
  await write(world(), ben, 'Write my list', 'One sign per line', words.list);
  slack.faults.next('chat.update', { kind: '5xx', when: 'before' });
  slack.faults.next('chat.update', { kind: 'hang', when: 'before' });
  await openForm(world(), named, 'Write my list');
  await moveTo('10:09');

  // PostgreSQL explains, too: the detail of its fault is the whole row.
  await database.pool.query('alter table answers add constraint canary_check check (false) not valid');
  await named.set('One sign per line', words.unsaved);
  await named.submit();
  await database.pool.query('alter table answers drop constraint canary_check');
  await write(world(), caro, 'Park a question', 'What is still open?', words.parked);
  await moveTo('10:13');
  await write(
    world(),
    ben,
    'in my own words',
    'When a mail wants me to click or pay quickly, I will …',
    words.plan,
  );
  await moveTo('10:15');
  await write(world(), ben, 'I know', 'What do you know?', words.known);
  await press(world(), ana, '+1 min', session.desk()).catch(() => {});

  const forged = `payload=${encodeURIComponent(JSON.stringify({ type: words.forged }))}`;
  for (const body of [forged, `{${words.forged}`, words.forged]) {
    await fetch(bot.requestUrls.slack!, {
      method: 'POST',
      body,
      headers: { 'x-slack-signature': words.forged },
    });
  }
  await world().settled();
  await bot.stop();
  return output;
};

describe('what the process writes', () => {
  test('holds no word of people’s and no secret, whatever goes wrong', async () => {
    const output = await outputOfATroubledSession();

    // The faults have come as far as the log.
    const told = ['invalid_blocks', 'an answer could not be shown', '23514', 'an interaction failed'];
    for (const each of told) expect(output).toContain(each);
    const heard = Object.entries({ ...words, secret }).filter(([, word]) => output.includes(word));
    expect(heard).toEqual([]);
  });
});
