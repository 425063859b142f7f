import { describe, expect, test } from '@jest/globals';
import { openForm, plan, tap, write } from '../../src/sandbox/demo/stage.ts';
import { sessionIn } from '../support/session-in-channel.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { newForEachTest, people } from '../support/world.ts';

const day = '2026-12-01';
const world = newForEachTest((database) => openTeamsWorld(database, { withBot: false }), true);
const moveTo = (time: string) => world().moveTo(day, time);

/** What people write, or Teams says: each word stands nowhere else. */
const words = {
  title: 'canary-title',
  name: 'canary-name',
  list: 'canary-list',
  parked: 'canary-parked',
  command: 'canary-command',
  start: 'canary-start',
  unsaved: 'canary-unsaved',
  forged: 'canary-forged',
  page: 'canary-page',
};

/** Everything that a real bot writes while a session with secret-looking words is played and much goes wrong. */
const outputOfATroubledSession = async (): Promise<string> => {
  let output = '';
  const bot = await world().addProcess((text) => {
    output += text;
  });
  const { teams, database } = world();
  const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
  teams.addPerson(`Zoe ${words.name}`);
  const [zoe] = people(world(), `Zoe ${words.name}`);

  await plan(world(), ana, { called: words.title });
  await ana.command('team-sales', `schedule "${words.command}" on no day at all`);
  await ana.command('team-sales', `start ${words.start}`);
  for (const person of [ben, caro, zoe]) await tap(world(), person, 'Count me in');
  const session = sessionIn(world(), words.title);
  await moveTo('09:50');
  await moveTo('10:00');
  for (const person of [ben, caro, zoe]) await tap(world(), person, '3', { in: session.prompt(1) });

  const code = `<h1>${words.page}</h1>`;
  teams.faults.next('updateActivity', { kind: 'error', when: 'before', status: 403, code });
  teams.faults.next('updateActivity', { kind: 'garbage', when: 'before' });
  await moveTo('10:03');
  await write(world(), ben, 'Write my list', 'One sign per line', words.list);
  teams.faults.next('token', { kind: '5xx', when: 'before' });
  teams.faults.next('updateActivity', { kind: 'error', when: 'before', status: 401, code });
  await openForm(world(), zoe, 'Write my list');
  await moveTo('10:09');

  // PostgreSQL explains, too: the detail of its fault is the whole row.
  await database.pool.query('alter table answers add constraint canary_check check (false) not valid');
  await zoe.set('One sign per line', words.unsaved);
  await zoe.submit();
  await database.pool.query('alter table answers drop constraint canary_check');
  await write(world(), caro, 'Park a question', 'What is still open?', words.parked);
  for (const time of ['10:13', '10:15']) await moveTo(time);

  for (const body of [`{"type":"${words.forged}"}`, `{${words.forged}`]) {
    const authorization = `Bearer ${words.forged}`;
    await fetch(bot.requestUrls.teams!, { method: 'POST', body, headers: { authorization } });
  }
  const tenant = { id: teams.addTenant(words.forged).id };
  await teams.post({
    ...{ type: 'message', channelId: 'msteams', serviceUrl: teams.serviceUrl, text: words.forged },
    ...{ from: { id: '29:x' }, conversation: { id: 'a:x' }, channelData: { tenant } },
  });
  await world().settled();
  await bot.stop();
  expect(output).toContain(tenant.id);
  return output;
};

describe('what the process writes', () => {
  test('on Teams holds no word of people’s, no token and no secret, whatever goes wrong', async () => {
    const output = await outputOfATroubledSession();

    // The faults have come as far as the log.
    const told = ['the platform refused an edit', '23514', 'of another tenant or cloud was refused'];
    for (const each of told) expect(output).toContain(each);
    const secrets = { ...words, password: 'only-for-the-local-teams', token: 'eyJ' };
    const heard = Object.entries(secrets).filter(([, word]) => output.includes(word));
    expect(heard).toEqual([]);
  });
});
