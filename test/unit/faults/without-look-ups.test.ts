import { describe, expect, test } from '@jest/globals';
import type { Due, Seen } from '../../faults/check-run.ts';
import { reportedIn, type Told } from '../../faults/without-look-ups.ts';

const place = { workspace: 'T1', channel: 'C1' };
const copy = (kind: string): Seen => ({ session: 'Talk 1', kind, ...place, at: 0 });
const due = (kind: string): Due => ({ session: 'Talk 1', kind, ...place, dueAt: 0 });
const told = (kind: string, { sentAgain = false, givenUp = false }): Told => ({
  ...{ session: 'Talk 1', kind, sentAgain, givenUp },
});
const doubled = (copies: Seen[], ...ledger: Told[]) =>
  reportedIn({ doubled: copies, missed: [] }, ledger).doubled;
const missed = (kind: string, ...ledger: Told[]) =>
  reportedIn({ doubled: [], missed: [due(kind)] }, ledger).missed;

describe('Without look-ups the ledger tells', () => {
  test('of a message that stands twice, where it was sent again', () => {
    expect(doubled([copy('prompt-1')], told('prompt-1', { sentAgain: true }))).toEqual([copy('prompt-1')]);
  });

  test.each<[string, Told[]]>([
    ['nothing was sent again', []],
    ['another message was', [told('prompt-2', { sentAgain: true })]],
    ['it was given up', [told('prompt-1', { givenUp: true })]],
  ])('of none that stands twice, where %s', (_, ledger) => {
    expect(doubled([copy('prompt-1')], ...ledger)).toEqual([]);
  });

  test('of one copy of a message that stands three times', () => {
    const copies = [copy('prompt-1'), copy('prompt-1')];
    expect(doubled(copies, told('prompt-1', { sentAgain: true }))).toEqual([copy('prompt-1')]);
  });

  test('of a recap that was given up, and of a prompt that was sent again before', () => {
    expect(missed('recap', told('recap', { givenUp: true }))).toEqual([due('recap')]);
    expect(missed('prompt-1', told('prompt-1', { givenUp: true, sentAgain: true }))).toEqual([
      due('prompt-1'),
    ]);
  });

  test.each<[string, string, Told[]]>([
    ['recap that is missing', 'recap', []],
    ['recap that was to be sent again', 'recap', [told('recap', { sentAgain: true })]],
    ['prompt that was given up at once', 'prompt-1', [told('prompt-1', { givenUp: true })]],
    ['prompt that was sent again', 'prompt-1', [told('prompt-1', { sentAgain: true })]],
  ])('not of a %s: it is lost', (_, kind, ledger) => {
    expect(missed(kind, ...ledger)).toEqual([]);
  });
});
