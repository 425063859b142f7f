import { describe, expect, test } from '@jest/globals';
import type { DeliveryLimits } from '../../../src/delivery/delivery-limits.ts';
import type { LookUp, Outcome } from '../../../src/use-cases/delivery-ports.ts';
import { givenDispatcher, say } from '../../support/given-dispatcher.ts';

const failed: Outcome = { kind: 'unknown', code: 'http_500', answered: true };
const reset: Outcome = { kind: 'unknown', code: 'ECONNRESET' };
const cannot: LookUp = { kind: 'cannot', code: 'missing_scope' };
const down: LookUp = { kind: 'not-now', code: 'http_503' };
const prompts = ['prompt-1', 'prompt-2', 'prompt-3', 'prompt-4'] as const;

type Fake = ReturnType<typeof givenDispatcher>;

/** What becomes of the first post, and that alone. */
const first = (
  { messenger }: Fake,
  planned: { outcome: Outcome; accepts?: boolean; acceptsAfterMs?: number },
) => {
  let isFirst = true;
  messenger.plan(({ does }) => {
    if (does !== 'post' || !isFirst) return undefined;
    isFirst = false;
    return planned;
  });
};

/** A dispatcher whose first post, now, leaves a doubt. */
const givenDoubt = async (
  planned: Parameters<typeof first>[1],
  kind: Parameters<Fake['owe']>[0] = 'prompt-1',
  limits: Partial<DeliveryLimits> = {},
) => {
  const fake = givenDispatcher(limits);
  first(fake, planned);
  await fake.owe(kind);
  await fake.deliver();
  const began = fake.clocks.machine.now();
  const posts = () =>
    fake.messenger.calls
      .filter(({ does }) => does === 'post')
      .map(({ at }) => at.getTime() - began.getTime());
  return { ...fake, began, posts, looks: () => fake.lookedAfterMs(began), row: fake.rows[0]! };
};

describe('a doubtful message that stands', () => {
  test('is found after a second, recorded where and since when it stands, and edited: it may show old words', async () => {
    const { live, looks, posts, row, began, messenger, states } = await givenDoubt({
      outcome: reset,
      accepts: true,
    });
    await live(60_000);
    expect(looks()).toEqual([1_000]);
    expect(posts()).toEqual([0]);
    expect(row).toMatchObject({ reference: { ts: '1' }, postedAt: began, resends: 0 });
    expect(messenger.calls.at(-1)).toMatchObject({ does: 'edit', reference: { ts: '1' } });
    expect(states()).toEqual(['posted']);
  });

  test('is found when history has caught up', async () => {
    const fake = await givenDoubt({ outcome: failed, accepts: true });
    fake.messenger.lagHistory(4_900);
    await fake.live(60_000);
    expect(fake.looks()).toEqual([1_000, 5_000]);
    expect(fake.posts()).toEqual([0]);
  });

  test('twice has the younger one removed, however often that fails at first', async () => {
    const { live, messenger, clocks } = await givenDoubt({ outcome: reset, accepts: true });
    const postedAt = clocks.session.now();
    const copies = ['1', '2'].map((ts) => ({ reference: { ts }, postedAt }));
    messenger.planLooks(() => ({ kind: 'found', copies }));
    const removals: (string | undefined)[] = [];
    messenger.plan(({ does, reference }) => {
      if (does !== 'remove') return undefined;
      return removals.push(reference?.ts) <= 3
        ? { outcome: { kind: 'not-done', code: 'ratelimited' } }
        : { outcome: { kind: 'done' } };
    });
    await live(12_000);
    expect(removals).toEqual(['2', '2', '2', '2']);
  });

  test('is recorded by its own process if that gets to know it', async () => {
    const { row, store, live, looks, clocks } = await givenDoubt({ outcome: reset, accepts: true });
    const result = { reference: { ts: '1' }, postedAt: clocks.session.now(), shownVersion: 1 };
    expect(await store.posted({ ...row, attempt: 1 }, result)).toBe(true);
    await live(60_000);
    expect(looks()).toEqual([]);
  });

  test('needs no look-up where somebody has pressed it, before or after the call has failed', async () => {
    const copy = (at: Date) => ({ reference: { ts: '1' }, postedAt: at });
    const { row, store, live, looks, clocks, posts } = await givenDoubt({ outcome: reset, accepts: true });
    const present = { session: clocks.session.now(), machine: clocks.machine.now() };
    expect(await store.evidence(row.workspace, row.id, copy(present.session), present)).toBe(true);
    await live(60_000);
    expect([looks(), posts()]).toEqual([[], [0]]);

    const early = givenDispatcher();
    first(early, { outcome: reset, accepts: true });
    await early.owe('card');
    const told: typeof early.store.sending = async (claim, leaseUntil, sent) => {
      const isOurs = await early.store.sending(claim, leaseUntil, sent);
      await early.store.evidence(claim.workspace, claim.id, copy(present.session), present);
      return isOurs;
    };
    await early.clocks.until(early.process({ sending: told }).deliver());
    await early.live(60_000);
    expect(early.lookedAfterMs(present.machine)).toEqual([]);
    expect(early.states()).toEqual(['posted']);
  });

  test('lets those that wait for it go on in their order', async () => {
    const { owe, live, messenger } = await givenDoubt({ outcome: reset, accepts: true }, 'card');
    await owe('prompt-1', 's1', { after: 'card' });
    await live(900);
    expect(messenger.standing('s1')).toEqual(['card s1']);
    await live(200);
    expect(messenger.standing('s1')).toEqual(['card s1', 'prompt-1 s1']);
  });
});

