import { describe, expect, test } from '@jest/globals';
import { recap } from '../../../src/messages/recap.ts';
import type { SessionView } from '../../../src/messages/session-view.ts';
import type { Answer } from '../../../src/session/answer.ts';
import { en as texts } from '../../../src/texts/en.ts';
import type { Line } from '../../../src/texts/line.ts';
import {
  answersTo,
  firstOf,
  late,
  running,
  typicalSample as sample,
  starred,
  viewOf,
} from '../../support/gallery/sample.ts';

const words = (line: Line): string =>
  line
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('strong' in span) return span.strong;
      return 'emphasis' in span ? span.emphasis : '⟨time⟩';
    })
    .join('');

/** The recap's lines as they read. */
const linesOf = (more: Partial<SessionView>): string[] =>
  recap(texts, viewOf(sample, running(sample, '10:15'), more)).blocks.flatMap((block) => {
    if (block.kind === 'text') return block.lines.map(words);
    return block.kind === 'note' ? [words(block.line)] : [];
  });
const lineAbout = (what: string, more: Partial<SessionView>): string | undefined =>
  linesOf(more).find((line) => line.startsWith(what));

const all = answersTo(sample, 'warm-up', 'list', 'check', 'plan');

describe('Figures in the recap', () => {
  test.each([
    [0, undefined, undefined],
    [1, 'Check: We talked the check question through.', 'Plans: some made one.'],
    [4, 'Check: We talked the check question through.', 'Plans: some made one.'],
    [5, 'Check: 4 of 5', 'Plans: 5 made one.'],
    [6, 'Check: 4 of 6', 'Plans: 6 made one.'],
  ])('after %i people answered', (people, check, plans) => {
    const answers = firstOf(all, people);
    if (check) expect(lineAbout('Check', { answers })).toMatch(check);
    else expect(lineAbout('Check', { answers })).toBeUndefined();
    expect(lineAbout('Plans', { answers })).toBe(plans);
  });

  test('do not count what came late', () => {
    const answers = [...firstOf(all, 4), ...late(all).slice(-8)];
    expect(lineAbout('Check', { answers })).toBe('Check: We talked the check question through.');
    expect(lineAbout('Plans', { answers })).toBe('Plans: some made one.');
  });
});

describe('In our words', () => {
  test('stands what the lead starred, as it was written', () => {
    expect(lineAbout('In our words', { answers: starred(all) })).toBe(
      'In our words: "zero in micros0ft · strange domain · "Hello user" · hurry" · "bad style, hurry" · "I only ever looked at the logo."',
    );
  });

  test('is left out where nothing is starred: no machine picks the best', () => {
    expect(lineAbout('In our words', { answers: all })).toBeUndefined();
  });

  test('is one line of a long list', () => {
    const long = starred(all).map(
      (one): Answer =>
        one.value.kind === 'text' ? { ...one, value: { kind: 'text', text: 'word '.repeat(400) } } : one,
    );
    expect(lineAbout('In our words', { answers: long })!.length).toBeLessThan(800);
  });
});

describe('Still open', () => {
  const parked = (count: number): SessionView['parked'] =>
    Array.from({ length: count }, (_, index) => ({
      id: `q${index}`,
      memberId: 'U0BEN',
      text: `Question ${index}?`,
      parkedAt: new Date(0),
    }));
  const known = (...questions: string[]): SessionView['known'] =>
    questions.map((questionId) => ({
      questionId,
      memberId: 'U0ELI',
      text: `About ${questionId}`,
      named: false,
      late: false,
      name: undefined,
    }));

  test('stands each question, with what is known about it below', () => {
    const lines = linesOf({ parked: parked(2), known: known('q1', 'q0', 'q1') });
    expect(lines.filter((line) => /Still open|About/.test(line))).toEqual([
      'Still open: Question 0?',
      '→ About q0',
      'Still open: Question 1?',
      '→ About q1',
      '→ About q1',
    ]);
  });

  test('stands as much as fits, and how much more there is', () => {
    const lines = linesOf({
      parked: parked(15),
      known: known(...Array.from({ length: 14 }, () => 'q0'), 'q14'),
    });
    expect(lines.filter((line) => line.startsWith('Still open'))).toHaveLength(12);
    expect(lines.filter((line) => line.startsWith('→'))).toHaveLength(12);
    expect(lines).toContain('+ 5 more');
  });
});
