import { afterAll, beforeAll } from '@jest/globals';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { readDeliveryReport } from '../../../src/postgres/report.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import type { LedgerStore } from '../../../src/use-cases/ports.ts';
import { describeDeliveryStore } from '../../support/contracts/delivery-store-contract.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { at, elsewhere, facts, home, id, planned, settle } from './samples.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);

describeDeliveryStore('in PostgreSQL', async () => {
  await database.emptyTables();
  const transaction = createTransaction(database.pool);
  for (const workspace of [home, elsewhere]) await settle(transaction, workspace);
  let subjects = 0;
  return {
    store: createDeliveryStore(database.pool),
    workspaces: [home, elsewhere],
    addSubject: async (workspace) => {
      subjects += 1;
      const added = { id: id(100 + subjects), ordinal: 100 + subjects };
      await transaction(workspace, ({ sessions }) => sessions.add(facts(added), planned(at(60 * 24 * 365))));
      return { kind: 'session', id: added.id };
    },
    ledger: (workspace): LedgerStore => ({
      owe: (posts) => transaction(workspace, ({ ledger }) => ledger.owe(posts)),
      outdate: (messages, now) => transaction(workspace, ({ ledger }) => ledger.outdate(messages, now)),
      withdraw: (messages, now) => transaction(workspace, ({ ledger }) => ledger.withdraw(messages, now)),
      reference: (subject, kind, run) =>
        transaction(workspace, ({ ledger }) => ledger.reference(subject, kind, run)),
      isUnsettled: (subject, kind) =>
        transaction(workspace, ({ ledger }) => ledger.isUnsettled(subject, kind)),
    }),
    report: async () => (await readDeliveryReport(database.pool, at(0))).settling,
    close: async () => {},
  };
});
