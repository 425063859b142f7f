import { expect, test } from '@jest/globals';
import { saidInTeams } from '../../../src/texts/en/teams.ts';
import { en } from '../../../src/texts/en.ts';
import { plain } from '../../../src/texts/plain.ts';

const said = saidInTeams(en);

test('A command is named as Teams wants it typed, wherever it is named', () => {
  const help = said.help.lines().map(plain).join(' ');
  expect(help).toContain('@Microtraining schedule');
  expect(help).not.toContain('/microtraining');
  expect(said.refusals['bot-not-here']).toBe(
    "I can't post in the channel. Add the app Microtraining to its team first.",
  );
  expect(plain(said.planning.addMe())).not.toContain('/invite');
});

test('Everything else stays as it is, times and members included', () => {
  expect(said.buttons).toEqual(en.buttons);
  const at = new Date('2026-12-01T09:00:00Z');
  expect(said.leadLeft.next(at, 'Europe/Berlin')).toEqual(en.leadLeft.next(at, 'Europe/Berlin'));
});
