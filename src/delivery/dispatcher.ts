import { createEditDelivery } from './deliver-edits.ts';
import { createPostDelivery } from './deliver-posts.ts';
import { after, type DispatcherParts } from './dispatcher-parts.ts';
import { createLimiter } from './limiter.ts';
import { createDoubtSettling } from './settle-doubts.ts';

export type Dispatcher = {
  /**
   * The single shot: claims what is due until nothing more can be claimed, and resolves when all of it is posted,
   * edited, closed, put back, doubted or looked for. One call at a time.
   * @param signal aborted: claims no more, puts back what is not on its way, waits for the calls in flight
   * @returns how many rows were claimed
   * @throws what the store throws while claiming, once the calls in flight have ended
   */
  deliver(signal?: AbortSignal): Promise<number>;
  /** Calls to the platforms that have not ended. */
  readonly inFlight: number;
};

/** True at most once in `everyMs`, and not before that has passed. */
const createPace = (machine: DispatcherParts['clocks']['machine'], everyMs: number): (() => boolean) => {
  let nextAt = after(machine.now(), everyMs);
  return () => {
    const now = machine.now();
    if (now < nextAt) return false;
    nextAt = after(now, everyMs);
    return true;
  };
};

/** Takes what is owed from the ledger to the platforms, each message with one call at a time (reliability 2). */
export const createDispatcher = (parts: DispatcherParts): Dispatcher => {
  const { store, log, limits } = parts;
  const { session, machine } = parts.clocks;
  const limiter = createLimiter(machine);
  const posts = createPostDelivery(parts, limiter);
  const edits = createEditDelivery(parts, limiter);
  const doubts = createDoubtSettling(parts, limiter);
  const heldPosts = new Set<Promise<void>>();
  const heldEdits = new Set<Promise<void>>();
  const heldLooks = new Set<Promise<void>>();

  const hold = (held: Set<Promise<void>>, work: Promise<void>) => {
    const whole = work.finally(() => held.delete(whole));
    held.add(whole);
  };

  const present = (limit: number, leaseMs: number) => {
    const now = machine.now();
    return { session: session.now(), machine: now, leaseUntil: after(now, leaseMs), limit };
  };

  const claimPosts = async (signal: AbortSignal): Promise<number> => {
    const room = limits.postsHeld - heldPosts.size;
    // Many at once are claimed, read and composed for little more than one.
    if (room < limits.postsHeld / 2) return 0;
    const claims = await store.claimPosts(present(room, limits.claimLeaseMs));
    for (const work of await posts.accept(claims, signal)) hold(heldPosts, work);
    return claims.length;
  };

  const claimEdits = async (signal: AbortSignal): Promise<number> => {
    const room = limits.editsAtOnce - heldEdits.size;
    const somePostWaits = heldPosts.size > posts.inFlight || parts.postsAreComing?.();
    if (room <= 0 || somePostWaits) return 0;
    const claims = await store.claimEdits(present(room, limits.editLeaseMs));
    for (const claim of claims) hold(heldEdits, edits.deliver(claim, signal));
    return claims.length;
  };

  const claimLooks = async (): Promise<number> => {
    const room = limits.looksAtOnce - heldLooks.size;
    if (room <= 0) return 0;
    const claims = await store.claimLooks(present(room, limits.lookLeaseMs));
    for (const claim of claims) hold(heldLooks, doubts.look(claim));
    return claims.length;
  };

  const allHeld = () => [...heldPosts, ...heldEdits, ...heldLooks];

  /** Until something ends; not for longer than a post that becomes due meanwhile may wait. */
  const somethingEnds = async () => {
    const ended = new AbortController();
    await Promise.race([...allHeld(), machine.wait(limits.lookAgainMs, ended.signal)]);
    ended.abort();
  };

  const freeLeases = async () => {
    const { freed, unknown } = await store.expireLeases(machine.now());
    if (freed + unknown > 0) log.warn({ freed, unknown }, 'a process has left messages behind');
  };

  /** Posts first. While they never end, leases and doubts are looked after from time to time. */
  const claimSome = async (isDue: Record<'leases' | 'looks', () => boolean>, signal: AbortSignal) => {
    if (isDue.leases()) await freeLeases();
    const looked = isDue.looks() ? await claimLooks() : 0;
    const claimed = (await claimPosts(signal)) || (await claimEdits(signal));
    return looked + (claimed || (await claimLooks()));
  };

  const claimAll = async (signal: AbortSignal): Promise<number> => {
    const isDue = {
      leases: createPace(machine, limits.leasesMs),
      looks: createPace(machine, limits.lookAgainMs),
    };
    await freeLeases();
    for (let count = 0; ; ) {
      const claimed = signal.aborted ? 0 : await claimSome(isDue, signal);
      count += claimed;
      if (claimed > 0) continue;
      if (allHeld().length === 0) return count;
      await somethingEnds();
    }
  };

  return {
    deliver: (signal = new AbortController().signal) =>
      claimAll(signal).finally(() => Promise.all(allHeld())),
    get inFlight() {
      return posts.inFlight + edits.inFlight;
    },
  };
};
