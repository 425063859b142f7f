import { describe, expect, test } from '@jest/globals';
import type { TeamsChat } from '../../../../../src/sandbox/page/store.ts';
import { teamsCompletions } from '../../../../../src/sandbox/page/teams/teams-completions.ts';
import type { TeamsPlaceShown } from '../../../../../src/sandbox/page/teams-protocol.ts';
import { readAppMenus } from '../../../../../src/sandbox/teams/app-menus.ts';

const chat = {
  about: { botId: '28:bot', ...readAppMenus() },
  people: new Map([['29:ben', { id: '29:ben', name: 'Ben' }]]),
} as unknown as TeamsChat;
const channel = { kind: 'standard', memberIds: ['29:ben'], hasBot: true } as unknown as TeamsPlaceShown;
const texts = (place: Partial<TeamsPlaceShown>, typed: string) =>
  teamsCompletions(chat, { ...channel, ...place }, typed).map(({ text }) => text);

describe('in the box of Teams', () => {
  test('an @ offers the bot and the people who are there', () => {
    expect(texts({}, 'hello @')).toEqual(['hello @Microtraining ', 'hello @Ben ']);
    expect(texts({}, '@mi')).toEqual(['@Microtraining ']);
  });
  test('after the bot’s name its commands are offered, as the manifest says them', () => {
    expect(texts({}, '@Microtraining ')).toContain('@Microtraining schedule');
    expect(texts({}, '@Microtraining li')).toEqual(['@Microtraining list']);
  });
  test('a slash offers the commands that only their person sees', () => {
    expect(texts({}, '/')).toContain('/schedule');
    expect(teamsCompletions(chat, channel, '/l')[0]?.does).toContain('only you see it');
    expect(texts({ hasBot: false }, '/')).toEqual([]);
    expect(texts({ kind: 'personal' }, '/')).toEqual([]);
  });
  test('in a group chat and in the chat with the bot there are fewer', () => {
    expect(texts({ kind: 'groupChat' }, '/')).toEqual(['/privacy', '/help']);
    expect(texts({ kind: 'personal' }, 'h')).toEqual(['help']);
    expect(texts({ kind: 'personal' }, '')).toEqual([]);
  });
});
