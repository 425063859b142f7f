import { describe, expect, test } from '@jest/globals';
import type { DeliveryStore } from '../../../src/use-cases/delivery-ports.ts';
import { givenDispatcher } from '../../support/given-dispatcher.ts';

const timeout = { kind: 'unknown', code: 'timeout' } as const;

describe('a process that dies', () => {
  const beforeTheCall = [
    ['claiming', 'claimPosts', 'after'],
    ['reading the letter', 'post', 'before'],
    ['marking it as sending', 'sending', 'before'],
  ] as const;

  test.each(beforeTheCall)(
    'at %s leaves the message to the next one, which sends it once',
    async (_, step, when) => {
      const { owe, dyingProcess, clocks, deliver, sent, states } = givenDispatcher();
      await owe('card');
      void dyingProcess(step, when).deliver();
      await clocks.pass(4_900);
      expect(await deliver()).toBe(0);
      await clocks.pass(100);
      await deliver();
      expect(sent()).toEqual(['card s1']);
      expect(states()).toEqual(['posted']);
    },
  );

  test('after marking it as sending leaves it in doubt, and it is sent when nothing stands', async () => {
    const { owe, dyingProcess, clocks, live, sent, states } = givenDispatcher();
    await owe('card');
    void dyingProcess('sending', 'after').deliver();
    await clocks.pass(5_000);
    await live(15_000);
    expect(states()).toEqual(['unknown: owner-dead']);
    await live(1_000);
    expect(sent()).toEqual(['card s1']);
    expect(states()).toEqual(['posted']);
  });

  test('after the call leaves it in doubt, and it is not sent again: it stands', async () => {
    const { owe, dyingProcess, clocks, live, messenger, states } = givenDispatcher();
    await owe('card');
    void dyingProcess('posted', 'before').deliver();
    await clocks.pass(5_000);
    await live(60_000);
    expect(messenger.calls.filter(({ does }) => does === 'post')).toHaveLength(1);
    expect(messenger.standing('s1')).toEqual(['card s1']);
    expect(states()).toEqual(['posted']);
  });

  test('after recording has done its work', async () => {
    const { owe, dyingProcess, clocks, deliver, sent, states } = givenDispatcher();
    await owe('card');
    void dyingProcess('posted', 'after').deliver();
    await clocks.pass(60_000);
    await deliver();
    expect(sent()).toEqual(['card s1']);
    expect(states()).toEqual(['posted']);
  });
});

