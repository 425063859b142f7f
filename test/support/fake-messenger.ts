import type { Message } from '../../src/messages/message.ts';
import type { LookUp, Messenger, Outcome, Permit } from '../../src/use-cases/delivery-ports.ts';
import type { Destination, MachineClock, Opaque } from '../../src/use-cases/ports.ts';

/** One call to the platform, as it arrived there. */
export type FakeCall = {
  does: 'post' | 'edit' | 'remove' | 'look-up';
  /** Machine clock. */
  at: Date;
  destination?: Destination;
  reference?: Opaque;
  text?: string;
  key?: string;
};

/**
 * How a call goes: the platform `accepts` it (and it stands) whatever the caller gets to know; `acceptsAfterMs` lets
 * it stand only then, after its caller has been answered.
 */
export type PlannedOutcome = {
  outcome: Outcome;
  accepts?: boolean;
  acceptsAfterMs?: number;
  takesMs?: number;
};

export type FakeMessenger = Messenger & {
  readonly calls: readonly FakeCall[];
  /** The texts that stand, by channel, in the order of posting. */
  standing(channelId: string): string[];
  /** What happens to calls: the first plan that answers counts; without one, they are done at once. */
  plan(planned: (call: FakeCall, index: number) => PlannedOutcome | undefined): void;
  /** What look-ups come to instead of what stands; undefined lets one look. */
  planLooks(planned: (index: number) => LookUp | undefined): void;
  /** Lets look-ups see only what has stood for so long. */
  lagHistory(ms: number): void;
  /** The budgets of each call; none at first. */
  limit(permits: Messenger['permits']): void;
};

/** A chat platform that does what it is told, for tests. `Messenger` in every other respect. */
export const createFakeMessenger = (machine: MachineClock): FakeMessenger => {
  const calls: FakeCall[] = [];
  const messages = new Map<string, { channelId: string; text: string; key: string; postedAt: Date }>();
  let planLook: Parameters<FakeMessenger['planLooks']>[0] = () => undefined;
  let lagMs = 0;
  let posts = 0;
  let plan: Parameters<FakeMessenger['plan']>[0] = () => undefined;
  let permits: Messenger['permits'] = (): Permit[] => [];

  const call = async (made: Omit<FakeCall, 'at'>, accept: () => Outcome): Promise<Outcome> => {
    const arrived = { ...made, at: machine.now() };
    const planned = plan(arrived, calls.push(arrived) - 1);
    if (!planned) return accept();
    const { outcome, accepts = outcome.kind === 'done', acceptsAfterMs, takesMs = 0 } = planned;
    if (acceptsAfterMs !== undefined) void machine.wait(acceptsAfterMs).then(accept);
    const done = accepts ? accept() : outcome;
    if (takesMs > 0) await machine.wait(takesMs);
    return outcome.kind === 'done' ? done : outcome;
  };

  return {
    calls,
    standing: (channelId) =>
      [...messages.values()].filter((one) => one.channelId === channelId).map(({ text }) => text),
    plan: (planned) => {
      plan = planned;
    },
    planLooks: (planned) => {
      planLook = planned;
    },
    lagHistory: (ms) => {
      lagMs = ms;
    },
    limit: (limited) => {
      permits = limited;
    },
    post: (destination, message, key) =>
      call({ does: 'post', destination, text: message.push, key }, () => {
        posts += 1;
        const ts = String(posts);
        const postedAt = machine.now();
        messages.set(ts, { channelId: placeOf(destination), text: message.push, key, postedAt });
        return { kind: 'done', reference: { ts } };
      }),
    edit: (reference, message, key) =>
      call({ does: 'edit', reference, text: message.push, key }, () => {
        const standing = messages.get(reference.ts!);
        if (!standing) return { kind: 'refused', code: 'message_not_found' };
        standing.text = message.push;
        return { kind: 'done' };
      }),
    remove: (reference) =>
      call({ does: 'remove', reference }, () =>
        messages.delete(reference.ts!) ? { kind: 'done', reference } : { kind: 'done' },
      ),
    lookUp: async ({ destination, at }, key) => {
      const looks = calls.filter(({ does }) => does === 'look-up').length;
      calls.push({ does: 'look-up', destination, key, at: machine.now() });
      const planned = planLook(looks);
      if (planned) return planned;
      const visibleUntil = machine.now().getTime() - lagMs;
      const copies = [...messages]
        .filter(([, one]) => one.key === key && one.channelId === placeOf(destination))
        .filter(([, { postedAt }]) => postedAt.getTime() <= visibleUntil && postedAt >= at)
        .map(([ts, { postedAt }]) => ({ reference: { ts }, postedAt }));
      return copies.length > 0 ? { kind: 'found', copies } : { kind: 'absent' };
    },
    permits: (wanted) => permits(wanted),
  };
};

const placeOf = (destination: Destination) =>
  'channelId' in destination ? destination.channelId : destination.memberId;

/** A message that says nothing but `text`. */
export const plainMessage = (text: string): Message => ({ push: text, blocks: [] });
