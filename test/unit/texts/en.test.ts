import { describe, expect, test } from '@jest/globals';
import { en } from '../../../src/texts/en.ts';
import { plain } from '../../../src/texts/plain.ts';

const { planning } = en;
const zone = 'Europe/Berlin';
const tuesday = new Date('2026-12-01T09:00:00Z');
const thursday = new Date('2026-12-03T09:00:00Z');

describe('In English', () => {
  test('what is one is said in the singular', () => {
    const { gap, crowd } = planning.faults;
    expect([gap['too-many'](1), gap['too-many'](2)]).toEqual(['1 line too many.', '2 lines too many.']);
    expect([gap['too-few'](1), gap['too-few'](2)]).toEqual(['1 line more, please.', '2 lines more, please.']);
    expect(gap['too-long'](1)).toBe('1 character too long for where it is used.');
    expect(crowd(1, [thursday], zone)).toBe(
      '1 session of your workspace starts then, and no more can start on time. Free: 10:00.',
    );
    expect(crowd(2, [tuesday, thursday], zone)).toBe(
      '2 sessions of your workspace start then, and no more can start on time. Free: 10:00 and 10:00.',
    );
    const { keeping } = en;
    expect(plain(keeping.paused('Suspicious mail', 1))).toContain('1 session waits. Resume it, and it gets');
    expect(plain(keeping.paused('Suspicious mail', 2))).toContain('2 sessions wait. Resume it, and they get');
    const skipped = [0, 1, 2].map((later) => plain(keeping.skip.ask('A click', tuesday, zone, later)));
    expect(skipped.map((text) => /A click (.*) one meeting/.exec(text)?.[1])).toEqual([
      'moves',
      'and the one after it move',
      'and the two after it move',
    ]);
  });

  test('dates of a series name the time once, and how it goes on', () => {
    const dates = [tuesday, thursday];
    expect(planning.preview(dates, zone, 0)).toBe('Tue 1 Dec 10:00 · Thu 3');
    expect(planning.preview(dates, zone, 4)).toBe('Tue 1 Dec 10:00 · Thu 3 · and 4 more');
    expect(planning.preview(dates, zone, 'endless')).toBe('Tue 1 Dec 10:00 · Thu 3 · and so on');
  });

  test('a zone stands beside the planner’s own where that differs', () => {
    expect(planning.places('Berlin', undefined)).toBe('(Berlin)');
    expect(planning.places('Berlin', { city: 'Dublin', time: '09:00' })).toBe('(Berlin; Dublin 09:00)');
  });

  test('the grey line of the form says who leads and whether names stand beside answers', () => {
    expect(planning.greyLine(true, 'Ana', 'in the thread', false)).toBe(
      'You lead · in the thread · those who tap are called · answers without names · late answers 24 h',
    );
    expect(planning.greyLine(false, 'Ana', 'in the room', true)).toBe(
      'Ana leads · in the room · those who tap are called · answers with names · late answers 24 h',
    );
  });

  test('whose words behind a mistyped command are kept is told so', () => {
    const said = (isKept: boolean) => plain(en.help.didYouMean('shedule', 'schedule', isKept));
    expect(said(false)).toBe('I don\'t know "shedule". Did you mean schedule?');
    expect(said(true)).toContain('What you typed behind it is kept.');
  });
});
