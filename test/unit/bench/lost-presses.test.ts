import { describe, expect, test } from '@jest/globals';
import { plainNote } from '../../../src/messages/notes.ts';
import { renderMessage } from '../../../src/slack/render-message.ts';
import { en } from '../../../src/texts/en.ts';
import { lostPresses, nameOf } from '../../bench/lost-presses.ts';
import { sessionIdOf } from '../../bench/plant.ts';
import { saysNotSaved } from '../../bench/platform.ts';
import { createAnswerers } from '../../bench/signed-press.ts';

const parts = { sessions: 3, peopleEach: 2 };
const answererOf = createAnswerers(parts);
const storedOf = (...presses: number[]) =>
  new Set(
    presses.map(answererOf).map(({ session, member }) => nameOf({ session: sessionIdOf(session), member })),
  );
const nobody = new Set<number>();

describe('presses that were lost', () => {
  test('are none where everybody who was acknowledged has an answer', () => {
    expect(lostPresses([0, 1, 4], nobody, parts, storedOf(0, 1, 4))).toEqual([]);
  });

  test('are not made up for by an answer that was stored and not acknowledged', () => {
    expect(lostPresses([0, 1], nobody, parts, storedOf(0, 2))).toEqual([1]);
  });

  test('are not those whose people were told that they are not saved', () => {
    expect(lostPresses([0, 1, 2], new Set([1]), parts, storedOf(0))).toEqual([2]);
  });

  test('are not those of people who answered again', () => {
    expect(lostPresses([0, 6], nobody, parts, storedOf(0))).toEqual([]);
  });
});

describe('a note that tells somebody in private', () => {
  const sent = (text: string) =>
    JSON.stringify(renderMessage(plainNote(en, [text]), undefined, () => undefined));

  test('that an answer is not saved, or perhaps not, is known as it is sent', () => {
    expect([en.notSaved, en.perhapsSaved].map(sent).map(saysNotSaved)).toEqual([true, true]);
    expect(saysNotSaved(sent('Saved: 3'))).toBe(false);
  });
});