describe('a doubtful message that does not stand', () => {
  test.each([
    ['five seconds where the platform has answered', failed, 5_000],
    ['ten seconds where the connection broke', reset, 10_000],
  ])('is sent again after two look-ups in vain past %s', async (_, outcome, provesMs) => {
    const { live, looks, posts, row, messenger } = await givenDoubt({ outcome });
    await live(provesMs + 499);
    expect(posts()).toEqual([0]);
    await live(1_000);
    expect(looks()).toEqual([1_000, provesMs, provesMs + 500]);
    expect(posts()).toEqual([0, provesMs + 500]);
    expect(row).toMatchObject({ state: 'posted', reference: { ts: '1' }, resends: 1, blindResends: 0 });
    expect(messenger.standing('s1')).toEqual(['prompt-1 s1']);
  });

  test('is sent again after fifteen where its process has died', async () => {
    const { owe, dyingProcess, clocks, live, messenger } = givenDispatcher();
    await owe('card');
    const began = clocks.machine.now().getTime();
    void dyingProcess('sending', 'after').deliver();
    await live(25_000);
    // Its lease runs for four seconds.
    const posted = messenger.calls.find(({ does }) => does === 'post');
    expect(posted!.at.getTime() - began).toBe(4_000 + 15_000 + 500);
  });

  test('waits as long as it is told', async () => {
    const proofAfterMs = { answered: 2_500, 'cut-off': 4_500, 'owner-dead': 6_500 };
    const { live, posts } = await givenDoubt({ outcome: failed }, 'card', { proofAfterMs });
    await live(5_000);
    expect(posts()).toEqual([0, 3_000]);
  });

  test('is in doubt again where the next call fails, too, and sent once more', async () => {
    const { live, posts, messenger, row } = await givenDoubt({ outcome: failed });
    let again = 0;
    messenger.plan(({ does }) => (does === 'post' && ++again === 1 ? { outcome: failed } : undefined));
    await live(12_000);
    expect(posts()).toEqual([0, 5_500, 11_000]);
    expect(row).toMatchObject({ state: 'posted', resends: 2 });
  });

  test('is closed where there is nothing to say any more', async () => {
    const { live, compose, posts, states } = await givenDoubt({ outcome: failed });
    compose(() => ({ nothing: 'superseded' }));
    await live(10_000);
    expect(posts()).toEqual([0]);
    expect(states()).toEqual(['closed: superseded']);
  });

  test('is not sent again where it was taken back meanwhile', async () => {
    const { live, withdraw, posts, states } = await givenDoubt({ outcome: failed });
    await withdraw('prompt-1');
    await live(10_000);
    expect(posts()).toEqual([0]);
    expect(states()).toEqual(['closed: cancelled', 'closed: superseded']);
  });

  test('lets those that wait for it go on in their order', async () => {
    const { owe, live, messenger } = await givenDoubt({ outcome: failed }, 'card');
    await owe('prompt-1', 's1', { after: 'card' });
    await live(6_000);
    expect(messenger.standing('s1')).toEqual(['card s1', 'prompt-1 s1']);
  });
});

