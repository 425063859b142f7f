import { describe, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/errors.ts';
import { givenDispatcher, say } from '../../support/given-dispatcher.ts';

const timeout = { kind: 'unknown', code: 'timeout' } as const;
const spent = { kind: 'not-done', code: 'ratelimited', retryAfterMs: 7_000, spentBudget: 'channel' } as const;
const unreached = { kind: 'not-done', code: 'ECONNREFUSED' } as const;

describe('a message that is owed', () => {
  test('is posted once, with the key of its row, and recorded with its place and time', async () => {
    const { owe, deliver, messenger, rows, clocks } = givenDispatcher();
    await owe('card');
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    expect(messenger.calls).toMatchObject([{ does: 'post', text: 'card s1', key: rows[0]!.id }]);
    expect(rows[0]).toMatchObject({
      state: 'posted',
      reference: { ts: '1' },
      postedAt: clocks.session.now(),
    });
  });

  test('is not sent before it is due', async () => {
    const { owe, deliver, sent, clocks } = givenDispatcher();
    await owe('card', 's1', { dueAt: new Date(clocks.session.now().getTime() + 1_000) });
    await deliver();
    await clocks.pass(999);
    await deliver();
    expect(sent()).toEqual([]);
    await clocks.pass(1);
    await deliver();
    expect(sent()).toEqual(['card s1']);
  });

  test('is followed in the same shot by the replies that waited for it', async () => {
    const { owe, deliver, sent } = givenDispatcher();
    await owe('prompt-1', 's1', { after: 'card' });
    await owe('card');
    await deliver();
    expect(sent()).toEqual(['card s1', 'prompt-1 s1']);
  });

  test('is closed with the reason where there is nothing to say any more', async () => {
    const { owe, deliver, compose, sent, states } = givenDispatcher();
    compose(() => ({ nothing: 'superseded' }));
    await owe('card');
    await deliver();
    expect(sent()).toEqual([]);
    expect(states()).toEqual(['closed: superseded']);
  });

  test('is closed with the platform’s reason where it is refused', async () => {
    const { owe, deliver, messenger, states } = givenDispatcher();
    messenger.plan(() => ({ outcome: { kind: 'refused', code: 'is_archived' } }));
    await owe('card');
    await deliver();
    expect(states()).toEqual(['closed: is_archived']);
  });

  test('is left in doubt at first where nobody knows how the call ended', async () => {
    const { owe, deliver, messenger, clocks, sent, states } = givenDispatcher();
    messenger.plan(() => ({ outcome: timeout, accepts: true }));
    await owe('card');
    await deliver();
    await clocks.pass(999);
    await deliver();
    expect(sent()).toEqual(['card s1']);
    expect(states()).toEqual(['unknown: timeout']);
  });

  test('is left in doubt where the messenger throws, against its promise', async () => {
    const { owe, clocks, process, states } = givenDispatcher();
    await owe('card');
    await clocks.until(process({}, { post: () => Promise.reject(new TypeError('boom')) }).deliver());
    expect(states()).toEqual(['unknown: TypeError']);
  });

  test('is composed anew when its words have waited', async () => {
    const { owe, deliver, messenger, compose, clocks, sent } = givenDispatcher();
    const permit = { budget: 'channel', burst: 1, perSecond: 1 };
    messenger.limit(() => [permit]);
    const began = clocks.session.now().getTime();
    compose((letter) => say(letter, `${letter.kind} after ${clocks.session.now().getTime() - began} ms`));
    await owe('card');
    await owe('desk', 's1');
    await deliver();
    expect(sent()).toEqual(['card after 0 ms', 'desk after 1000 ms']);
  });

  test('is not sent when it became superfluous while it waited', async () => {
    const { owe, deliver, messenger, compose, clocks, sent, states } = givenDispatcher();
    messenger.limit(() => [{ budget: 'channel', burst: 1, perSecond: 1 }]);
    const began = clocks.session.now();
    compose(() => (clocks.session.now() > began ? { nothing: 'expired' } : undefined));
    await owe('card');
    await owe('desk');
    await deliver();
    expect(sent()).toEqual(['card s1']);
    expect(states()).toEqual(['posted', 'closed: expired']);
  });
});

describe('a call that was certainly not made', () => {
  test('is repeated after 250 ms, 500 ms, a second …, at most 30 s apart', async () => {
    const { owe, deliver, messenger, clocks, sentAfterMs } = givenDispatcher();
    const began = clocks.machine.now();
    messenger.plan((_, index) => (index < 9 ? { outcome: unreached } : undefined));
    await owe('card');
    while (messenger.calls.length < 10) {
      await deliver();
      await clocks.pass(50);
    }
    const gaps = sentAfterMs(began).map((ms, index, all) => ms - (all[index - 1] ?? 0));
    expect(gaps).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('is not repeated a millisecond before the platform’s Retry-After', async () => {
    const { owe, deliver, messenger, clocks, sentAfterMs } = givenDispatcher();
    const began = clocks.machine.now();
    messenger.limit(() => [{ budget: 'channel', burst: 5, perSecond: 1 }]);
    messenger.plan((_, index) => (index === 0 ? { outcome: spent } : undefined));
    await owe('card');
    await deliver();
    await clocks.pass(6_999);
    await deliver();
    expect(sentAfterMs(began)).toEqual([0]);
    await clocks.pass(1);
    await deliver();
    expect(sentAfterMs(began)).toEqual([0, 7_000]);
  });

  test('holds back every call that draws on the spent budget, and no other', async () => {
    const { owe, deliver, messenger, clocks, sent } = givenDispatcher();
    messenger.limit((call) =>
      'destination' in call && 'channelId' in call.destination && call.destination.channelId === 'busy'
        ? [{ budget: 'channel', burst: 5, perSecond: 5 }]
        : [],
    );
    messenger.plan((_, index) => (index === 0 ? { outcome: spent } : undefined));
    await owe('card', 'busy');
    await deliver();
    await owe('recap', 'busy');
    await owe('card', 'free');
    await clocks.pass(5_000);
    await deliver();
    expect(sent()).toEqual(['card busy', 'card free']);
    await clocks.pass(2_000);
    await deliver();
    expect(sent()).toEqual(['card busy', 'card free', 'card busy', 'recap busy']);
  });

  test('is honoured by the machine clock, whatever happens to the session clock', async () => {
    const { owe, deliver, messenger, clocks, sent } = givenDispatcher();
    messenger.limit(() => [{ budget: 'channel', burst: 5, perSecond: 1 }]);
    messenger.plan((_, index) => (index === 0 ? { outcome: spent } : undefined));
    await owe('card');
    await deliver();
    clocks.moveSession(new Date('2027-01-01T00:00:00Z'));
    await deliver();
    expect(sent()).toEqual(['card s1']);
  });
});

describe('a permit', () => {
  test('is waited for where it takes a second and a half at most, and otherwise the row is put back', async () => {
    const { owe, deliver, messenger, clocks, rows, sentAfterMs } = givenDispatcher();
    const began = clocks.machine.now();
    messenger.limit(() => [{ budget: 'channel', burst: 1, perSecond: 1 }]);
    for (const kind of ['prompt-1', 'prompt-2', 'prompt-3'] as const) await owe(kind);
    await deliver();
    expect(sentAfterMs(began)).toEqual([0, 1_000]);
    expect(rows[2]).toMatchObject({ state: 'planned', retryAt: new Date(began.getTime() + 2_000) });
    await clocks.pass(1_000);
    await deliver();
    expect(sentAfterMs(began)).toEqual([0, 1_000, 2_000]);
  });
});

describe('the order within a channel', () => {
  test('is the order of being due, one call after the other', async () => {
    const { owe, deliver, messenger, clocks, sent, sentAfterMs } = givenDispatcher();
    const at = (seconds: number) => new Date(clocks.session.now().getTime() - seconds * 1_000);
    messenger.plan(() => ({ outcome: { kind: 'done' }, takesMs: 300 }));
    await owe('recap', 's1', { dueAt: at(3) });
    await owe('prompt-4', 's1', { dueAt: at(1) });
    await owe('desk', 's1', { dueAt: at(2) });
    const began = clocks.machine.now();
    await deliver();
    expect(sent()).toEqual(['recap s1', 'desk s1', 'prompt-4 s1']);
    expect(sentAfterMs(began)).toEqual([0, 300, 600]);
  });

  test('is kept where the first has to wait a little', async () => {
    const { owe, deliver, messenger, clocks, sent } = givenDispatcher();
    messenger.plan((_, index) => (index === 0 ? { outcome: unreached } : undefined));
    await owe('prompt-1');
    await owe('prompt-2');
    await deliver();
    expect(sent()).toEqual(['prompt-1 s1']);
    await clocks.pass(250);
    await deliver();
    expect(sent()).toEqual(['prompt-1 s1', 'prompt-1 s1', 'prompt-2 s1']);
  });

  test('does not make other channels wait', async () => {
    const { owe, deliver, messenger, clocks, sentAfterMs } = givenDispatcher();
    messenger.plan(() => ({ outcome: { kind: 'done' }, takesMs: 300 }));
    const began = clocks.machine.now();
    for (const session of ['s1', 's2', 's3']) await owe('card', session);
    await deliver();
    expect(sentAfterMs(began)).toEqual([0, 0, 0]);
  });
});

describe('a removal', () => {
  test('takes a posted message away, once', async () => {
    const { owe, deliver, withdraw, messenger, states } = givenDispatcher();
    await owe('prompt-1');
    await deliver();
    await withdraw('prompt-1');
    await deliver();
    await deliver();
    expect(messenger.standing('s1')).toEqual([]);
    expect(messenger.calls.map(({ does }) => does)).toEqual(['post', 'remove']);
    expect(states()).toEqual(['posted', 'posted']);
  });

  test('is repeated where nobody knows how it ended', async () => {
    const { owe, deliver, withdraw, messenger, clocks, states } = givenDispatcher();
    await owe('prompt-1');
    await deliver();
    await withdraw('prompt-1');
    messenger.plan((_, index) => (index === 1 ? { outcome: timeout } : undefined));
    await deliver();
    await clocks.pass(250);
    await deliver();
    expect(messenger.standing('s1')).toEqual([]);
    expect(states()).toEqual(['posted', 'posted']);
  });

  test('of a message that never came to stand is closed', async () => {
    const { owe, process, clocks, withdraw, messenger, deliver, store, states } = givenDispatcher();
    messenger.plan(() => ({ outcome: { kind: 'refused', code: 'is_archived' } }));
    await owe('prompt-1');
    const withdrawnMeanwhile: typeof store.close = async (claim, reason) => {
      await withdraw('prompt-1');
      await store.close(claim, reason);
    };
    await clocks.until(process({ close: withdrawnMeanwhile }).deliver());
    await deliver();
    expect(states()).toEqual(['closed: is_archived', 'closed: superseded']);
  });
});

describe('a fault in one letter', () => {
  const poison = (letter: { subject: { id: string } }) => {
    if (letter.subject.id === 'poisoned') throw new RangeError('what somebody wrote');
    return undefined;
  };

  test('does not stop the others', async () => {
    const { owe, deliver, compose, sent } = givenDispatcher();
    compose(poison);
    for (const session of ['s1', 'poisoned', 's2']) await owe('card', session);
    await deliver();
    expect(sent()).toEqual(['card s1', 'card s2']);
  });

  test('is tried again ever more slowly, given up after five times, and logged at the first and the last', async () => {
    const { owe, deliver, compose, clocks, logged, rows, states } = givenDispatcher();
    const triedAfterMs: number[] = [];
    const began = clocks.machine.now().getTime();
    compose((letter) => {
      triedAfterMs.push(clocks.machine.now().getTime() - began);
      return poison(letter);
    });
    await owe('card', 'poisoned');
    while (rows[0]!.state !== 'closed') {
      await deliver();
      await clocks.pass(50);
    }
    expect(triedAfterMs).toEqual([0, 250, 1_250, 5_250, 21_250]);
    expect(states()).toEqual(['closed: fault']);
    expect(logged.map(({ text }) => text)).toEqual([
      'a message could not be prepared',
      'a message was given up',
    ]);
    expect(logged[0]).toMatchObject({
      level: 'error',
      fields: { delivery: rows[0]!.id, code: 'RangeError' },
    });
    expect(JSON.stringify(logged)).not.toContain('what somebody wrote');
  });

  test('does not count with the calls that were not made before it', async () => {
    const { owe, deliver, messenger, compose, clocks, sent, rows } = givenDispatcher();
    messenger.plan((_, index) => (index < 4 ? { outcome: unreached } : undefined));
    let isBroken = false;
    compose((letter) => (isBroken ? poison({ subject: { id: 'poisoned' } }) : say(letter, 'at last')));
    await owe('card');
    for (let calls = 0; calls < 4; calls += 1) {
      await deliver();
      await clocks.pass(2_000);
    }
    isBroken = true;
    await deliver();
    isBroken = false;
    await clocks.pass(250);
    await deliver();
    expect(rows[0]!.state).toBe('posted');
    expect(sent()).toHaveLength(5);
  });

  test('is none where the database cannot be asked: that costs no message, however long it lasts', async () => {
    const { owe, deliver, compose, clocks, logged, sent } = givenDispatcher();
    let asked = 0;
    compose((letter) => {
      asked += 1;
      if (asked <= 20) throw new UnavailableError('57014');
      return say(letter, 'at last');
    });
    await owe('card');
    while (sent().length === 0) {
      await deliver();
      await clocks.pass(1_000);
    }
    expect(sent()).toEqual(['at last']);
    expect(logged).toEqual([]);
  });

  test('of the store is left to the lease', async () => {
    const { owe, process, clocks, deliver, sent } = givenDispatcher();
    const fails = () => Promise.reject(new Error('connection lost'));
    await owe('card');
    await clocks.until(process({ sending: fails, putBack: fails }).deliver());
    expect(sent()).toEqual([]);
    await clocks.pass(5_000);
    await deliver();
    expect(sent()).toEqual(['card s1']);
  });
});
