/** Membership, roles and names may be a minute old (reliability 5). */
const keepMs = 60_000;

/** Where the platform cannot be asked, what it said last is believed for as long: rather that than losing people's answers. */
const believeMs = 10 * 60_000;

const mostKept = 10_000;

export type Memory<Value extends object> = {
  /**
   * What was answered within `freshMs`, else what `ask` says now.
   * @param lasts whether an answer is worth remembering
   * @throws what `ask` throws, where nothing is remembered or the platform refused in words
   */
  ask(
    key: string,
    ask: () => Promise<Value>,
    lasts?: (value: Value) => boolean,
    freshMs?: number,
  ): Promise<Value>;
  /** What was answered for `key` is asked anew, also by who asks at this moment. */
  forget(key: string): void;
};

/**
 * Remembers what a platform said; two who ask for the same at once ask once.
 * @param isRefusal whether a fault is the platform's own word, so that nothing older is believed
 */
export const createMemory = <Value extends object>(
  machineNow: () => Date,
  isRefusal: (fault: unknown) => boolean,
): Memory<Value> => {
  const kept = new Map<string, { value: Value; at: number }>();
  const underWay = new Map<string, Promise<Value>>();
  const askOnce = (key: string, ask: () => Promise<Value>): Promise<Value> => {
    const asked = underWay.get(key) ?? ask().finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
  return {
    ask: async (key, ask, lasts = () => true, freshMs = keepMs) => {
      const found = kept.get(key);
      const age = found ? machineNow().getTime() - found.at : Number.POSITIVE_INFINITY;
      if (found && age < freshMs) return found.value;
      try {
        const value = await askOnce(key, ask);
        if (kept.size >= mostKept) kept.clear();
        if (lasts(value)) kept.set(key, { value, at: machineNow().getTime() });
        else kept.delete(key);
        return value;
      } catch (fault) {
        if (found && age < believeMs && !isRefusal(fault)) return found.value;
        throw fault;
      }
    },
    forget: (key) => {
      kept.delete(key);
      underWay.delete(key);
    },
  };
};
