import { describe, expect } from '@jest/globals';
import { testOnServer } from '../support/database.ts';
import { reportOf } from '../support/delivery-report.ts';
import { planned, sessionIn } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

const world = worldForEachTest({ withBot: false });

const moveTo = (time: string) => world().moveTo('2026-12-01', time);
const session = () => sessionIn(world());
const thread = () => session().firstWords();

/** Three processes go on until the first time, all of them are killed, and two are there again from the second one on. */
const downBetween = async (...[before, from, to]: [before: string[], from: string, to: string]) => {
  const processes = await Promise.all([1, 2, 3].map(() => world().addProcess()));
  await planned(world(), 'Ben', 'Caro', 'Dev');
  for (const time of before) await moveTo(time);
  await moveTo(from);
  await Promise.all(processes.map((one) => one.kill()));
  await moveTo(to);
  await Promise.all([1, 2].map(() => world().addProcess()));
  await world().settled();
};

describe('all processes are down (on a server: TEST_DATABASE_URL)', () => {
  testOnServer.each<[string, string[], string, string, string[]]>([
    ['30 s over a change of phase', ['09:50', '10:00'], '10:02:45', '10:03:15', ['1', '2']],
    ['30 s within a phase', ['09:50', '10:00'], '10:01', '10:01:30', ['1']],
    ['10 min, and two phases went by', ['09:50', '10:00'], '10:01', '10:11', ['1', '3']],
    ['2 h, and the session is over', ['09:50', '10:00'], '10:01', '12:01', ['1', 'Spot']],
  ])('%s: what is still worth saying is said once', async (_, before, from, to, expected) => {
    await downBetween(before, from, to);

    expect(thread()).toEqual(expected);
    await moveTo('12:05');
    expect(new Set(thread()).size).toBe(thread().length);
    expect(await reportOf(world())).toMatchObject({
      due: 0,
      unknown: [],
      refused: [],
    });
  });

  testOnServer.each([
    ['30 s over the start', '09:59:45', '10:00:15', '1 · Active start until 10:03'],
    ['2 min over the start', '09:59', '10:01', '1 · Active start until 10:04'],
  ])('%s: the session begins with its full length', async (_, from, to, expected) => {
    await downBetween(['09:50'], from, to);

    expect(thread()).toEqual(['1']);
    expect(session().prompt(1).plainText).toContain(expected);
  });

  testOnServer.each([
    ['10 min', '09:55', '10:05'],
    ['2 h', '09:55', '11:55'],
  ])('%s over the start: it is missed, which is said once, and nothing is replayed', async (_, from, to) => {
    await downBetween(['09:50'], from, to);

    expect(thread()).toEqual([]);
    expect(session().card().plainText).toContain('did not start: I was not running between');
    const { edits } = session().card();
    await moveTo('12:30');
    expect(session().card().edits).toBe(edits);
    expect(thread()).toEqual([]);
  });
});