describe('a look-up', () => {
  test('that the platform puts off is made again when it says so', async () => {
    const { live, looks, messenger, posts } = await givenDoubt({ outcome: reset, accepts: true });
    messenger.planLooks((index) =>
      index === 0
        ? { kind: 'not-now', code: 'ratelimited', retryAfterMs: 7_000, spentBudget: 'history' }
        : undefined,
    );
    await live(60_000);
    expect(looks()).toEqual([1_000, 8_000]);
    expect(posts()).toEqual([0]);
  });

  test('that fails is repeated ever more slowly, and no proof of anything', async () => {
    const { live, looks, messenger, posts } = await givenDoubt({ outcome: failed });
    messenger.planLooks((index) => (index < 6 ? down : undefined));
    await live(20_000);
    expect(looks()).toEqual([1_000, 1_250, 1_750, 2_750, 4_750, 8_750, 16_750, 17_250]);
    expect(posts()).toEqual([0, 17_250]);
  });

  test('waits for its budget, and no post waits for it', async () => {
    const { live, messenger, owe, looks, posts } = await givenDoubt({ outcome: failed });
    messenger.limit(({ does }) =>
      does === 'look-up' ? [{ budget: 'history', burst: 1, perSecond: 0.1 }] : [],
    );
    await live(1_100);
    await owe('card', 's2');
    await live(40_000);
    // The watch over its copies draws on the same budget.
    expect(looks().slice(0, 3)).toEqual([1_000, 11_000, 21_000]);
    expect(posts()).toEqual([0, 1_100, 21_000]);
  });

  test('that hangs holds up no post', async () => {
    const { clocks, process, owe, messenger, rows } = await givenDoubt({ outcome: reset, accepts: true });
    await clocks.pass(1_000);
    const lookUp = async (): Promise<LookUp> => {
      await clocks.machine.wait(2_500);
      return down;
    };
    const delivering = process({}, { lookUp }).deliver();
    await clocks.pass(100);
    await owe('card', 's2');
    await clocks.pass(300);
    expect(messenger.standing('s2')).toEqual(['card s2']);
    await clocks.until(delivering);
    expect(rows[0]!.state).toBe('unknown');
  });

  test('four at once at most, and the rest afterwards', async () => {
    const fake = givenDispatcher();
    fake.messenger.plan(({ does }) => (does === 'post' ? { outcome: reset, accepts: true } : undefined));
    for (let channel = 0; channel < 10; channel += 1) await fake.owe('card', `s${channel}`);
    await fake.deliver();
    await fake.clocks.pass(1_000);
    let most = 0;
    let now = 0;
    const lookUp: typeof fake.messenger.lookUp = async (...asked) => {
      most = Math.max(most, ++now);
      await fake.clocks.machine.wait(100);
      now -= 1;
      return fake.messenger.lookUp(...asked);
    };
    await fake.clocks.until(fake.process({}, { lookUp }).deliver());
    expect(most).toBe(4);
    expect(new Set(fake.states())).toEqual(new Set(['posted']));
  });

  test('that throws, against its promise, or whose end cannot be recorded comes again', async () => {
    const { clocks, process, live, states, store, logged } = await givenDoubt({
      outcome: reset,
      accepts: true,
    });
    await clocks.pass(1_000);
    await clocks.until(process({}, { lookUp: () => Promise.reject(new TypeError('boom')) }).deliver());
    await clocks.pass(250);
    await clocks.until(process({ found: () => Promise.reject(new Error('connection lost')) }).deliver());
    expect(states()).toEqual(['unknown: ECONNRESET']);
    expect(logged.at(-1)).toMatchObject({ level: 'error', text: 'a doubt could not be settled' });
    await live(10_000);
    expect(states()).toEqual(['posted']);
    expect((await store.nextDueAt()).machine).toBeUndefined();
  });
});

