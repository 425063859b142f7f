import { describe, expect, test } from '@jest/globals';
import { givenDispatcher, say } from '../../support/given-dispatcher.ts';

const timeout = { kind: 'unknown', code: 'timeout' } as const;

/** A dispatcher whose card stands, and which then says how many people are in. */
const givenCard = async () => {
  const given = givenDispatcher();
  let peopleIn = 1;
  given.compose((letter) => say(letter, `${letter.kind}: ${peopleIn} in`));
  await given.owe('card');
  await given.deliver();
  const join = async () => {
    peopleIn += 1;
    await given.outdate('card');
  };
  return { ...given, join };
};

describe('an edit', () => {
  test('is one call for many changes, with the latest words', async () => {
    const { join, deliver, messenger } = await givenCard();
    for (let changes = 0; changes < 10; changes += 1) await join();
    await deliver();
    await deliver();
    expect(messenger.calls.map(({ does }) => does)).toEqual(['post', 'edit']);
    expect(messenger.standing('s1')).toEqual(['card: 11 in']);
  });

  test('waiting for its permit says what is true when it gets it', async () => {
    const { join, deliver, messenger, clocks } = await givenCard();
    messenger.limit(() => [{ budget: 'edits', burst: 1, perSecond: 1 }]);
    await join();
    await deliver();
    await join();
    const delivering = deliver();
    await clocks.flush();
    await join();
    await delivering;
    expect(messenger.calls.map(({ text }) => text)).toEqual(['card: 1 in', 'card: 2 in', 'card: 4 in']);
  });

  test('of unknown outcome is simply made again', async () => {
    const { join, deliver, messenger, clocks } = await givenCard();
    messenger.plan((_, index) => (index === 1 ? { outcome: timeout } : undefined));
    await join();
    await deliver();
    expect(messenger.standing('s1')).toEqual(['card: 1 in']);
    await clocks.pass(250);
    await deliver();
    expect(messenger.standing('s1')).toEqual(['card: 2 in']);
  });

  test('honours the platform’s Retry-After', async () => {
    const { join, deliver, messenger, clocks } = await givenCard();
    messenger.plan((_, index) =>
      index === 1 ? { outcome: { kind: 'not-done', code: 'ratelimited', retryAfterMs: 3_000 } } : undefined,
    );
    await join();
    await deliver();
    await clocks.pass(2_999);
    await deliver();
    expect(messenger.calls).toHaveLength(2);
    await clocks.pass(1);
    await deliver();
    expect(messenger.calls).toHaveLength(3);
  });

  test('that is refused is never made again', async () => {
    const { join, deliver, messenger, rows } = await givenCard();
    messenger.plan(() => ({ outcome: { kind: 'refused', code: 'message_not_found' } }));
    await join();
    await deliver();
    await join();
    await deliver();
    expect(messenger.calls).toHaveLength(2);
    expect(rows[0]!.edit.closedReason).toBe('message_not_found');
  });

  describe('that is refused in a way that may pass', () => {
    const notFound = { outcome: { kind: 'refused', code: 'not-found', mayPass: true } } as const;

    test('is made again, and so are those after it', async () => {
      const { join, deliver, messenger, clocks, logged } = await givenCard();
      messenger.plan((_, index) => (index === 1 || index === 2 ? notFound : undefined));
      await join();
      await deliver();
      await clocks.pass(250);
      await deliver();
      expect(messenger.standing('s1')).toEqual(['card: 1 in']);
      await clocks.pass(500);
      await deliver();
      expect(messenger.standing('s1')).toEqual(['card: 2 in']);
      await join();
      await deliver();
      expect(messenger.standing('s1')).toEqual(['card: 3 in']);
      expect(logged).toEqual([]);
    });

    test('is given up after eight times, as of a message that somebody has deleted', async () => {
      const { join, live, messenger, rows, logged } = await givenCard();
      messenger.plan((_, index) => (index > 0 ? notFound : undefined));
      await join();
      await live(60_000);
      expect(messenger.calls.filter(({ does }) => does === 'edit')).toHaveLength(8);
      expect(rows[0]!.edit.closedReason).toBe('not-found');
      expect(logged.map(({ text }) => text)).toEqual(['the platform refused an edit']);
    });
  });

  test('follows the post where something changed between composing and posting', async () => {
    const { owe, outdate, process, clocks, deliver, messenger, compose, store } = givenDispatcher();
    let words = 'old words';
    compose((letter) => say(letter, words));
    await owe('card');
    const changedMeanwhile: typeof store.sending = async (claim, leaseUntil) => {
      words = 'new words';
      await outdate('card');
      return store.sending(claim, leaseUntil);
    };
    await clocks.until(process({ sending: changedMeanwhile }).deliver());
    await deliver();
    expect(messenger.standing('s1')).toEqual(['new words']);
  });

  test('whose words cannot be composed is given up after five times, and stops no other', async () => {
    const { owe, outdate, deliver, compose, clocks, rows, messenger, logged } = givenDispatcher();
    await owe('card', 'poisoned');
    await owe('card', 's1');
    await deliver();
    compose((letter) => {
      if (letter.subject.id === 'poisoned') throw new RangeError('what somebody wrote');
      return say(letter, 'edited');
    });
    await outdate('card', 'poisoned');
    await outdate('card', 's1');
    while (rows[0]!.edit.closedReason === undefined) {
      await deliver();
      await clocks.pass(50);
    }
    expect(messenger.standing('s1')).toEqual(['edited']);
    expect(rows[0]!.edit.closedReason).toBe('fault');
    expect(logged.map(({ text }) => text)).toEqual(['an edit failed', 'an edit was given up']);
  });

  test('whose process died is made by another one', async () => {
    const { join, dyingProcess, clocks, deliver, messenger } = await givenCard();
    await join();
    void dyingProcess('shown', 'before').deliver();
    await clocks.pass(6_500);
    await join();
    await deliver();
    expect(messenger.standing('s1')).toEqual(['card: 3 in']);
  });

  test('is not made so late that it could overwrite another process’s newer words', async () => {
    const { join, process, clocks, compose, messenger, store } = await givenCard();
    await join();
    compose(async (letter) => {
      await clocks.machine.wait(3_000);
      return say(letter, 'late words');
    });
    await clocks.until(process({ claimEdits: onceOnly(store.claimEdits) }).deliver());
    expect(messenger.calls.map(({ does }) => does)).toEqual(['post']);
  });
});

