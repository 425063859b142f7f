import { expect, test } from '@jest/globals';
import { commands } from '../../../src/messages/commands.ts';
import { opensForm } from '../../../src/teams/opens-form.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';

test('A press that asks for words opens a form, one that is an answer does not', () => {
  expect(opensForm({ do: 'write-list', session })).toBe(true);
  expect(opensForm({ do: 'choose', session, question: 'check', option: 1 })).toBe(false);
});

test('A command is a form or a note, depending on its word', () => {
  expect(commands.filter((word) => opensForm({ do: 'command', word }))).toEqual([
    'schedule',
    'settings',
    'privacy',
  ]);
});
