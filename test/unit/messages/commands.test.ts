import { describe, expect, test } from '@jest/globals';
import { commands, nearestCommand } from '../../../src/messages/commands.ts';

describe('A word that is no command may be meant as one:', () => {
  test.each([
    ['shedule', 'schedule'],
    ['Schedul', 'schedule'],
    ['scheudle', 'schedule'],
    ['sched', 'schedule'],
    ['plan', 'schedule'],
    ['planen', 'schedule'],
    ['lst', 'list'],
    ['lits', 'list'],
    ['liste', 'list'],
    ['stop', 'list'],
    ['cancel', 'list'],
    ['cancle', 'list'],
    ['delete', 'list'],
    ['strat', 'start'],
    ['starten', 'start'],
    ['setings', 'settings'],
    ['SETTING', 'settings'],
    ['einstellungen', 'settings'],
    ['privcy', 'privacy'],
    ['gdpr', 'privacy'],
    ['datenschutz', 'privacy'],
    ['hlep', 'help'],
    ['hilfe', 'help'],
    ['?', 'help'],
    ['/list', 'list'],
    ['list!', 'list'],
  ])('%s as %s', (word, command) => {
    expect(nearestCommand(word)).toBe(command);
  });
});

test('A command is its own nearest', () => {
  expect(commands.map(nearestCommand)).toEqual([...commands]);
});

test.each(['dance', 'xyz', 'a', '', '   ', '<!channel>', '🐟', 'phishing', '__proto__'])(
  'Nobody can tell what is meant by "%s"',
  (word) => {
    expect(nearestCommand(word)).toBeUndefined();
  },
);

test('Nobody can tell what is meant by five thousand letters, and nobody tries for long', () => {
  expect(nearestCommand('list'.repeat(1250))).toBeUndefined();
});
