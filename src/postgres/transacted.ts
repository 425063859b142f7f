import type { Pool, PoolClient } from 'pg';
import { UnavailableError } from '../errors.ts';
import { isPipelined, transactionLimitMs } from './connect.ts';
import { errorCode } from './error-code.ts';
import { inTurn, pipelined } from './pipelined.ts';
import type { Queryable } from './query.ts';
import { socketOf } from './socket-of.ts';

export type TransactedOptions = {
  /** Aborted: nothing is begun or committed any more, and what was done is rolled back. */
  signal?: AbortSignal | undefined;
  /** Default: it is given up after a few seconds, as if it were aborted. */
  mayTakeLong?: boolean;
  /**
   * `work` sends one statement, at once, and the commit goes out with it. It must be one that may be done twice: where
   * the connection breaks nobody knows whether it was done.
   */
  oneStatement?: boolean;
};

/** The connection broke before the commit was sent: nothing was done, and another connection may do it. */
export class BrokenConnectionError extends UnavailableError {}

/** What begins a transaction: `begin`, and the settings that hold in it. */
export type Opening = readonly { text: string; values?: unknown[] }[];
export const begin = { text: 'begin' };
/** All statements see the database as it is at the first of them; each sees what is committed meanwhile otherwise. */
export const beginSnapshot = { text: 'begin isolation level repeatable read, read only' };

/**
 * Runs `work` on one connection between `opening`, which takes no round trip of its own, and its commit;
 * rolls back when `work` rejects.
 * @throws UnavailableError where it is the database and not the work that fails, or where it is given up
 */
export const transacted = async <Result>(
  pool: Pool,
  opening: Opening,
  work: (client: Queryable) => Promise<Result>,
  options: TransactedOptions = {},
): Promise<Result> => {
  const client = await connected(pool, options.signal);
  const lease = leaseOf(pool, client, options);
  let commits = false;
  const statements = untilClosed(isPipelined(pool) ? pipelined(client) : inTurn(client));
  try {
    // Not waited for: it goes out with the first statement, which fails if it fails.
    const opened = opening.map(({ text, values }) => statements.query(text, values));
    const done = [work(statements), ...opened] as const;
    const committed = options.oneStatement ? statements.commit() : undefined;
    // Why it was not committed is told by what failed before.
    committed?.catch(() => {});
    const [result] = await Promise.all(done);
    if (committed) {
      await committed;
      return result;
    }
    if (lease.isOver()) throw new UnavailableError(options.signal?.reason);
    commits = true;
    await statements.commit();
    return result;
  } catch (fault) {
    statements.close();
    const error = statements.reasonOf(fault);
    const broken = await rolledBack(client);
    if (broken) lease.end(broken);
    if (broken && commits) throw new UnavailableError(error, 'unknown');
    if (lease.isOver()) throw new UnavailableError(error);
    if (broken) throw new BrokenConnectionError(error);
    throw isUnavailable(error) ? new UnavailableError(error) : error;
  } finally {
    lease.end();
  }
};

type Statements = Queryable & {
  commit(): Promise<void>;
  close(): void;
  /**
   * What `fault` comes from: when one statement fails, those that went out with it fail because of that, and one of them
   * may be heard of first.
   */
  reasonOf(fault: unknown): unknown;
};

/** SQLSTATE of a statement in a transaction in which another one has failed (PostgreSQL, appendix A). */
export const inFailedTransaction = '25P02';

/**
 * Lets nothing through any more from `close` on: of what was asked side by side one may have failed, and what follows
 * from another would be done outside the transaction, in the role of the login.
 */
const untilClosed = (client: Queryable): Statements => {
  let isClosed = false;
  let firstFault: unknown;
  const close = () => {
    isClosed = true;
  };
  return {
    query: async (text, values) => {
      if (isClosed) throw new Error('the transaction is over');
      const answer = client.query(text, values);
      answer.catch((fault: unknown) => {
        firstFault ??= fault;
      });
      return answer;
    },
    reasonOf: (fault) => (errorCode(fault) === inFailedTransaction ? (firstFault ?? fault) : fault),
    commit: async () => {
      close();
      const { command } = await client.query('commit');
      if (command !== 'COMMIT')
        throw new Error('a transaction in which a statement had failed was not committed');
    },
    close,
  };
};

/** A connection of the pool; whoever is aborted while waiting for one leaves it to the others. */
const connected = (pool: Pool, signal: AbortSignal | undefined): Promise<PoolClient> =>
  new Promise((resolve, reject) => {
    const giveUp = () => reject(new UnavailableError(signal?.reason));
    if (signal?.aborted) return giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    pool.connect().then(
      (client) => {
        signal?.removeEventListener('abort', giveUp);
        if (signal?.aborted) client.release();
        else resolve(client);
      },
      (error: unknown) => {
        signal?.removeEventListener('abort', giveUp);
        reject(new UnavailableError(error));
      },
    );
  });

type Lease = {
  /** Whether its time was over: nothing may be committed any more. */
  isOver(): boolean;
  /** Gives the connection back, once; with what broke it, it is closed. */
  end(broken?: Error): void;
};

const leaseOf = (pool: Pool, client: PoolClient, { signal, mayTakeLong }: TransactedOptions): Lease => {
  const limitMs = transactionLimitMs(pool);
  let isOver = false;
  let isBack = false;
  const end = (broken?: Error) => {
    if (isBack) return;
    isBack = true;
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    client.release(broken);
  };
  // Its connection is kept: what runs on it ends by its own time-out, and a new one costs a server that has much to do more.
  const abort = () => {
    isOver = true;
  };
  const giveUp = () => {
    isOver = true;
    // Ends a statement that hangs, too.
    socketOf(client).destroy();
    end(new Error('a transaction took too long'));
  };
  // The embedded server would not get over it.
  const timer = limitMs === undefined || mayTakeLong ? undefined : setTimeout(giveUp, limitMs);
  signal?.addEventListener('abort', abort, { once: true });
  return { isOver: () => isOver, end };
};

/**
 * Classes of SQLSTATE that speak of the server's state (PostgreSQL, appendix A): connection, resources, operator
 * intervention such as a time-out or a shutdown, a lock that is not to be had; and a server that is read-only.
 */
const unavailable = /^(08|53|57|55P03|25006)/;
const isUnavailable = (error: unknown): boolean => unavailable.test(errorCode(error) ?? '');

/** Rolls back; returns the error of a connection that cannot even do that and has to go. */
const rolledBack = async (client: PoolClient): Promise<Error | undefined> => {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('a rollback failed', { cause: error });
  }
};
