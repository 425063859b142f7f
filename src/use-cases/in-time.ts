import { faultFields, UnavailableError } from '../errors.ts';
import { plainNote } from '../messages/notes.ts';
import type { Context } from './context.ts';
import type { Log } from './log-port.ts';
import type { Stores } from './ports.ts';
import { note, type Reaction } from './reaction.ts';

/**
 * Runs a use case so that it can be answered in time: when its time is over, nothing of it is committed any more.
 * A fault is logged once, with ids, and becomes a reaction that says so; whose request was carried out before that is
 * not told the opposite.
 * @param about ids for the log
 */
export type InTime = (about: object, work: (context: Context) => Promise<Reaction>) => Promise<Reaction>;

/** @param withinMs what the platform waits for, less the way there and back */
export const createInTime =
  (context: Context, log: Log, withinMs: number): InTime =>
  async (about, work) => {
    const deadline = deadlineIn(withinMs);
    let isCarriedOut = false;
    const timely: Context = {
      ...context,
      transaction: async (workspace, inTransaction) => {
        let isTaken = false;
        const noted = async (stores: Stores) =>
          inTransaction({
            ...stores,
            inbox: { take: async (...request) => (isTaken = await stores.inbox.take(...request)) },
          });
        const result = await context.transaction(workspace, noted, deadline.signal);
        isCarriedOut ||= isTaken;
        return result;
      },
    };
    try {
      // What the use case waits for may be the platform as well as the database.
      return await Promise.race([work(timely), deadline.isOver]);
    } catch (fault) {
      logFault(log, about, fault);
      return sorry(context, isCarriedOut || mayBeDone(fault));
    } finally {
      deadline.lift();
    }
  };

/** `AbortSignal.timeout` would go off long after most are answered, and cost as much as an answer. */
const deadlineIn = (ms: number) => {
  const controller = new AbortController();
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new DOMException('the time is over', 'TimeoutError');
    controller.abort(reason);
    over.reject(new UnavailableError(reason));
  }, ms);
  return { signal: controller.signal, isOver: over.promise, lift: () => clearTimeout(timer) };
};

/** A database that cannot be asked is reported elsewhere, once. */
const logFault = (log: Log, about: object, fault: unknown): void => {
  const level = fault instanceof UnavailableError ? 'warn' : 'error';
  log[level]({ ...about, ...faultFields(fault) }, 'an interaction failed');
};

const mayBeDone = (fault: unknown): boolean =>
  fault instanceof UnavailableError && fault.outcome === 'unknown';

const sorry = ({ texts }: Context, isDoubtful: boolean): Reaction =>
  note(plainNote(texts, [isDoubtful ? texts.perhapsSaved : texts.notSaved]));
