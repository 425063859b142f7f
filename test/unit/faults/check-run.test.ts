import { describe, expect, test } from '@jest/globals';
import { checkRun, type Due, type Findings, type Seen } from '../../faults/check-run.ts';

const home = { workspace: 'T1', channel: 'C1' };
const lead = { workspace: 'T1', channel: 'D1' };
const due: Due[] = [
  { session: 'Talk 1', kind: 'card', ...home, dueAt: 10_000, order: 0 },
  { session: 'Talk 1', kind: 'desk', ...lead, dueAt: 10_000 },
  { session: 'Talk 1', kind: 'prompt-1', ...home, dueAt: 20_000, order: 1 },
  { session: 'Talk 2', kind: 'card', ...home, dueAt: 20_000, order: 0 },
];
/** Everything arrives 100 ms after its time. */
const good: Seen[] = due.map(({ dueAt, order: _, ...one }) => ({ ...one, at: dueAt + 100 }));
const [card, desk, prompt, other] = good as [Seen, Seen, Seen, Seen];

const check = (seen: readonly Seen[]) => checkRun(due, seen, { doubtMs: 20, latestMs: 15_000 });

/** How many of each kind of violation there are; those without any are left out. */
const violations = (found: Findings): Record<string, number> => {
  const { posts: _, latenessMs: __, copyLifeMs: ___, ...kinds } = found;
  return Object.fromEntries(
    Object.entries(kinds)
      .map(([kind, list]) => [kind, list.length] as const)
      .filter(([, count]) => count > 0),
  );
};

describe('the checker', () => {
  test('finds nothing in a run without fault, and measures its lateness', () => {
    const found = check(good);
    expect(violations(found)).toEqual({});
    expect(found).toMatchObject({ posts: 4, latenessMs: [100, 100, 100, 100], copyLifeMs: [] });
  });

  test.each<[string, Seen[], Record<string, number>]>([
    ['a message that never came', [card, desk, other], { missed: 1 }],
    ['a message that was removed', [card, desk, { ...prompt, goneAt: 30_000 }, other], { missed: 1 }],
    ['a message that stands twice', [...good, { ...prompt, at: 21_000 }], { doubled: 1 }],
    ['a message that stands three times', [...good, prompt, prompt], { doubled: 2 }],
    ['a message of no session', [...good, { ...prompt, session: undefined }], { extra: 1 }],
    ['a message of a kind that was not due', [...good, { ...prompt, kind: 'recap' }], { extra: 1 }],
    [
      'a message of a session that was not planned, removed',
      [...good, { ...card, session: 'Talk 3', goneAt: 1 }],
      { extra: 1 },
    ],
    ['a message before its time', [card, desk, { ...prompt, at: 19_979 }, other], { early: 1 }],
    ['a copy before its time', [...good, { ...other, at: 19_000, goneAt: 20_050 }], { early: 1 }],
    ['a message long after its time', [card, desk, { ...prompt, at: 35_001 }, other], { late: 1 }],
    ['a prompt before its card', [{ ...card, at: 20_200 }, desk, prompt, other], { outOfOrder: 1 }],
    [
      'a message in another channel instead',
      [card, desk, { ...prompt, channel: 'C2' }, other],
      { missed: 1, wrongChannel: 1 },
    ],
    ['a copy in another channel', [...good, { ...prompt, channel: 'C2' }], { wrongChannel: 1 }],
    [
      'a message in another workspace instead',
      [{ ...card, workspace: 'T2' }, desk, prompt, other],
      { missed: 1, wrongWorkspace: 1 },
    ],
    ['a copy in another workspace', [...good, { ...desk, workspace: 'T2' }], { wrongWorkspace: 1 }],
  ])('finds %s', (_, seen, expected) => {
    expect(violations(check(seen))).toEqual(expected);
  });

  test('does not mind the order of what it is given, nor two sessions in a channel', () => {
    expect(violations(check(good.toReversed()))).toEqual({});
  });

  test('takes what is within the doubt about two clocks as on time', () => {
    expect(violations(check([card, desk, { ...prompt, at: 19_980 }, other]))).toEqual({});
  });

  test('counts how long a copy that was removed stood beside the other one', () => {
    const resent = { ...prompt, at: 24_000 };
    expect(check([...good, { ...resent, goneAt: 25_500 }])).toMatchObject({
      copyLifeMs: [1_500],
      doubled: [],
    });
    const older = [card, desk, { ...prompt, goneAt: 25_000 }, resent, other];
    expect(check(older)).toMatchObject({ copyLifeMs: [1_000], missed: [], late: [] });
  });

  test('counts no life of a copy that was gone before the next one came', () => {
    const seen = [card, desk, { ...prompt, goneAt: 21_000 }, { ...prompt, at: 24_000 }, other];
    expect(check(seen)).toMatchObject({ copyLifeMs: [0], missed: [] });
  });
});
