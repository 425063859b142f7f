import { describe, expect } from '@jest/globals';
import { openForm } from '../../src/sandbox/demo/stage.ts';
import { testOnServer } from '../support/database.ts';
import { reportOf } from '../support/delivery-report.ts';
import { begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

const world = worldForEachTest({ withBot: false });

const day = '2026-12-01';
const strike = (time: string) => world().clock.moveTo(new Date(`${day}T${time}+01:00`));
const phases = () => sessionIn(world()).firstWords();
const ask = async (sql: string) => (await world().database.pool.query(sql)).rows;
const report = () => reportOf(world());

describe('two processes (on a server: TEST_DATABASE_URL)', () => {
  testOnServer.each([0, 1, 2, 3])(
    'of which one stops a session in the millisecond in which the other changes its phase agree (%i)',
    async () => {
      await Promise.all([world().addProcess(), world().addProcess()]);
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      const ana = world().slack.person('Ana');

      const stopping = ana.click('Stop', { in: session.desk() });
      strike('10:03:00');
      await stopping;
      await world().settled();
      strike('10:03:20');
      await world().settled();

      // Whichever came first: the session is over, once, with one recap and nothing after it.
      const ends = await ask(`select from session_events where type = 'session-ended'`);
      expect(ends).toHaveLength(1);
      expect([
        ['1', 'Spot'],
        ['1', '2', 'Spot'],
      ]).toContainEqual(phases());
      await world().moveTo(day, '10:20');
      expect(phases().at(-1)).toBe('Spot');
      expect(new Set(phases()).size).toBe(phases().length);
      expect(await report()).toMatchObject({ due: 0, unknown: [], setAside: [] });
    },
  );

  testOnServer(
    'of which one posts a card while the other cancels its session show that in the end',
    async () => {
      const { slack } = world();
      await Promise.all([world().addProcess(), world().addProcess()]);
      const session = await planned(world(), 'Ben', 'Caro', 'Dev');
      const release = slack.faults.hold('chat.postMessage');
      strike('09:50:00');
      while ((await ask(`select from deliveries where kind = 'card' and state = 'sending'`)).length === 0);

      const ana = slack.person('Ana');
      await ana.command('team-sales', 'list');
      const list = ana.sees('team-sales').findLast(({ ephemeral }) => ephemeral)!;
      await openForm(world(), ana, 'Cancel', { in: list });
      expect(await ana.submit()).toMatchObject({ status: 200, closed: true });
      expect(await ask(`select from deliveries where kind = 'card' and state = 'posted'`)).toEqual([]);
      release();
      await world().settled();
      await slack.until(() => session.card().plainText.includes('cancelled by Ana'), {
        because: 'the card is edited once it stands',
      });

      await world().moveTo(day, '10:20');
      expect(phases()).toEqual([]);
      expect(await report()).toMatchObject({ due: 0, unknown: [], setAside: [] });
    },
  );
});
