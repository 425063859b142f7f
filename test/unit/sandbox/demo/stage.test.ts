import { expect, test } from '@jest/globals';
import { openForm, send } from '../../../../src/sandbox/demo/stage.ts';
import type { Actor, Platform, Seen, View } from '../../../../src/sandbox/platform.ts';
import { en } from '../../../../src/texts/en.ts';

const sentAlready = en.refusals['own-draft'];

/** Somebody whose form, or press, is answered by these words, one after the other, and whom the platform shows no more. */
const told = (...answers: string[]) => {
  const seen: Seen[] = [];
  const state = { presses: 0, closed: false, text: '' };
  const answered = (): string => answers[state.presses++] ?? '';
  const person = {
    name: 'Ana',
    errors: [],
    get view() {
      return { id: 'V1', text: state.text } as View;
    },
    submit: async () => {
      state.text = answered();
      return { closed: state.text === '' };
    },
    close: async () => {
      state.closed = true;
    },
    click: async () => void seen.push({ id: '1', threadId: undefined, text: answered(), ephemeral: true }),
    sees: () => seen,
  } as unknown as Actor;
  const platform = {
    channels: [{ id: 'C1' }],
    until: async (condition: () => unknown) => expect(condition()).toBeTruthy(),
  } as unknown as Platform;
  return { person, platform, state };
};

test('a form that was perhaps saved and then sent already is done, and off the screen', async () => {
  const { person, state } = told(en.perhapsSaved, sentAlready);

  expect(await send(person)).toEqual({ closed: true });
  expect(state).toMatchObject({ presses: 2, closed: true });
});

test.each([
  ['by another press', [sentAlready]],
  ['where it was not saved before', [en.notSaved, sentAlready]],
])('a form that was sent already %s is not done', async (_, answers) => {
  const { person, state } = told(...answers);

  expect(await send(person)).toEqual({ closed: false });
  expect(state).toMatchObject({ presses: answers.length, closed: false });
});

test('who is refused three times is told so instead of waiting for what does not come', async () => {
  const { person, platform, state } = told(en.notSaved, en.perhapsSaved, en.notSaved);

  await expect(openForm({ platform }, person, 'Show all')).rejects.toThrow(
    'Ana pressed Show all and waits for its form',
  );
  expect(state.presses).toBe(3);
});
