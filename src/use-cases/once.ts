import type { By, Context } from './context.ts';
import type { Stores } from './ports.ts';

/** Thrown out of a transaction: what is asked was done before, and its acknowledgement was lost, or somebody replays it. */
export class RepeatedError extends Error {
  readonly code = 'repeated';

  constructor() {
    super('this request was carried out before');
    this.name = 'RepeatedError';
  }
}

/**
 * Keeps a request from being carried out twice; called in the transaction that carries it out.
 * @throws RepeatedError where that has happened
 */
export const once = async (
  { machineNow }: Pick<Context, 'machineNow'>,
  { inbox }: Pick<Stores, 'inbox'>,
  { requestId }: Pick<By, 'requestId'>,
): Promise<void> => {
  if (!(await inbox.take(requestId, machineNow()))) throw new RepeatedError();
};
