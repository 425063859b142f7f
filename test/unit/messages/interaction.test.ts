import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../../src/messages/commands.ts';
import { decode, encode, type Interaction, isVerb, type Verb } from '../../../src/messages/interaction.ts';
import { questions } from '../../../src/session/answer.ts';
import { law } from '../../support/law.ts';

const id = fc.uuid();
const oneToFive = fc.integer({ min: 1, max: 5 });
const inSession = { session: id };
const inSeries = { series: id };
const inDraft = { draft: id };

/** Values for every part of every verb; the compiler sees to it that none is forgotten. */
const parts: {
  [V in Verb]: { [Key in Exclude<keyof Extract<Interaction, { do: V }>, 'do'>]: fc.Arbitrary<unknown> };
} = {
  'count-me-in': inSeries,
  'only-first': inSeries,
  'count-me-out': inSeries,
  'what-is-this': inSeries,
  'im-in': inSession,
  'not-this-time': inSession,
  'do-not-call': inSession,
  join: inSession,
  choose: { session: id, question: fc.constantFrom(...questions), option: oneToFive },
  rate: { session: id, question: fc.constantFrom(...questions), rating: oneToFive },
  'skip-rating': inSession,
  'nothing-to-add': inSession,
  'write-list': inSession,
  'send-list': inSession,
  'write-plan': inSession,
  'send-plan': inSession,
  'park-question': inSession,
  'send-question': inSession,
  'show-all': inSession,
  'answer-late': inSession,
  'i-know': inSession,
  'send-know': inSession,
  'minutes-per-phase': inSession,
  'read-recap': inSession,
  'start-now': inSession,
  'five-minutes-later': inSession,
  'i-cannot': inSession,
  'look-through': inSession,
  'show-start': inSession,
  'start-anyway': inSession,
  move: inSession,
  'send-move': inSession,
  'ask-to-skip': inSession,
  'skip-date': { ...inSession, date: fc.constantFrom('2026-12-03', '2028-02-29') },
  'ask-to-cancel': inSession,
  'cancel-session': inSession,
  'pause-series': inSeries,
  'resume-series': inSeries,
  'ask-to-end': inSeries,
  'end-series': inSeries,
  'copy-series': inSeries,
  'i-lead-series': inSeries,
  next: { session: id, phase: fc.integer({ min: 1, max: 4 }) },
  'one-more-minute': inSession,
  'reveal-now': inSession,
  pause: inSession,
  resume: inSession,
  'have-to-go': inSession,
  'send-have-to-go': inSession,
  'hand-over': inSession,
  'send-hand-over': inSession,
  stop: inSession,
  undo: inSession,
  'i-lead': inSession,
  star: { session: id, mark: fc.stringMatching(/^[0-9a-f]{8}$/), wanted: fc.constantFrom('on', 'off') },
  'write-keep': inSession,
  'send-keep': inSession,
  'would-change': { session: id, phase: fc.integer({ min: 0, max: 4 }) },
  'plan-it': inDraft,
  'edit-draft': inDraft,
  'fresh-draft': inDraft,
  'draft-questions': inDraft,
  'send-draft-questions': inDraft,
  'draft-people': inDraft,
  'send-draft-people': inDraft,
  'edit-questions': inSession,
  'send-questions': inSession,
  'bot-is-here': inDraft,
  'open-planning': {},
  command: { word: fc.constantFrom(...commands) },
  'show-list': {},
  'list-from': { place: fc.integer({ min: 0, max: 999 }) },
  'start-ready': { template: fc.stringMatching(/^[a-z0-9-]{1,40}$/) },
  'send-settings': {
    channel: fc.stringMatching(/^(C[A-Z0-9]{8}|19:[a-z0-9_-]{20}@thread\.tacv2)$/),
  },
  'own-data': {},
  'show-own-data': {},
  'own-data-page': { page: fc.integer({ min: 1, max: 9999 }) },
  'export-own-data': {},
  'export-page': { page: fc.integer({ min: 1, max: 9999 }) },
  'ask-to-delete-own-data': {},
  'delete-own-data': {},
  close: {},
};

const verbs = Object.keys(parts) as Verb[];
const interactionOf = (verb: Verb) =>
  fc.record({ do: fc.constant(verb), ...parts[verb] }) as unknown as fc.Arbitrary<Interaction>;
const interactions = fc.oneof(...verbs.map(interactionOf));

describe.each(verbs)('%s', (verb) => {
  test('is read as it was written, from 75 characters at most', () => {
    const few = fc.sample(interactionOf(verb), { numRuns: 20, seed: 1 });
    for (const interaction of few) {
      const written = encode(interaction);
      expect(decode(written)).toEqual(interaction);
      expect(written.length).toBeLessThanOrEqual(75);
    }
  });
});

describe('what nobody wrote', () => {
  test('is not read', () => {
    law([fc.string()], (text) => {
      if (!isVerb(text.split(':')[0]!)) expect(decode(text)).toBeUndefined();
    });
  });

  test('is not read with a part too many, too few or of another kind', () => {
    law([interactions, fc.string()], (interaction, rubbish) => {
      const written = encode(interaction);
      const [verb, ...values] = written.split(':');
      expect(decode(`${written}:${rubbish}`)).toBeUndefined();
      if (values.length === 0) return;
      expect(decode([verb, ...values.slice(1)].join(':'))).toBeUndefined();
      expect(decode([verb, `${rubbish}!`, ...values.slice(1)].join(':'))).toBeUndefined();
    });
  });

  test.each([
    '',
    ':',
    'constructor',
    'toString:1',
    'next',
    'next:',
    'next:1',
    'rate:0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6aa:check:6',
    'rate:0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6aa:nonsense:1',
    'choose:0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6aa:check:1.5',
    'would-change:0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6aa:',
    'star:0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6aa:../etc:on',
  ])('such as %j', (text) => {
    expect(decode(text)).toBeUndefined();
  });
});
