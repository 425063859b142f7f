import { describe, expect, test } from '@jest/globals';
import { type Activity, activitySchema } from '../../../src/teams/activity.ts';
import { commandWord, readCommand } from '../../../src/teams/read-command.ts';

const typed = (text: string, entities: Activity['entities'] = []): Activity =>
  activitySchema.parse({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:ana' },
    recipient: { id: '28:bot' },
    conversation: { id: '19:sales@thread.tacv2' },
    text,
    entities,
  });
const mention = (id: string, text: string) => ({ type: 'mention', text, mentioned: { id } });

describe('A command', () => {
  test.each([
    ['list', 'list'],
    ['  schedule   tue 10:00 ', 'schedule   tue 10:00'],
    ['microtraining list', 'list'],
    ['/microtraining list', 'list'],
    ['@Microtraining list', 'list'],
    ['Microtraining', ''],
    ['microtrainings', 'microtrainings'],
    ['hi', 'help'],
    ['Hello!', 'help'],
    ['hi there', 'hi there'],
    ['', ''],
  ])('typed as "%s" is "%s"', (text, words) => {
    expect(readCommand(typed(text), 'Microtraining')).toBe(words);
  });

  test.each([
    ['@Learn (15) list', 'list'],
    ['learn (15)', ''],
    ['learn (15)s', 'learn (15)s'],
    ['microtraining list', 'list'],
  ])('of a bot with another name, typed as "%s", is "%s"', (text, words) => {
    expect(readCommand(typed(text), 'Learn (15)')).toBe(words);
  });

  test.each([
    ['<at>Microtraining</at> list', 'list'],
    ['<at>Microtraining</at>&nbsp;list', 'list'],
    ['<at>Microtraining</at> microtraining start "Spot the phish"', 'start "Spot the phish"'],
    ['list <at>Microtraining</at>', 'list'],
  ])('to the bot by a mention, "%s", is "%s"', (text, words) => {
    const entities = [mention('28:bot', '<at>Microtraining</at>'), { type: 'clientInfo' }];
    expect(readCommand(typed(text, entities), 'Microtraining')).toBe(words);
  });

  test('keeps the name of somebody else who is mentioned', () => {
    const entities = [mention('28:bot', '<at>Bot</at>'), mention('29:ben', '<at>Ben</at>')];
    expect(readCommand(typed('<at>Bot</at> start <at>Ben</at>', entities), 'Bot')).toBe('start  Ben');
  });

  test('begins with its word', () => {
    expect(commandWord('Start "Spot the phish"')).toBe('start');
    expect(commandWord('')).toBe('');
  });
});
