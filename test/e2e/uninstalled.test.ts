import { describe, expect, test } from '@jest/globals';
import { plan } from '../../src/sandbox/demo/stage.ts';
import { begun, sessionIn } from '../support/session-in-channel.ts';
import { people, worldForEachTest } from '../support/world.ts';

// Slack refuses the token then, which is for an operator to look at.
const world = worldForEachTest({ mayLogErrors: true });
const day = '2026-12-01';

const workspaces = async () =>
  (await world().database.pool.query('select name, uninstalled_at from workspaces')).rows;
const isUninstalled = async (): Promise<boolean> =>
  (await workspaces()).every(({ uninstalled_at }) => uninstalled_at !== null);
const uninstall = async (): Promise<void> => {
  world().slack.uninstall();
  await world().noticed();
};
/** Slack takes the token again, and the process is started with it. */
const reinstall = async (): Promise<void> => {
  world().slack.reinstall();
  await world().addBot();
  await world().settled();
};
const calls = () => world().slack.traffic.filter(({ kind, name }) => kind === 'call' && name !== 'auth.test');
const rows = async (table: string): Promise<number> =>
  (await world().database.pool.query(`select count(*)::integer as rows from ${table}`)).rows[0].rows;

describe('uninstalled in mid-session:', () => {
  test('nothing is swept, posted or edited any more, and the process goes on', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    const before = session.thread().length;

    await uninstall();
    expect(await isUninstalled()).toBe(true);
    const made = calls().length;
    for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo(day, time);

    expect(calls()).toHaveLength(made);
    expect(session.thread()).toHaveLength(before);
    expect(world().log.filter(({ level }) => level === 'error').length).toBeLessThanOrEqual(1);
    await world().slack.redeliver('app_uninstalled');
    expect(await workspaces()).toHaveLength(1);
  });

  test('it is noticed at night where nobody told of it', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.loseEvents('app_uninstalled', 'tokens_revoked');
    await uninstall();
    expect(await isUninstalled()).toBe(false);

    await world().tidy();

    expect(await isUninstalled()).toBe(true);
  });

  test('a late word of it changes nothing where it is installed again', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    await uninstall();
    await reinstall();

    await world().slack.redeliver('tokens_revoked');
    await world().slack.redeliver('app_uninstalled');

    expect(await isUninstalled()).toBe(false);
  });
});

describe('reinstalled after 3 days', () => {
  test('what was due meanwhile is missed and never replayed; what is to come is held', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana, { howOften: 'Its series', date: '2026-12-01' });
    await ben.click('Count me in', { in: 'team-sales' });
    await world().settled();

    await uninstall();
    await world().moveTo('2026-12-03', '12:00');
    await world().tidy();
    await reinstall();

    for (const title of ['Why us, why mail?', 'Spot the phish']) {
      const missed = sessionIn(world(), title);
      expect(missed.card().plainText).toContain('did not start');
      expect(missed.thread()).toEqual([]);
    }
    for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-08', time);
    expect(sessionIn(world(), 'What happened here?').prompt(1).mentions).toEqual([ben.id]);
  });

  test('and not within 14: at night everything is gone', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    await uninstall();
    await world().moveTo('2026-12-15', '09:59');
    await world().tidy();
    expect(await rows('sessions')).toBe(1);

    await world().moveTo('2026-12-15', '10:01');
    await world().tidy();

    const { rows: tables } = await world().database.pool.query(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'workspace_id'`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) expect([name, await rows(name)]).toEqual([name, 0]);
    expect(world().log.at(-1)).toMatchObject({
      level: 'info',
      text: 'what is no longer kept was deleted',
      fields: { workspaces: 1 },
    });
  });
});

describe('the nightly run', () => {
  test('a year later keeps the bare sessions and nothing that people wrote or did', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    await ben.click('4', { in: session.prompt(1) });
    for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo(day, time);
    await world().moveTo('2026-12-02', '10:16');
    await world().moveTo('2027-12-02', '09:00');
    await world().tidy();
    expect(await rows('answers')).toBe(1);

    await world().moveTo('2027-12-03', '03:00');
    await world().tidy();

    for (const table of ['answers', 'participants', 'session_events', 'sign_ups', 'deliveries', 'edits']) {
      expect([table, await rows(table)]).toEqual([table, 0]);
    }
    for (const table of ['series', 'sessions', 'recaps'])
      expect([table, await rows(table)]).toEqual([table, 1]);
    const { rows: members } = await world().database.pool.query('select id, name from members');
    expect(members).toEqual([{ id: 'forgotten', name: expect.any(String) }]);
    // Old buttons still answer.
    await ana.click('Read the recap', { in: session.card() });
    await world().settled();
    expect(ana.errors).toEqual([]);
  });
});