describe('a process that sleeps too long', () => {
  test('before the call makes none: its claim is another’s by then', async () => {
    const { owe, process, clocks, deliver, messenger, store, states } = givenDispatcher();
    await owe('card');
    const asleep: typeof store.sending = async (claim, leaseUntil) => {
      await clocks.machine.wait(20_000);
      return store.sending(claim, leaseUntil);
    };
    const sleeping = process({ sending: asleep, claimPosts: onceOnly(store.claimPosts) }).deliver();
    await clocks.pass(6_000);
    await deliver();
    await clocks.until(sleeping);
    expect(messenger.standing('s1')).toEqual(['card s1']);
    expect(states()).toEqual(['posted']);
  });

  test('after the call, when another process has sent it again, removes its own copy, which is counted', async () => {
    const { owe, process, live, clocks, messenger, rows, logged, store } = givenDispatcher();
    await owe('card');
    messenger.lagHistory(600_000);
    messenger.plan((_, index) => (index === 0 ? { outcome: { kind: 'done' }, takesMs: 30_000 } : undefined));
    const sleeping = process(asleep(store)).deliver();
    await live(30_000);
    await clocks.until(sleeping);
    expect(messenger.calls.map(({ does }) => does).filter((does) => does !== 'look-up')).toEqual([
      ...['post', 'post', 'remove'],
    ]);
    expect(messenger.standing('s1')).toEqual(['card s1']);
    // Nobody was found by anybody: ten seconds with two of them.
    expect(rows[0]).toMatchObject({ reference: { ts: '2' }, resends: 1, copiesRemoved: 1 });
    expect(rows[0]!.longestCopyMs).toBe(10_500);
    expect(logged.at(-1)!.text).toBe('a copy of a message was removed');
  });

  test('beyond the last look for copies, and cannot remove its own at once, has it looked for and removed', async () => {
    const { owe, process, live, clocks, messenger, rows, store } = givenDispatcher();
    await owe('card');
    messenger.lagHistory(600_000);
    let removals = 0;
    messenger.plan(({ does }, index) => {
      if (index === 0) return { outcome: { kind: 'done' }, takesMs: 120_000 };
      const fails = does === 'remove' && ++removals <= 3;
      return fails ? { outcome: { kind: 'not-done', code: 'ratelimited' } } : undefined;
    });
    const sleeping = process(asleep(store)).deliver();
    await live(119_000);
    await clocks.until(sleeping);
    expect(messenger.standing('s1')).toHaveLength(2);
    messenger.lagHistory(0);
    await live(60_000);
    expect(messenger.standing('s1')).toEqual(['card s1']);
    expect(rows[0]).toMatchObject({ reference: { ts: '2' }, copiesRemoved: 1, lookAt: undefined });
  });

  test('after the call, before another has sent it again, records its message, and nobody sends it', async () => {
    const { owe, process, deliver, live, clocks, messenger, rows, store } = givenDispatcher();
    await owe('card');
    messenger.lagHistory(600_000);
    messenger.plan((_, index) => (index === 0 ? { outcome: { kind: 'done' }, takesMs: 19_999 } : undefined));
    const sleeping = process(asleep(store)).deliver();
    await live(19_000);
    await clocks.until(sleeping);
    await clocks.pass(600_000);
    await deliver();
    expect(messenger.standing('s1')).toEqual(['card s1']);
    expect(rows[0]).toMatchObject({ reference: { ts: '1' }, resends: 0, copiesRemoved: 0 });
  });

  test('but whose message was found meanwhile leaves it where it is', async () => {
    const { owe, process, live, clocks, messenger, rows, store } = givenDispatcher();
    await owe('card');
    messenger.plan((_, index) => (index === 0 ? { outcome: { kind: 'done' }, takesMs: 20_000 } : undefined));
    const sleeping = process(asleep(store)).deliver();
    await live(10_000);
    expect(rows[0]!.state).toBe('posted');
    await clocks.until(sleeping);
    expect(messenger.standing('s1')).toEqual(['card s1']);
  });

  test('tries again to remove its copy where the platform is busy', async () => {
    const { owe, clocks, process, store, messenger, logged } = givenDispatcher();
    await owe('card');
    messenger.plan(({ does }, index) =>
      does === 'remove' && index < 3 ? { outcome: { kind: 'not-done', code: 'ratelimited' } } : undefined,
    );
    const taken = { ...store, posted: async () => false };
    await clocks.until(process({ ...taken, claimPosts: onceOnly(store.claimPosts) }).deliver());
    expect(messenger.standing('s1')).toEqual([]);
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('recording', () => {
  test('is repeated where the database’s connection is lost, and never the call', async () => {
    const { owe, process, clocks, store, sent, states } = givenDispatcher();
    await owe('card');
    let tries = 0;
    const lostOnItsWayBack: typeof store.posted = async (claim, result) => {
      const isOurs = await store.posted(claim, result);
      tries += 1;
      if (tries < 3) throw new Error('connection lost');
      return isOurs;
    };
    await clocks.until(process({ posted: lostOnItsWayBack }).deliver());
    expect(sent()).toEqual(['card s1']);
    expect(states()).toEqual(['posted']);
  });

  test('that stays impossible leaves the row to its lease, in doubt', async () => {
    const { owe, process, clocks, deliver, sent, states, logged } = givenDispatcher();
    await owe('card');
    await clocks.until(process({ posted: () => Promise.reject(new Error('read-only')) }).deliver());
    await clocks.pass(5_000);
    await deliver();
    expect(sent()).toEqual(['card s1']);
    expect(states()).toEqual(['unknown: owner-dead']);
    expect(logged[0]!.text).toBe('how a call ended could not be recorded');
  });
});

describe('the dispatcher', () => {
  test('makes at most thirty-two calls at once', async () => {
    const { owe, clocks, dispatcher, messenger } = givenDispatcher();
    messenger.plan(() => ({ outcome: { kind: 'done' }, takesMs: 100 }));
    for (let channel = 0; channel < 40; channel += 1) await owe('card', `s${channel}`);
    const delivering = dispatcher.deliver();
    await clocks.pass(0);
    expect(dispatcher.inFlight).toBe(32);
    expect(messenger.calls).toHaveLength(32);
    await clocks.until(delivering);
    expect(dispatcher.inFlight).toBe(0);
    expect(messenger.calls).toHaveLength(40);
  });

  test('goes on with the others while one call hangs', async () => {
    const { owe, clocks, dispatcher, messenger } = givenDispatcher();
    messenger.plan((_, index) => (index === 0 ? { outcome: timeout, takesMs: 2_500 } : undefined));
    for (let channel = 0; channel < 200; channel += 1) await owe('card', `s${channel}`);
    const delivering = dispatcher.deliver();
    await clocks.pass(1_000);
    expect(messenger.calls).toHaveLength(200);
    await clocks.until(delivering);
  });

  test('told to stop ends the calls in flight and gives the rest back', async () => {
    const { owe, clocks, process, messenger, states } = givenDispatcher({ postsAtOnce: 2 });
    messenger.plan(() => ({ outcome: { kind: 'done' }, takesMs: 1_000 }));
    for (const session of ['s1', 's2', 's3', 's4']) await owe('card', session);
    const stopping = new AbortController();
    const delivering = process().deliver(stopping.signal);
    await clocks.pass(500);
    stopping.abort();
    await clocks.until(delivering);
    expect(states()).toEqual(['posted', 'posted', 'planned', 'planned']);
  });

  test('throws what the store throws while claiming, after the calls in flight', async () => {
    const { owe, clocks, process, messenger, store, states } = givenDispatcher();
    messenger.plan(() => ({ outcome: { kind: 'done' }, takesMs: 1_000 }));
    await owe('card');
    const claimPosts = failingAfterFirst(store.claimPosts);
    await expect(clocks.until(process({ claimPosts }).deliver())).rejects.toThrow('connection lost');
    expect(states()).toEqual(['posted']);
  });

  test('leaves no alarm behind', async () => {
    const { owe, outdate, deliver, clocks } = givenDispatcher();
    await owe('card');
    await deliver();
    await outdate('card');
    await deliver();
    expect(clocks.alarms()).toBe(0);
  });

  test('brings a herd of 500 posts to 100 channels in order, within the limits, through 2 % of faults', async () => {
    const { owe, clocks, dispatcher, messenger, states, rows } = givenDispatcher();
    const began = clocks.machine.now().getTime();
    messenger.limit((call) => {
      const place =
        'destination' in call && 'channelId' in call.destination ? call.destination.channelId : '';
      return [
        { budget: `channel ${place}`, burst: 3, perSecond: 1 },
        { budget: 'team', burst: 40, perSecond: 100 },
      ];
    });
    messenger.plan((call, index) => {
      if (index % 50 !== 7) return { outcome: { kind: 'done' }, takesMs: 40 };
      const place = (call.destination as { channelId: string }).channelId;
      return {
        outcome: {
          kind: 'not-done',
          code: 'ratelimited',
          retryAfterMs: 1_000,
          spentBudget: `channel ${place}`,
        },
      };
    });
    const kinds = ['prompt-1', 'prompt-2', 'prompt-3', 'prompt-4', 'card'] as const;
    for (const [index, kind] of kinds.entries()) {
      const dueAt = new Date(clocks.session.now().getTime() - 1_000 + index);
      for (let channel = 0; channel < 100; channel += 1) await owe(kind, `s${channel}`, { dueAt });
    }
    while (rows.some(({ state }) => state !== 'posted')) {
      await clocks.until(dispatcher.deliver());
      await clocks.pass(50);
    }
    expect(new Set(states())).toEqual(new Set(['posted']));
    for (let channel = 0; channel < 100; channel += 1) {
      expect(messenger.standing(`s${channel}`)).toEqual(kinds.map((kind) => `${kind} s${channel}`));
    }
    expect(clocks.machine.now().getTime() - began).toBeLessThan(12_000);
  });
});

/** A process that has one thing to do, and sleeps. */
const asleep = (store: DeliveryStore): Partial<DeliveryStore> => ({
  claimPosts: onceOnly(store.claimPosts),
  claimEdits: async () => [],
  claimLooks: async () => [],
  expireLeases: async () => ({ freed: 0, unknown: 0 }),
});

/** Answers the first call and finds nothing afterwards: a process that sleeps claims no more. */
const onceOnly = <Input, Item>(claim: (input: Input) => Promise<Item[]>) => {
  let isFirst = true;
  return async (input: Input): Promise<Item[]> => {
    if (!isFirst) return [];
    isFirst = false;
    return claim(input);
  };
};

const failingAfterFirst = <Input, Item>(claim: (input: Input) => Promise<Item[]>) => {
  let isFirst = true;
  return async (input: Input): Promise<Item[]> => {
    if (!isFirst) throw new Error('connection lost');
    isFirst = false;
    return claim(input);
  };
};