describe('without the right to look', () => {
  test.each([
    ['card', 90_000],
    ['desk', 90_000],
    ['prompt-1', 90_000],
    ['prompt-2', 180_000],
    ['prompt-3', 120_000],
    ['prompt-4', 60_000],
    ['announcement', 1_800_000],
  ] as const)('%s waits for evidence for half its life, and is sent again once', async (kind, halfMs) => {
    const { live, messenger, posts, row, states } = await givenDoubt({ outcome: reset }, kind);
    messenger.planLooks(() => cannot);
    messenger.plan(({ does }) => (does === 'post' ? { outcome: reset } : undefined));
    await live(halfMs - 1);
    expect(posts()).toEqual([0]);
    await live(halfMs);
    expect(posts()).toEqual([0, halfMs]);
    expect(row).toMatchObject({ resends: 1, blindResends: 1 });
    await live(3_600_000);
    expect(posts()).toHaveLength(2);
    expect(states()).toEqual(['closed: unsettled']);
  });

  test.each(prompts)('%s is not sent again where somebody presses it in the meantime', async (kind) => {
    const { live, messenger, row, store, clocks, posts } = await givenDoubt(
      { outcome: reset, accepts: true },
      kind,
    );
    messenger.planLooks(() => cannot);
    await live(50_000);
    const present = { session: clocks.session.now(), machine: clocks.machine.now() };
    await store.evidence(
      row.workspace,
      row.id,
      { reference: { ts: '1' }, postedAt: present.session },
      present,
    );
    await live(600_000);
    expect(posts()).toEqual([0]);
  });

  test('a recap is never sent again: the card is edited instead', async () => {
    const { live, messenger, posts, states, owe, deliver, clocks, store, row } = await givenDoubt(
      { outcome: failed, accepts: true },
      'recap',
    );
    messenger.planLooks(() => cannot);
    await owe('card');
    await deliver();
    const edits = () => messenger.calls.filter(({ does }) => does === 'edit').map(({ text }) => text);
    expect(edits()).toEqual([]);
    await live(600_000);
    expect(posts()).toEqual([0, 0]);
    expect(edits()).toEqual(['card s1']);
    expect(states()).toEqual(['closed: unsettled', 'posted']);

    const present = { session: clocks.session.now(), machine: clocks.machine.now() };
    const copy = { reference: { ts: '1' }, postedAt: present.session };
    expect(await store.evidence(row.workspace, row.id, copy, present)).toBe(true);
    expect(states()).toEqual(['posted', 'posted']);
  });

  test('a private note, which leaves no trace, is given up', async () => {
    const { live, messenger, posts, states } = await givenDoubt({ outcome: failed }, 'check-note');
    messenger.planLooks(() => ({ kind: 'cannot', code: 'no-trace' }));
    await live(600_000);
    expect(posts()).toEqual([0]);
    expect(states()).toEqual(['closed: unsettled']);
  });

  test('and while the platform’s history is down, it is the same; afterwards one looks again', async () => {
    const { live, messenger, posts, row, clocks } = await givenDoubt({ outcome: failed }, 'prompt-1');
    const upAt = clocks.machine.now().getTime() + 200_000;
    messenger.planLooks(() => (clocks.machine.now().getTime() < upAt ? down : undefined));
    messenger.plan(({ does }) =>
      does === 'post' && clocks.machine.now().getTime() < upAt ? { outcome: failed } : undefined,
    );
    await live(199_000);
    expect(posts()).toEqual([0, 90_000]);
    await live(60_000);
    expect(posts()).toHaveLength(3);
    expect(row).toMatchObject({ state: 'posted', resends: 2, blindResends: 1 });
  });

  test('a recap is given up after two minutes where history is down', async () => {
    const { live, messenger, states } = await givenDoubt({ outcome: failed }, 'recap');
    messenger.planLooks(() => down);
    await live(119_000);
    expect(states()).toEqual(['unknown: http_500']);
    await live(1_001);
    expect(states()).toEqual(['closed: unsettled']);
  });
});

