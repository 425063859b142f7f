/** Virtual time: nothing waits in earnest, and everything that happens has its place in one order. */
export type Scheduler = {
  /** Epoch, milliseconds. */
  now(): number;
  /**
   * Runs `happen` at an instant, or now where that is past; what falls on one instant happens in an order that the
   * seed chooses.
   * @returns takes it back; harmless afterwards
   */
  at(instant: number, happen: () => void): () => void;
  /** The same in `ms` milliseconds. */
  in(ms: number, happen: () => void): () => void;
  /** Lets everything happen until `instant`, and after each event everything that follows from it without waiting. */
  runUntil(instant: number): Promise<void>;
};

type Event = { at: number; order: number; happen: (() => void) | undefined };

export const createScheduler = (startMs: number, random: () => number): Scheduler => {
  const events = createHeap<Event>((one, other) =>
    one.at === other.at ? one.order < other.order : one.at < other.at,
  );
  let now = startMs;

  const at: Scheduler['at'] = (instant, happen) => {
    const event: Event = { at: Math.max(now, Math.ceil(instant)), order: random(), happen };
    events.push(event);
    return () => {
      event.happen = undefined;
    };
  };

  return {
    now: () => now,
    at,
    in: (ms, happen) => at(now + ms, happen),
    runUntil: async (instant) => {
      await settled();
      for (let next = events.first(); next && next.at <= instant; next = events.first()) {
        events.pop();
        if (!next.happen) continue;
        now = next.at;
        next.happen();
        await settled();
      }
      now = Math.max(now, instant);
    },
  };
};

/** Every promise that needs nothing else has run before: it comes when no microtask and no tick is left. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

type Heap<Item> = { push(item: Item): void; pop(): void; first(): Item | undefined };

const createHeap = <Item>(isBefore: (one: Item, other: Item) => boolean): Heap<Item> => {
  const items: Item[] = [];
  const swap = (one: number, other: number) => {
    const item = items[one]!;
    items[one] = items[other]!;
    items[other] = item;
  };
  const rise = (place: number) => {
    for (let child = place; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!isBefore(items[child]!, items[parent]!)) return;
      swap(child, parent);
      child = parent;
    }
  };
  const sink = () => {
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = parent;
      if (left < items.length && isBefore(items[left]!, items[least]!)) least = left;
      if (right < items.length && isBefore(items[right]!, items[least]!)) least = right;
      if (least === parent) return;
      swap(least, parent);
      parent = least;
    }
  };
  return {
    first: () => items[0],
    push: (item) => rise(items.push(item) - 1),
    pop: () => {
      const last = items.pop();
      if (last === undefined || items.length === 0) return;
      items[0] = last;
      sink();
    },
  };
};
