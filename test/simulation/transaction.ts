import { UnavailableError } from '../../src/errors.ts';
import type { Stores, Transaction } from '../../src/use-cases/ports.ts';
import type { Life } from './life.ts';
import { type Ask, type LinkParts, remotely } from './link.ts';
import { createStores } from './stores.ts';
import type { Tables } from './tables.ts';

/** A transaction that is open in the database. */
export type Open = {
  /** The database's clock. */
  nowMs(): number;
  isOver(): boolean;
  /** What it writes takes effect at its commit, all at one instant. */
  write(effect: () => void): void;
  /**
   * Waits for a lock, which is held until the transaction ends.
   * @throws UnavailableError where it is not to be had in time
   */
  lock(name: string): Promise<void>;
  /**
   * Takes a lock that nobody else holds.
   * @throws UnavailableError where the transaction is over: nobody would give the lock back
   */
  tryLock(name: string): boolean;
};

/** As the bot's connections are set (`postgres/connect.ts`). */
const limits = { lockMs: 1_500, transactionMs: 4_000, idleMs: 10_000 };

/**
 * Transactions as a process makes them: read committed, locks on rows, all or nothing. Those of a process that dies
 * are rolled back by the database, and so are those that stay idle.
 * @param change replaces stores, to plant a fault
 */
export const createTransaction = (
  tables: Tables,
  life: Life,
  ask: Ask,
  { scheduler, chance }: Pick<LinkParts, 'scheduler' | 'chance'>,
  change: (stores: Stores) => Stores,
): Transaction => {
  const begin = (): Open & { end(commits: boolean): void; effects: (() => void)[] } => {
    const effects: (() => void)[] = [];
    let isOver = false;
    const rollBack = () => open.end(false);
    const giveUp = [scheduler.in(limits.transactionMs, rollBack), scheduler.in(limits.idleMs, rollBack)];
    life.onDeath(() => scheduler.in(chance.between(1, 30), rollBack));
    const open = {
      nowMs: scheduler.now,
      effects,
      isOver: () => isOver,
      write: (effect: () => void) => void effects.push(effect),
      tryLock: (name: string) => {
        if (isOver) throw new UnavailableError('the transaction is over');
        return tables.locks.tryTake(name, open);
      },
      lock: (name: string) => lock(open, name),
      end: (commits: boolean) => {
        if (isOver) return;
        isOver = true;
        for (const cancel of giveUp) cancel();
        if (commits) for (const effect of effects) effect();
        tables.locks.release(open);
      },
    };
    return open;
  };

  const lock = (open: Open, name: string): Promise<void> =>
    remotely(
      scheduler,
      life,
      { thereMs: chance.between(0, 2), backMs: chance.between(0, 1) },
      () =>
        new Promise<void>((resolve, reject) => {
          if (open.isOver()) return reject(new UnavailableError('the transaction is over'));
          const giveUp = scheduler.in(limits.lockMs, () => reject(new UnavailableError('lock time-out')));
          tables.locks.take(name, open, () => {
            giveUp();
            resolve();
          });
        }),
    );

  return async (_workspace, work, signal) => {
    const open = await ask(life, 'begin', begin, 'reads');
    try {
      const result = await work(change(createStores(tables, open)));
      await ask(
        life,
        'commit',
        () => {
          if (open.isOver() || signal?.aborted) throw new UnavailableError('the transaction is over');
          open.end(true);
        },
        'commits',
      );
      return result;
    } catch (fault) {
      open.end(false);
      throw fault;
    }
  };
};
