import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTeamsStore } from '../../../src/postgres/teams-store.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import { teamsStoreContract } from '../../support/contracts/teams-store-contract.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);

const emptyStore = async () => {
  await database.emptyTables();
  return createTeamsStore(database.pool);
};

describe('The store in PostgreSQL', () => {
  teamsStoreContract(emptyStore);

  test('adds the workspace of a tenant with the first that is heard of it, and leaves one that is there', async () => {
    const store = await emptyStore();
    const workspace = 'teams:tenant-1';
    const uninstalled = async () => {
      const { rows } = await database.pool.query(
        `select workspace_id as id, platform, uninstalled_at is not null as uninstalled from workspaces`,
      );
      return rows;
    };
    await store.savePerson(workspace, { id: 'ana', userId: '29:1' });
    expect(await uninstalled()).toEqual([{ id: workspace, platform: 'teams', uninstalled: false }]);
    const transaction = createTransaction(database.pool);
    await transaction(workspace, ({ lifecycle }) => lifecycle.markUninstalled(new Date(0)));
    await store.saveConversation(workspace, {
      id: '19:a',
      kind: 'channel',
      serviceUrl: 'https://teams.test/',
    });
    expect(await uninstalled()).toEqual([{ id: workspace, platform: 'teams', uninstalled: true }]);
  });
});
