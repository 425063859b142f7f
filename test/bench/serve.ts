/** What a process does when it is told to: an argument and a result for each name. */
// biome-ignore lint/suspicious/noExplicitAny: each deed has an input of its own
export type Deeds = Readonly<Record<string, (input: any) => Promise<unknown>>>;

export type Order = { number: number; does: string; input: unknown };
export type Answer = { number: number; result: unknown } | { number: number; fault: string };

/** Makes this process do for its parent what `deeds` names; it ends with its parent. */
export const serve = <Known extends Deeds>(deeds: Known): Known => {
  const tell = (answer: Answer) => void process.send?.(answer);
  const carryOut = async ({ number, does, input }: Order) => {
    try {
      tell({ number, result: await deeds[does]!(input) });
    } catch (fault) {
      tell({ number, fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
    }
  };
  process.on('message', (order: Order) => void carryOut(order));
  process.on('disconnect', () => process.exit());
  return deeds;
};
