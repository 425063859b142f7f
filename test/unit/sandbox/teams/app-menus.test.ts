import { expect, test } from '@jest/globals';
import { readAppMenus } from '../../../../src/sandbox/teams/app-menus.ts';

test('the menus of the local Teams are those of the manifest', () => {
  const { commands, extensions } = readAppMenus();
  expect(commands.team.slash.map(({ text }) => text)).toEqual([
    'schedule',
    'list',
    'start',
    'settings',
    'privacy',
    'help',
  ]);
  expect(commands.team.mention).toEqual(commands.team.slash);
  expect(commands.personal.slash).toEqual([]);
  expect(commands.personal.mention.map(({ text }) => text)).toContain('list');
  expect(extensions).toEqual([
    { id: 'schedule', title: 'Plan a session', does: expect.stringContaining('nobody sees it') },
  ]);
});
