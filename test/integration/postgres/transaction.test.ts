import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { UnavailableError } from '../../../src/errors.ts';
import { createTransaction, inWorkspace } from '../../../src/postgres/transaction.ts';
import type { Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase, testOnServer } from '../../support/database.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { at, elsewhere, home, id, settle } from './samples.ts';

let database: TestDatabase;
let transaction: Transaction;

beforeAll(async () => {
  database = await startDatabase();
  transaction = createTransaction(database.pool);
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
beforeEach(async () => {
  await database.emptyTables();
  await settle(transaction);
});

const kept = () => transaction(home, async ({ sessions }) => (await sessions.get(id(11))).kept);

test('what rejects leaves nothing behind', async () => {
  const fault = new Error('no');
  const work = transaction(home, async ({ sessions }) => {
    await sessions.keep(id(11), 'x');
    throw fault;
  });
  await expect(work).rejects.toBe(fault);
  await expect(kept()).resolves.toBeUndefined();
});

test('a failure that work has swallowed is not committed in silence', async () => {
  const work = transaction(home, async ({ sessions, participants }) => {
    await sessions.keep(id(11), 'x');
    await participants.set(id(99), 'U1', true, at(0)).catch(() => {});
  });
  await expect(work).rejects.toThrow('not committed');
  await expect(kept()).resolves.toBeUndefined();
});

describe('what is asked side by side', () => {
  test('is done in its order, and all of it', async () => {
    await transaction(home, ({ sessions }) =>
      Promise.all(['first', 'second', 'third'].map((text) => sessions.keep(id(11), text))),
    );
    await expect(kept()).resolves.toBe('third');
  });

  test('leaves nothing behind where one of it fails, and nothing follows it outside the transaction', async () => {
    const followed = Promise.withResolvers<unknown>();
    const work = transaction(home, async ({ sessions, participants }) => {
      const longer = (async () => {
        await sessions.keep(id(11), 'x');
        await setImmediate();
        await sessions.find(id(11)).catch(() => {});
        // By now it has been rolled back, or is about to be.
        while (
          await sessions.keep(id(11), 'outside').then(
            () => true,
            (fault) => !/over/.test(String(fault)),
          )
        )
          await setImmediate();
      })();
      longer.then(followed.resolve, followed.reject);
      await Promise.all([longer, participants.set(id(99), 'U1', true, at(0))]);
    });
    await expect(work).rejects.toMatchObject({ code: '23503' });
    await followed.promise;
    await expect(kept()).resolves.toBeUndefined();
  });
});

test('of statements that go out together, the one that failed is told, not those that fail because of it', async () => {
  const work = inWorkspace(database.pool, home, (client) => {
    const fails = client.query('select 1 / 0');
    const failsToo = client.query('select 1');
    return Promise.all([fails.catch(() => failsToo), failsToo]);
  });
  await expect(work).rejects.toMatchObject({ code: '22012' });
});

describe('a transaction of one statement', () => {
  const oneStatement = true;
  const keep = (text: string) =>
    inWorkspace(
      database.pool,
      home,
      (client) => client.query('update sessions set kept = $2 where id = $1 returning kept', [id(11), text]),
      { oneStatement },
    );

  test('is committed with it', async () => {
    await expect(keep('x')).resolves.toMatchObject({ rows: [{ kept: 'x' }] });
    await expect(kept()).resolves.toBe('x');
  });

  test('says why it failed, and its connection goes on', async () => {
    const failing = inWorkspace(
      database.pool,
      home,
      (client) => client.query('select 1 / $1::integer', [0]),
      {
        oneStatement,
      },
    );
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    await expect(keep('y')).resolves.toMatchObject({ rowCount: 1 });
  });

  test('takes no second one, which would be outside of it', async () => {
    const work = inWorkspace(
      database.pool,
      home,
      async (client) => {
        await client.query('select 1', []);
        await client.query('update sessions set kept = $2 where id = $1', [id(11), 'outside']);
      },
      { oneStatement },
    );
    await expect(work).rejects.toThrow('the transaction is over');
    await expect(kept()).resolves.toBeUndefined();
  });
});

test.each(['40001', '40P01'])('work that fails with %s is repeated', async (code) => {
  let attempts = 0;
  const result = await transaction(home, async ({ sessions }) => {
    attempts += 1;
    await sessions.keep(id(11), `attempt ${attempts}`);
    if (attempts < 3) throw Object.assign(new Error('again'), { code });
    return attempts;
  });
  expect(result).toBe(3);
  await expect(kept()).resolves.toBe('attempt 3');
});

test('work that keeps failing is given up, and other errors are not repeated', async () => {
  const attemptsOf = async (code: string, expected: object) => {
    let attempts = 0;
    const work = transaction(home, async () => {
      attempts += 1;
      throw Object.assign(new Error('again'), { code });
    });
    await expect(work).rejects.toMatchObject(expected);
    return attempts;
  };
  // Nobody's fault: it is asked again later.
  await expect(attemptsOf('40001', { code: 'unavailable', outcome: 'not-done' })).resolves.toBe(4);
  await expect(attemptsOf('23505', { code: '23505' })).resolves.toBe(1);
});

describe('what is aborted', () => {
  test('before it begins is not begun', async () => {
    const work = transaction(home, ({ sessions }) => sessions.keep(id(11), 'x'), AbortSignal.abort());
    await expect(work).rejects.toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    await expect(kept()).resolves.toBeUndefined();
  });

  test('in its midst is not committed, and its connection is not used again', async () => {
    const aborting = new AbortController();
    const work = transaction(
      home,
      async ({ sessions }) => {
        await sessions.keep(id(11), 'x');
        aborting.abort();
      },
      aborting.signal,
    );
    await expect(work).rejects.toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    await expect(kept()).resolves.toBeUndefined();
  });

  test('while it waits for somebody else leaves nothing in the way of the next one', async () => {
    const aborting = new AbortController();
    // Two connections, for the embedded server opens no other one during a transaction.
    await Promise.all([kept(), kept()]);
    const ended = await transaction(home, async ({ sessions }) => {
      await sessions.lock(id(11));
      const connected = once(database.pool, 'acquire');
      const waiting = transaction(home, (stores) => stores.sessions.keep(id(11), 'x'), aborting.signal);
      // Its first words are on their way then.
      await connected.then(setImmediate);
      aborting.abort();
      return { waiting: waiting.catch(({ outcome }: UnavailableError) => outcome) };
    });
    await expect(ended.waiting).resolves.toBe('not-done');
    await expect(kept()).resolves.toBeUndefined();
  });
});

test('role and workspace end with their transaction', async () => {
  await transaction(elsewhere, async () => {});
  const { rows } = await database.pool.query(
    `select current_user <> 'microtraining_app' as own_role, current_setting('app.workspace', true) as workspace`,
  );
  expect(rows[0]).toMatchObject({ own_role: true });
  expect(rows[0].workspace ?? '').toBe('');
});

test('transactions at once do not see each other', async () => {
  const workspaces = Array.from({ length: 8 }, (_, index) => `slack:T${index + 10}`);
  const seen = await Promise.all(
    workspaces.map((workspace) =>
      inWorkspace(database.pool, workspace, async (client) => {
        const { rows } = await client.query('select $1::text as given, current_workspace() as set', [
          workspace,
        ]);
        return rows[0];
      }),
    ),
  );
  expect(seen).toEqual(workspaces.map((workspace) => ({ given: workspace, set: workspace })));
});

testOnServer('a transaction whose connection is killed is done on another one', async () => {
  let attempts = 0;
  const work = inWorkspace(database.pool, home, async (client) => {
    attempts += 1;
    const { rows } = await client.query('select pg_backend_pid() as pid');
    if (attempts === 1) {
      await database
        .openPool()
        .query('select pg_terminate_backend($1)', [(rows as { pid: number }[])[0]!.pid]);
    }
    await client.query('select 1');
  });
  await expect(work).resolves.toBeUndefined();
  expect(attempts).toBe(2);
});

describe('where the network fails (on a server: TEST_DATABASE_URL)', () => {
  let proxy: TcpProxy;
  let proxied: Transaction;
  beforeEach(async () => {
    const { hostname, port, href } = new URL(database.connectionString);
    proxy = await startTcpProxy({ host: hostname, port: Number(port) }, 'postgres');
    const own = new URL(href);
    own.port = String(proxy.port);
    own.hostname = '127.0.0.1';
    proxied = createTransaction(database.openPool(own.href));
  });
  afterEach(() => proxy.stop());

  testOnServer('a commit whose answer is lost is done, and said to be unknown', async () => {
    const lost = proxy.loseCommitOf('update sessions');
    const work = proxied(home, ({ sessions }) => sessions.keep(id(11), 'x'));
    await expect(work).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    await lost;
    await expect(kept()).resolves.toBe('x');
  });

  testOnServer('a connection that has gone silent is given up, and the next one is a new one', async () => {
    const aborting = new AbortController();
    await proxied(home, async () => {});
    proxy.freeze();
    const work = proxied(home, ({ sessions }) => sessions.keep(id(11), 'x'), aborting.signal);
    aborting.abort();
    await expect(work).rejects.toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    await proxy.heal();
    await proxied(home, ({ sessions }) => sessions.keep(id(11), 'y'));
    await expect(kept()).resolves.toBe('y');
  });

  testOnServer('a server that takes no connection is said to be so', async () => {
    await proxy.refuse();
    await expect(proxied(home, async () => {})).rejects.toMatchObject({
      code: 'unavailable',
      cause: { code: 'ECONNREFUSED' },
    });
    await proxy.heal();
    await expect(proxied(home, async () => 'back')).resolves.toBe('back');
  });
});

testOnServer('a deadlock is solved by repeating one of the two', async () => {
  await transaction(elsewhere, async ({ people }) =>
    people.saveWorkspace({ id: elsewhere, platform: 'teams', name: 'x' }),
  );
  await transaction(home, async ({ people }) => {
    await people.saveChannel({ id: 'C1', name: '' });
    await people.saveChannel({ id: 'C2', name: '' });
  });
  const arrived: (() => void)[] = [];
  const bothHere = () =>
    new Promise<void>((resolve) => {
      arrived.push(resolve);
      if (arrived.length >= 2) for (const go of arrived) go();
    });
  const rename = (first: string, second: string) =>
    transaction(home, async ({ people }) => {
      await people.saveChannel({ id: first, name: `${first} first` });
      await bothHere();
      await people.saveChannel({ id: second, name: `${second} second` });
    });
  await expect(Promise.all([rename('C1', 'C2'), rename('C2', 'C1')])).resolves.toHaveLength(2);
});
