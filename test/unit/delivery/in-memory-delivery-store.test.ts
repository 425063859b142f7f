import { describeDeliveryStore } from '../../support/contracts/delivery-store-contract.ts';
import { createInMemoryDeliveryStore } from '../../support/in-memory-delivery-store.ts';

describeDeliveryStore('in memory', async () => {
  const { store, ledger, rows } = createInMemoryDeliveryStore();
  let subjects = 0;
  return {
    store,
    ledger,
    workspaces: ['slack:T1', 'slack:T2'],
    addSubject: async () => {
      subjects += 1;
      return { kind: 'session', id: `session-${subjects}` };
    },
    report: async () => ({
      resends: sum(rows.map(({ resends }) => resends)),
      blindResends: sum(rows.map(({ blindResends }) => blindResends)),
      copiesRemoved: sum(rows.map(({ copiesRemoved }) => copiesRemoved)),
      longestCopyMs: Math.max(0, ...rows.map(({ longestCopyMs }) => longestCopyMs)),
      unsettled: rows.filter(({ reason }) => reason === 'unsettled').length,
    }),
    close: async () => {},
  };
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
