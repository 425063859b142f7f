import { describe, expect, test } from '@jest/globals';
import {
  answeredOnTime,
  chosenOnTime,
  linesOf,
  listsOnTime,
  tookPart,
} from '../../../src/messages/session-view.ts';
import { at } from '../../support/build-session.ts';
import {
  answersTo,
  late,
  parkedIn,
  running,
  typicalSample as sample,
  starred,
  viewOf,
} from '../../support/gallery/sample.ts';

const view = (more: Parameters<typeof viewOf>[2]) => viewOf(sample, running(sample, '10:10'), more);

describe('Who took part', () => {
  test('is who answered or asked while it ran, each counted once', () => {
    expect(tookPart(view({ answers: answersTo(sample, 'warm-up', 'list', 'check') }))).toBe(6);
    const two = answersTo(sample, 'warm-up').slice(0, 2);
    expect(tookPart(view({ answers: two, parked: parkedIn(sample) }))).toBe(2);
    const asked = parkedIn(sample).map((question) => ({ ...question, memberId: 'U0NEW' }));
    expect(tookPart(view({ answers: two, parked: asked }))).toBe(3);
  });

  test('is not who was only in, nor who answered late', () => {
    expect(tookPart(view({}))).toBe(0);
    expect(tookPart(view({ answers: late(answersTo(sample, 'list')) }))).toBe(0);
  });
});

describe('What came on time', () => {
  const onTime = answersTo(sample, 'list', 'check');

  test('counts without what came late', () => {
    const answers = [...onTime, ...late(answersTo(sample, 'list', 'check'))];
    expect(chosenOnTime(view({ answers }), 'check')).toEqual(sample.checks);
    expect(answeredOnTime(view({ answers }), 'list')).toBe(6);
    expect(listsOnTime(view({ answers }))).toHaveLength(5);
  });

  test('knows no choice where a text was written', () => {
    expect(chosenOnTime(view({ answers: onTime }), 'list')).toEqual([]);
  });

  test('has its lists in the order of their arrival, line by line', () => {
    const [first, second] = starred(answersTo(sample, 'list'));
    const answers = [{ ...first!, answeredAt: at('10:08') }, second!];
    expect(listsOnTime(view({ answers }))).toEqual([
      {
        memberId: second!.memberId,
        mark: second!.mark,
        lines: ['link goes to verify-mail.net', 'asks for the password'],
        starred: false,
      },
      {
        memberId: first!.memberId,
        mark: first!.mark,
        lines: ['zero in micros0ft', 'strange domain', '"Hello user"', 'hurry'],
        starred: true,
      },
    ]);
  });
});

test('A text has as many lines as have something to be seen', () => {
  expect(linesOf('  one \r\n\n\u200B \u2060\n\ttwo\u2028three')).toEqual(['one', 'two', 'three']);
  expect(linesOf(' \n\u200B')).toEqual([]);
});
