import { expect, test } from '@jest/globals';
import type { DeliveryReport } from '../../../src/use-cases/delivery-ports.ts';
import { describeStatus } from '../../../src/use-cases/describe-status.ts';

const settling = { resends: 0, blindResends: 0, copiesRemoved: 0, longestCopyMs: 0, unsettled: 0 };
const quiet: DeliveryReport = {
  due: 0,
  oldestDueAt: undefined,
  unknown: [],
  refused: [],
  setAside: [],
  running: [],
  next: [],
  settling,
};
const now = new Date('2026-12-01T09:03:02Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const workspace = 'slack:T1';
const minute = 60_000;
const hour = 60 * minute;

const status = (changes: Partial<DeliveryReport>) => {
  const { text, needsALook } = describeStatus({ ...quiet, ...changes }, now);
  return { lines: text.split('\n'), needsALook };
};

test('a quiet ledger needs no look, and says so', () => {
  expect(status({})).toEqual({
    lines: [
      '0 sessions are running',
      'nothing is planned',
      '0 messages are due',
      '0 messages are doubtful',
      '0 messages were refused in the last seven days',
      '0 sessions are set aside',
      'All is well: nothing is late, doubtful, refused or set aside.',
    ],
    needsALook: false,
  });
});

test('what runs and what comes next is told with how long it takes', () => {
  const { lines, needsALook } = status({
    running: [
      { workspace, sessionId: 's1', status: 'running', nextDueAt: ago(-4 * minute) },
      { workspace, sessionId: 's2', status: 'paused', nextDueAt: undefined },
    ],
    next: [
      { workspace, sessionId: 's3', nextDueAt: ago(-90_000) },
      { workspace, sessionId: 's4', nextDueAt: ago(-3 * hour) },
      { workspace, sessionId: 's5', nextDueAt: ago(-72 * hour) },
      { workspace, sessionId: 's6', nextDueAt: ago(5_000) },
    ],
    due: 2,
    oldestDueAt: ago(90_000),
  });
  expect(needsALook).toBe(false);
  expect(lines.slice(0, 9)).toEqual([
    '2 sessions are running',
    '  slack:T1 session s1 running, its next step in 4 min',
    '  slack:T1 session s2 paused',
    'next',
    '  slack:T1 session s3 in 90 s',
    '  slack:T1 session s4 in 3 h',
    '  slack:T1 session s5 in 3 days',
    '  slack:T1 session s6 due since 5 s',
    '2 messages are due, the oldest since 90 s',
  ]);
});

test('a message that is due for long needs a look at the bot', () => {
  const { lines, needsALook } = status({ due: 1, oldestDueAt: ago(4 * minute) });
  expect(needsALook).toBe(true);
  expect(lines).toContain('1 message is due, the oldest since 4 min');
  expect(lines).toContain('  → Is a bot running, and can it reach Slack? "npm run doctor" says so.');
  expect(lines.join()).not.toContain('All is well');
});

test('a doubtful message is named, with what to do', () => {
  const { lines, needsALook } = status({
    unknown: [{ workspace, id: 'd1', kind: 'prompt-2', since: ago(4 * minute), code: 'http_500' }],
  });
  expect(needsALook).toBe(true);
  expect(lines).toContain('1 message is doubtful');
  expect(lines).toContain('  slack:T1 prompt-2 d1 since 4 min (http_500)');
  expect(lines.join()).toContain('look whether it stands in the channel');
});

test.each([
  ['is_archived', 'unarchive the channel'],
  ['not_in_channel', '/invite @Microtraining'],
  ['missing_scope', 'npm run doctor'],
  ['invalid_blocks', 'report it as a bug'],
])('a message that was refused with %s is named, and once for all of them what to do', (reason, remedy) => {
  const refused = ['d1', 'd2'].map((id) => ({ workspace, id, kind: 'recap' as const, reason }));
  const { lines, needsALook } = status({ refused });
  expect(needsALook).toBe(true);
  expect(lines).toContain(`  slack:T1 recap d2 (${reason})`);
  expect(lines.filter((line) => line.startsWith(`  → ${reason}: `) && line.includes(remedy))).toHaveLength(1);
});

test('a session that is set aside is named, with what to do', () => {
  const { lines, needsALook } = status({
    setAside: [{ workspace, sessionId: 's1', code: 'unreadable-row' }],
  });
  expect(needsALook).toBe(true);
  expect(lines).toContain('  slack:T1 session s1 (unreadable-row)');
  expect(lines.join()).toContain('report the code');
});

test('what became of doubts is told and needs no look', () => {
  const { lines, needsALook } = status({
    settling: { resends: 3, blindResends: 1, copiesRemoved: 2, longestCopyMs: 4_250, unsettled: 1 },
  });
  expect(needsALook).toBe(false);
  expect(lines.slice(6, 9)).toEqual([
    '3 messages were sent again after a doubt, 1 of them without a look whether it stood',
    '2 copies were removed, the slowest after 4.25 s',
    '1 doubtful message was given up',
  ]);
});
