import type { Pool } from 'pg';
import type { Claim } from '../use-cases/delivery-ports.ts';
import { change } from './query.ts';
import { inWorkspace } from './transaction.ts';

/**
 * Changes the row of a claim in a transaction of its own. The row's id is $1 and the claim's attempt $2 of `text`,
 * which changes nothing where the row is not that claim's any more.
 * @param options `mayRepeat`: its second time, after a connection that broke, says the same; default: it does
 * @returns whether something was changed
 */
export const changeClaimed = async (
  pool: Pool,
  claim: Claim,
  text: string,
  values: unknown[] = [],
  { mayRepeat = true }: { mayRepeat?: boolean } = {},
): Promise<boolean> =>
  (await inWorkspace(
    pool,
    claim.workspace,
    (client) => change(client, text, [claim.id, claim.attempt, ...values]),
    { oneStatement: mayRepeat },
  )) > 0;
