import { describe, expect } from '@jest/globals';
import { tap, write } from '../../src/sandbox/demo/stage.ts';
import { testOnServer } from '../support/database.ts';
import { announcementsIn, planned, sessionIn } from '../support/session-in-channel.ts';
import { people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';
const world = worldForEachTest({ withBot: false });

const moveTo = (time: string) => world().moveTo(day, time);

/** Every message of the bot that stands in the channel or in Ana's chat with it, by its first line. */
const firstLines = () =>
  [...world().slack.channel('team-sales').messages, ...world().slack.directMessages('Ana')]
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map(({ versions, text }) => versions[0]?.text ?? text);

// The embedded database has one session for everybody: it cannot show how two processes take turns.
describe('two processes on one database (on a server: TEST_DATABASE_URL)', () => {
  testOnServer('post every message exactly once and take answers in turn', async () => {
    const [ben, caro, dev] = people(world(), 'Ben', 'Caro', 'Dev');
    await world().addProcess();
    await world().addProcess();
    await planned(world(), 'Ben', 'Caro', 'Dev');
    const session = sessionIn(world());
    await moveTo('09:50');
    await moveTo('10:00');
    for (const person of [ben, caro, dev]) await tap(world(), person, '4', { in: session.prompt(1) });
    await moveTo('10:03');
    for (const person of [ben, caro, dev]) {
      await write(world(), person, 'Write my list', 'One sign per line', 'hurry');
    }
    await moveTo('10:09');
    for (const person of [ben, caro, dev]) await tap(world(), person, 'Scan the computer');
    for (const time of ['10:12', '10:13', '10:15']) await moveTo(time);

    const lines = firstLines();
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toHaveLength(1 + 1 + 5 + 1);
    expect(announcementsIn(world())).toHaveLength(1);
    expect(session.recap().plainText).toContain('3 took part');
    const notes = world().slack.channel('team-sales').ephemerals;
    const told = notes.filter(({ plainText }) => plainText.startsWith('You said Scan'));
    expect(told.map(({ userId }) => userId).sort()).toEqual([ben.id, caro.id, dev.id]);
    const served = new Set(
      world()
        .slack.traffic.filter(({ kind }) => kind === 'delivery')
        .map(({ to }) => to),
    );
    expect(served.size).toBe(2);
  });

  testOnServer('go on when one of them is killed', async () => {
    const [ben] = people(world(), 'Ben');
    const first = await world().addProcess();
    await world().addProcess();
    await planned(world(), 'Ben', 'Caro', 'Dev');
    const session = sessionIn(world());
    await moveTo('09:50');
    await moveTo('10:00');

    await first.kill();
    await tap(world(), ben, '4', { in: session.prompt(1) });
    for (const time of ['10:03', '10:09', '10:13', '10:15']) await moveTo(time);

    expect(session.thread()).toHaveLength(5);
    expect(session.recap().plainText).toContain('1 took part');
  });
});
