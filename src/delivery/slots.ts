/** Places for what may happen at once. */
export type Slots = {
  readonly inUse: number;
  /** Resolves when a place is ours; first come, first served. */
  take(): Promise<void>;
  free(): void;
};

export const createSlots = (places: number): Slots => {
  const waiting: (() => void)[] = [];
  let inUse = 0;
  return {
    get inUse() {
      return inUse;
    },
    take: async () => {
      if (inUse < places) {
        inUse += 1;
        return;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    free: () => {
      const next = waiting.shift();
      if (next) next();
      else inUse -= 1;
    },
  };
};
