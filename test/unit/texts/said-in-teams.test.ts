import { expect, test } from '@jest/globals';
import { saidInTeams } from '../../../src/texts/en/teams.ts';
import { en } from '../../../src/texts/en.ts';
import { plain } from '../../../src/texts/plain.ts';

const usual = { appName: 'Microtraining', looksUp: false };
const said = saidInTeams(en, usual);

test('A command is named as Teams wants it typed, wherever it is named', () => {
  const help = said.help.lines().map(plain).join(' ');
  expect(help).toContain('@Microtraining schedule');
  expect(help).not.toContain('/microtraining');
  expect(said.refusals['bot-not-here']).toBe(
    "I can't post in the channel. Add the app Microtraining to its team first.",
  );
});

test('A bot that has another name is called by that, in commands and where it is to be added', () => {
  const { help, planning, channelClosed, refusals } = saidInTeams(en, { ...usual, appName: 'Learn $& go' });
  const sentences = [
    ...help.lines(),
    planning.addMe(),
    ...planning.inChat(),
    channelClosed.goOn('bot-removed'),
    channelClosed.goOn('channel-archived'),
  ].map(plain);
  expect(sentences.join()).toContain('@Learn $& go schedule');
  expect(sentences.join()).toContain('Add the app Learn $& go again');
  expect(sentences.join()).not.toMatch(/[@/]microtraining|the app Microtraining/i);
  expect(refusals['bot-not-here']).toContain('Learn $& go');
});

test('An app is added, not invited', () => {
  const sentences = [
    said.planning.addMe(),
    ...said.planning.inChat(),
    said.channelClosed.goOn('bot-removed'),
    said.channelClosed.goOn('channel-archived'),
  ].map(plain);
  expect(sentences).toEqual([
    'Add me first: add the app Microtraining to the team, and to a private or shared channel itself. What you typed is kept.',
    'Sessions live in channels, where the team can see them.',
    "Go to your team's channel and type @Microtraining schedule there. Where I am missing, add the app Microtraining to the team.",
    'Add the app Microtraining again, then @Microtraining list and Resume.',
    'When it is open again: add the app Microtraining if I am not in it, then @Microtraining list and Resume.',
  ]);
});

test('A bot that may look messages up does not say that it reads none', () => {
  const promised = (texts: typeof said) =>
    [...texts.welcome('Ben'), ...texts.help.lines()].map(plain).join(' ');
  expect(promised(said).match(/I read no messages/g)).toHaveLength(2);
  const lookingUp = promised(saidInTeams(en, { ...usual, looksUp: true }));
  expect(lookingUp).not.toContain('I read no messages');
  expect(lookingUp.match(/I keep nothing of what you write to one another, post only/g)).toHaveLength(2);
});

test('Everything else stays as it is, times and members included', () => {
  expect(said.buttons).toEqual(en.buttons);
  const at = new Date('2026-12-01T09:00:00Z');
  expect(said.leadLeft.next(at, 'Europe/Berlin')).toEqual(en.leadLeft.next(at, 'Europe/Berlin'));
});
