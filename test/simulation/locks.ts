/** Locks by name, each held by one owner and given on in the order of asking. */
export type Locks = {
  /** Calls `held` as soon as the lock is the owner's, which may be at once. */
  take(name: string, owner: object, held: () => void): void;
  /** Takes it if nobody else has it. */
  tryTake(name: string, owner: object): boolean;
  /** Gives back everything the owner holds or waits for. */
  release(owner: object): void;
};

type Lock = { owner: object; waiting: { owner: object; held: () => void }[] };

export const createLocks = (): Locks => {
  const locks = new Map<string, Lock>();
  const tryTake: Locks['tryTake'] = (name, owner) => {
    const lock = locks.get(name);
    if (!lock) locks.set(name, { owner, waiting: [] });
    return !lock || lock.owner === owner;
  };
  return {
    tryTake,
    take: (name, owner, held) => {
      if (tryTake(name, owner)) held();
      else locks.get(name)!.waiting.push({ owner, held });
    },
    release: (owner) => {
      for (const [name, lock] of [...locks]) {
        lock.waiting = lock.waiting.filter((one) => one.owner !== owner);
        if (lock.owner !== owner) continue;
        const next = lock.waiting.shift();
        if (!next) {
          locks.delete(name);
          continue;
        }
        lock.owner = next.owner;
        next.held();
      }
    },
  };
};
