import { readDeliveryReport } from '../../src/postgres/report.ts';
import type { DeliveryReport } from '../../src/use-cases/delivery-ports.ts';
import type { AnyWorld } from './world.ts';

/** What an operator sees of a world's ledger now. */
export const reportOf = ({ database, clock }: AnyWorld): Promise<DeliveryReport> =>
  readDeliveryReport(database.pool, clock.now());

/** Resolves when nothing is due or in doubt any more, and what follows from that is done. */
export const allDelivered = async (world: AnyWorld): Promise<void> => {
  const isOwed = async () => {
    const { due, unknown } = await reportOf(world);
    return due > 0 || unknown.length > 0;
  };
  do await world.settled();
  while (await isOwed());
  await world.settled();
};
