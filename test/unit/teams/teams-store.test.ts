import { describe } from '@jest/globals';
import { teamsStoreContract } from '../../support/contracts/teams-store-contract.ts';
import { createInMemoryTeamsStore } from '../../support/in-memory-teams-store.ts';

describe('The store in memory that tests use', () => {
  teamsStoreContract(createInMemoryTeamsStore);
});
