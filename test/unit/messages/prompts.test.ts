import { describe, expect, test } from '@jest/globals';
import type { Block, Message } from '../../../src/messages/message.ts';
import { prompt, startsInChannel } from '../../../src/messages/prompts.ts';
import type { SessionView } from '../../../src/messages/session-view.ts';
import { rules } from '../../../src/session/rules.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at, tick } from '../../support/build-session.ts';
import {
  adHocSession,
  answersTo,
  count,
  firstOf,
  running,
  typicalSample as sample,
  sessionOf,
  viewOf,
} from '../../support/gallery/sample.ts';

const show = (phase: 1 | 2 | 3 | 4, time: string, more: Partial<SessionView> = {}): Message =>
  prompt(texts, viewOf(sample, running(sample, time), more), phase);
const callsOf = ({ blocks }: Message): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'note'
      ? block.line.flatMap((span) => (typeof span === 'object' && 'call' in span ? [span.call] : []))
      : [],
  );
const labelsOf = ({ blocks }: Message): string[] =>
  blocks.flatMap((block: Block) => (block.kind === 'actions' ? block.buttons.map(({ label }) => label) : []));
const people = (many: number) => Array.from({ length: many }, (_, index) => `U${index}`);
const all = answersTo(sample, 'warm-up', 'list', 'check');

describe('The first prompt', () => {
  test('calls exactly those who were in at the start, once each', () => {
    expect(callsOf(show(1, '10:01', { called: ['U0BEN', 'U0CARO'] }))).toEqual(['U0BEN', 'U0CARO']);
    expect(callsOf(show(1, '10:01', { called: [] }))).toEqual([]);
  });

  test('calls thirty, and shows the start in the channel instead where there are more', () => {
    expect(callsOf(show(1, '10:01', { called: people(rules.mostMentions) }))).toHaveLength(30);
    expect(callsOf(show(1, '10:01', { called: people(rules.mostMentions + 1) }))).toEqual([]);
  });

  test('calls nobody any more once it is revealed', () => {
    expect(callsOf(show(1, '10:02:30', { answers: all }))).toEqual([]);
  });
});

describe('A start is shown in the channel', () => {
  test.each([
    ['ad hoc: nobody could sign up', viewOf(sample, adHocSession(tick(at('10:00'))), { called: [] }), true],
    [
      'with more than thirty people in',
      viewOf(sample, running(sample, '10:01'), { called: people(31) }),
      true,
    ],
    [
      'because the lead wanted it',
      viewOf(
        sample,
        sessionOf(
          sample,
          count(1, at('9:55')),
          { type: 'insist', how: 'show-start', now: at('9:58') },
          tick(at('10:00')),
        ),
      ),
      true,
    ],
    ['and otherwise is not', viewOf(sample, running(sample, '10:01')), false],
    ['nor before it has begun', viewOf(sample, sessionOf(sample)), false],
    ['nor after a missed one', viewOf(sample, sessionOf(sample, tick(at('10:06')))), false],
  ])('%s', (_, view, expected) => {
    expect(startsInChannel(view)).toBe(expected);
  });
});

describe('Each prompt repeats the last result', () => {
  test('phase 1’s at the head of phase 2', () => {
    expect(JSON.stringify(show(2, '10:04', { answers: all }))).toContain('You saw 2 to 5 signs');
    expect(JSON.stringify(show(2, '10:04', { answers: firstOf(all, 2) }))).toContain('There are five signs');
  });

  test('the lists as phase 3, four of them and the others behind Show all', () => {
    const shown = show(3, '10:10', { answers: all });
    expect(shown.blocks).toContainEqual({ kind: 'note', line: ['+ ', '1', ' more'] });
    expect(labelsOf(shown)).toEqual(['Park a question', 'Show all']);
    expect(labelsOf(show(3, '10:10', { answers: firstOf(all, 4) }))).toEqual(['Park a question']);
  });

  test('a long list is cut, and whole behind Show all', () => {
    const [first] = answersTo(sample, 'list');
    const answers = [{ ...first!, value: { kind: 'text' as const, text: 'sign\n'.repeat(200) } }];
    const shown = show(3, '10:10', { answers });
    const list = shown.blocks.find((block) => block.kind === 'list');
    expect(String(list?.items[0])).toMatch(/^sign · sign.{250,290}…$/);
    expect(labelsOf(shown)).toEqual(['Park a question', 'Show all']);
  });

  test('the check’s answer at the head of phase 4', () => {
    expect(JSON.stringify(show(4, '10:14'))).toContain('First after a click: new password, call IT.');
  });
});
