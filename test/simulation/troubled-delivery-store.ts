import type { DeliveryStore } from '../../src/use-cases/delivery-ports.ts';
import type { Life } from './life.ts';
import type { Ask } from './link.ts';
import type { Trace } from './trace.ts';

const reading = new Set<string>(['nextDueAt', 'post', 'edit', 'look']);
const notable = new Set<string>([
  'sending',
  'posted',
  'doubt',
  'resend',
  'found',
  'giveUp',
  'close',
  'putBack',
  'shown',
  'putEditBack',
  'closeEdit',
]);

/** The ledger as a process reaches it: each method is one transaction, which may fail before or after it took effect. */
export const troubledDeliveryStore = (
  store: DeliveryStore,
  life: Life,
  ask: Ask,
  trace: Trace,
): DeliveryStore =>
  Object.fromEntries(
    Object.entries(store).map(([name, method]) => [
      name,
      (...values: [{ id?: string }?, ...unknown[]]) => {
        const about = values[0]?.id ?? '';
        const work = async () => {
          const result = await (method as (...values: unknown[]) => Promise<unknown>)(...values);
          if (notable.has(name)) {
            const detail =
              typeof values[1] === 'string' || typeof values[1] === 'number' ? ` ${values[1]}` : '';
            trace.note(
              life.name,
              `ledger: ${name}${detail}${result === undefined ? '' : ` = ${result}`}`,
              about,
            );
          }
          return result;
        };
        return ask(life, `${name} ${about}`, work, reading.has(name) ? 'reads' : 'commits');
      },
    ]),
  ) as unknown as DeliveryStore;
