import { describe, expect, test } from '@jest/globals';
import { readTemplates } from '../../../src/read-templates.ts';
import { defaultChannelSettings } from '../../../src/use-cases/channel-settings.ts';
import { changedDraft, type DraftBody, newDraft } from '../../../src/use-cases/planning-draft.ts';

const templates = readTemplates('en');
const phish = templates.sessions.find(({ id }) => id === 'spot-the-phish')!;
const draft = newDraft(
  templates,
  phish,
  { id: 'U0ANA', name: 'Ana', zone: 'Europe/Berlin' },
  { name: 'team-sales', members: 7 },
  defaultChannelSettings,
  new Date('2026-11-30T09:00:00+01:00'),
);
const itsSeries = { 'how-often': 'series' };
const calledBy = (before: DraftBody, values: Record<string, string>) =>
  changedDraft(templates, before, values).called;

describe('The name in a draft', () => {
  test('follows what is chosen as long as it is the one that was proposed', () => {
    expect(calledBy(draft, itsSeries)).toBe('Suspicious mail');
    expect(calledBy(draft, { ...itsSeries, called: 'Spot the phish' })).toBe('Suspicious mail');
  });

  test('stays as somebody typed it into the box', () => {
    expect(calledBy(draft, { ...itsSeries, called: 'Phish for lunch' })).toBe('Phish for lunch');
  });

  test('stays as it came with the words behind the command', () => {
    const said = { ...draft, called: 'Printer jams', calledInitial: 'Printer jams' };
    expect(calledBy(said, itsSeries)).toBe('Printer jams');
    expect(calledBy(said, { ...itsSeries, called: 'Printer jams' })).toBe('Printer jams');
  });
});