describe('posts and edits', () => {
  test('are sent in this order where both are due', async () => {
    const { join, owe, deliver, messenger } = await givenCard();
    await join();
    await owe('recap', 's2');
    await deliver();
    expect(messenger.calls.slice(1).map(({ does }) => does)).toEqual(['post', 'edit']);
  });

  test('edits wait while more posts are about to be owed, and follow when they are', async () => {
    const { join, deliver, messenger, expectPosts } = await givenCard();
    await join();
    expectPosts(true);
    await deliver();
    expect(messenger.calls.map(({ does }) => does)).toEqual(['post']);
    expectPosts(false);
    await deliver();
    expect(messenger.calls.map(({ does }) => does)).toEqual(['post', 'edit']);
  });

  test('do not wait for each other: a post that becomes due while edits hang is sent', async () => {
    const { owe, outdate, deliver, messenger, clocks, dispatcher, sent } = givenDispatcher();
    for (const session of ['s1', 's2', 's3', 's4', 's5']) await owe('card', session);
    await deliver();
    for (const session of ['s1', 's2', 's3', 's4', 's5']) await outdate('card', session);
    messenger.plan(({ does }) => (does === 'edit' ? { outcome: timeout, takesMs: 2_500 } : undefined));
    const delivering = dispatcher.deliver();
    await clocks.pass(500);
    expect(dispatcher.inFlight).toBe(4);
    await owe('prompt-1', 's6');
    await clocks.pass(200);
    expect(sent().at(-1)).toBe('prompt-1 s6');
    await clocks.until(delivering);
  });

  test('edits take no permit while a post waits for one', async () => {
    const { join, owe, deliver, messenger } = await givenCard();
    messenger.limit(() => [{ budget: 'team', burst: 1, perSecond: 1 }]);
    await owe('prompt-1', 's2');
    await owe('prompt-1', 's3');
    await join();
    await deliver();
    expect(messenger.calls.slice(1).map(({ does }) => does)).toEqual(['post', 'post', 'edit']);
  });
});

/** Answers the first call and finds nothing afterwards. */
const onceOnly = <Input, Item>(claim: (input: Input) => Promise<Item[]>) => {
  let isFirst = true;
  return async (input: Input): Promise<Item[]> => {
    if (!isFirst) return [];
    isFirst = false;
    return claim(input);
  };
};
