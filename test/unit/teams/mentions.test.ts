import { describe, expect, test } from '@jest/globals';
import type { Block } from '../../../src/messages/message.ts';
import { callsIn, noCalls } from '../../../src/teams/mentions.ts';

const names: Record<string, string> = {
  b: 'Ben',
  c: 'Ben',
  d: 'Dr. *Dev* <at>',
  e: '***',
  g: 'evil.example',
};
const calling = (...ids: string[]): Block => ({ kind: 'note', line: ids.map((call) => ({ call })) });
const calls = (...blocks: Block[]) => callsIn(blocks, (id) => names[id]);

describe('Those who are called', () => {
  test('are each mentioned once, by name and id', () => {
    const { textOf, entities } = calls(calling('b'), { kind: 'text', lines: [[{ call: 'b' }]] });
    expect(textOf('b')).toBe('<at>Ben</at>');
    expect(entities).toEqual([
      { type: 'mention', text: '<at>Ben</at>', mentioned: { id: 'b', name: 'Ben' } },
    ]);
  });

  test('are told apart where they share a name', () => {
    expect(calls(calling('b', 'c')).entities.map(({ text }) => text)).toEqual([
      '<at>Ben</at>',
      '<at>Ben 2</at>',
    ]);
  });

  test('stand there without what is markup, and with a number where no name is known', () => {
    const { entities } = calls(calling('d', 'e', 'f', 'g'));
    expect(entities).toEqual([
      { type: 'mention', text: '<at>Dr. Dev at</at>', mentioned: { id: 'd', name: 'Dr. *Dev* <at>' } },
      { type: 'mention', text: '<at>2</at>', mentioned: { id: 'e', name: '***' } },
      { type: 'mention', text: '<at>3</at>', mentioned: { id: 'f', name: '3' } },
      { type: 'mention', text: '<at>evilexample</at>', mentioned: { id: 'g', name: 'evil.example' } },
    ]);
  });

  test('are found in every kind of line', () => {
    const press = { label: 'x', does: { do: 'close' } } as const;
    const blocks: Block[] = [
      { kind: 'text', lines: [[{ call: 'b' }]] },
      { kind: 'list', items: [[{ call: 'c' }]] },
      { kind: 'pressable', rows: [{ line: [{ call: 'd' }], button: press }] },
      { kind: 'quote', lines: ['<at>Ben</at>'] },
      { kind: 'code', text: '' },
      { kind: 'ask-choice', options: [press] },
      { kind: 'tally', rows: [], sum: '' },
      { kind: 'actions', buttons: [press] },
    ];
    expect(calls(...blocks).entities.map(({ mentioned }) => mentioned.id)).toEqual(['b', 'c', 'd']);
  });

  test('are nobody in a form', () => {
    expect([noCalls.textOf('b'), calls(calling('b')).textOf('x')]).toEqual(['', '']);
  });
});
