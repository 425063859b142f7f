import { expect, test } from '@jest/globals';
import {
  type CardReader,
  cardForReader,
  mentionMarks,
} from '../../../../../src/sandbox/page/teams/card-for-reader.ts';

const ben: CardReader = { ids: ['29:ben', 'aad-ben'], zone: 'Europe/Berlin', values: {}, people: [] };
const text = (words: string) => ({ type: 'TextBlock', text: words });
const drawn = (words: string, reader: CardReader, msteams = {}) =>
  (cardForReader({ body: [text(words)], msteams }, reader).body as { text: string }[])[0]?.text;

test('times stand in the reader’s zone', () => {
  const words = 'until {{TIME(2026-12-01T09:03:00Z)}}';
  expect(drawn(words, ben)).toBe('until 10:03');
  expect(drawn(words, { ...ben, zone: 'America/New_York' })).toBe('until 04:03');
});

test('a mention is marked where the card says whom it means, another one for the reader', () => {
  const entities = [
    { type: 'mention', text: '<at>Ben</at>', mentioned: { id: 'aad-ben', name: 'Ben' } },
    { type: 'mention', text: '<at>Fay</at>', mentioned: { id: '29:fay', name: 'Fay' } },
  ];
  const { open, openOwn, close } = mentionMarks;
  expect(drawn('<at>Ben</at> <at>Fay</at> <at>Gus</at>', ben, { entities })).toBe(
    `${openOwn}Ben${close} ${open}Fay${close} <at>Gus</at>`,
  );
});

test('inputs hold what was typed, and a people picker offers everybody', () => {
  const picker = {
    type: 'Input.ChoiceSet',
    id: 'lead',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  };
  const box = { type: 'Input.Text', id: 'called', value: 'Spot the phish' };
  const reader = {
    ...ben,
    values: { called: 'Lunch', lead: 'aad-fay' },
    people: [{ name: 'Fay', aadObjectId: 'aad-fay' }],
  };
  expect(cardForReader({ body: [picker, box] }, reader).body).toEqual([
    {
      type: 'Input.ChoiceSet',
      id: 'lead',
      value: 'aad-fay',
      choices: [{ title: 'Fay', value: 'aad-fay' }],
    },
    { type: 'Input.Text', id: 'called', value: 'Lunch' },
  ]);
});

test('what an action carries is left alone', () => {
  const action = {
    type: 'Action.Submit',
    data: { type: 'TextBlock', text: '{{TIME(2026-12-01T09:03:00Z)}}' },
  };
  expect(cardForReader({ actions: [action] }, ben).actions).toEqual([action]);
});