describe('a message that was sent again', () => {
  test('is looked at again after 4, 12 and 60 seconds, and no more', async () => {
    const { live, looks } = await givenDoubt({ outcome: failed });
    await live(600_000);
    const watched = looks().slice(3);
    expect(watched).toEqual([9_500, 17_500, 65_500]);
  });

  test('whose first call is carried out late has its copy removed within a minute, which is counted', async () => {
    const { live, messenger, row } = await givenDoubt({ outcome: reset, acceptsAfterMs: 20_000 });
    await live(19_999);
    expect(messenger.standing('s1')).toHaveLength(1);
    await live(2);
    expect(messenger.standing('s1')).toHaveLength(2);
    await live(2_600);
    expect(messenger.standing('s1')).toHaveLength(1);
    expect(row).toMatchObject({
      state: 'posted',
      reference: { ts: '1' },
      copiesRemoved: 1,
      longestCopyMs: 2_500,
    });
  });

  test('and of which two stand keeps the older one where none is known', async () => {
    const { live, messenger, row } = await givenDoubt({ outcome: reset, acceptsAfterMs: 11_000 });
    messenger.plan(({ does }) => (does === 'post' ? { outcome: reset, accepts: true } : undefined));
    await live(60_000);
    expect(row).toMatchObject({ state: 'posted', reference: { ts: '1' }, resends: 1, copiesRemoved: 1 });
    expect(messenger.standing('s1')).toHaveLength(1);
  });

  test('keeps the one that somebody has pressed', async () => {
    const { live, messenger, row, store, clocks } = await givenDoubt({
      outcome: reset,
      acceptsAfterMs: 11_000,
    });
    messenger.plan(({ does }) => (does === 'post' ? { outcome: reset, accepts: true } : undefined));
    await live(11_200);
    expect(messenger.standing('s1')).toHaveLength(2);
    const present = { session: clocks.session.now(), machine: clocks.machine.now() };
    await store.evidence(
      row.workspace,
      row.id,
      { reference: { ts: '2' }, postedAt: present.session },
      present,
    );
    await live(60_000);
    expect(row).toMatchObject({ state: 'posted', reference: { ts: '2' }, copiesRemoved: 1 });
    expect(messenger.standing('s1')).toHaveLength(1);
  });

  test.each<[string, Outcome]>([
    ['put off', { kind: 'not-done', code: 'ratelimited', retryAfterMs: 1_000 }],
    ['refused', { kind: 'refused', code: 'restricted_action' }],
  ])(
    'and is pressed while its second call is under way, which is %s, stands, and is not sent again',
    async (_, outcome) => {
      const { live, messenger, row, store, process, clocks, posts } = await givenDoubt({
        outcome: reset,
        acceptsAfterMs: 6_000,
      });
      messenger.lagHistory(5_000);
      await clocks.pass(6_000);
      messenger.plan(({ does }) => (does === 'post' ? { outcome } : undefined));
      const pressed: typeof store.sending = async (claim, leaseUntil, sent) => {
        const isOurs = await store.sending(claim, leaseUntil, sent);
        const present = { session: clocks.session.now(), machine: clocks.machine.now() };
        const copy = { reference: { ts: '1' }, postedAt: present.session };
        expect(await store.evidence(claim.workspace, claim.id, copy, present)).toBe(false);
        return isOurs;
      };
      await live(120_000, process({ sending: pressed }));
      expect(posts()).toHaveLength(2);
      expect(row).toMatchObject({ state: 'posted', reference: { ts: '1' }, resends: 1, copiesRemoved: 0 });
      expect(messenger.standing('s1')).toHaveLength(1);
    },
  );

  test('and then turned out to have nothing to say leaves no copy that comes late', async () => {
    const { live, messenger, compose, states, row } = await givenDoubt({
      ...{ outcome: failed, acceptsAfterMs: 8_000 },
    });
    compose((letter) => (letter.kind === 'prompt-1' ? { nothing: 'superseded' } : say(letter, '')));
    await live(60_000);
    expect(states()).toEqual(['closed: superseded']);
    expect(messenger.standing('s1')).toEqual([]);
    expect(row.copiesRemoved).toBe(1);
  });

  test('has its copy removed as soon as the platform lets it', async () => {
    const { live, messenger, row, logged } = await givenDoubt({ outcome: failed, acceptsAfterMs: 8_000 });
    let removals = 0;
    messenger.plan(({ does }) =>
      does === 'remove' && ++removals < 5
        ? { outcome: { kind: 'not-done', code: 'ratelimited', retryAfterMs: 1_000, spentBudget: 'removals' } }
        : undefined,
    );
    messenger.limit(({ does }) =>
      does === 'remove' ? [{ budget: 'removals', burst: 5, perSecond: 1 }] : [],
    );
    await live(60_000);
    expect(messenger.standing('s1')).toHaveLength(1);
    expect(row.copiesRemoved).toBe(1);
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('is watched no longer where the right to look is gone, nor for ever where a copy may not be removed', async () => {
    const { live, messenger, looks } = await givenDoubt({ outcome: failed });
    messenger.planLooks((index) => (index >= 3 ? cannot : undefined));
    await live(600_000);
    expect(looks()).toHaveLength(4);

    const refused = await givenDoubt({ outcome: failed, acceptsAfterMs: 8_000 });
    refused.messenger.plan(({ does }) =>
      does === 'remove' ? { outcome: { kind: 'refused', code: 'cant_delete_message' } } : undefined,
    );
    await refused.live(600_000);
    expect(refused.looks()).toHaveLength(6);
    expect(refused.logged.filter(({ level }) => level === 'error').length).toBeGreaterThan(0);
  });
});
