import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { readTemplates } from '../../../src/read-templates.ts';
import { placeholdersIn } from '../../../src/templates/fill-in.ts';
import { seriesOf } from '../../../src/templates/find-session.ts';
import { examplesOf, fillPattern } from '../../../src/templates/pattern.ts';
import {
  parseReadySeries,
  parseReadySession,
  type ReadySession,
  readySessionSchema,
  sentPlaceholders,
} from '../../../src/templates/ready-session.ts';

const templates = readTemplates('en');
const { sessions, series, patterns } = templates;
const byId = (id: string): ReadySession => sessions.find((session) => session.id === id)!;
const alone = sessions.filter(({ id }) => !seriesOf(templates, id));
/** Every session that is ready, and every pattern filled with its own examples. */
const each = [
  ...sessions,
  ...patterns.map((pattern) => readySessionSchema.parse(fillPattern(pattern, examplesOf(pattern)))),
].map((session): [string, ReadySession] => [session.id, session]);

/** Every text of a template with the path of its field. */
const textsOf = (value: unknown, path: string[] = []): [string, string][] => {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
};

const lengthOf = (...texts: (string | undefined)[]): number => texts.join('\n').length;

describe('what is ready to run', () => {
  test('are the eight of the flow (5.2) and the rest of the series', () => {
    expect(new Set(sessions.map(({ title }) => title))).toEqual(
      new Set([
        'Spot the phish',
        'What happened here?',
        'I clicked, what now?',
        'Shift handover in one minute',
        'The one-minute praise',
        '"Too expensive": three answers',
        'Myth or fact: ladders and steps',
        'An outage, first five minutes',
        'Why us, why mail?',
        'Myth or fact: mail',
        'What did it change?',
      ]),
    );
  });

  test.each(alone.map((session): [string, ReadySession] => [session.id, session]))(
    '%s stands alone',
    (_id, session) => {
      const others = sessions.filter((other) => other !== session).map(({ title }) => title);
      for (const [, text] of textsOf(session)) {
        expect(text).not.toMatch(/\b(first|last|previous|next|other) session/i);
        for (const title of others) expect(text).not.toContain(title);
      }
    },
  );
});

describe('the series Suspicious mail', () => {
  test('has six sessions: opening, four topics, closing (method 1.6, 4.3)', () => {
    const [suspiciousMail] = series;
    expect(suspiciousMail!.sessions.map((id) => byId(id).pattern)).toEqual([
      'T1',
      'T5',
      'T2',
      'T11',
      'T8',
      'T12',
    ]);
  });

  test('ends with the check question of its first session, so that the answers can be compared', () => {
    const withoutChange = byId('what-did-it-change').feedback.check;
    expect(withoutChange).toEqual(byId('why-us').feedback.check);
  });

  test('does not always have the right answer in the same place', () => {
    const [{ sessions: ids } = { sessions: [] }] = series;
    expect(new Set(ids.map((id) => byId(id).feedback.check.right)).size).toBeGreaterThan(2);
  });
});

describe.each(each)('%s', (_id, session) => {
  const { activeStart, exercise, feedback, conclusion } = session;
  const { check } = feedback;

  test('leaves nothing to be filled in that nobody fills in', () => {
    for (const [field, text] of textsOf(session)) {
      const known = sentPlaceholders[field] ?? [];
      const unknown = placeholdersIn(text).filter((name) => !known.includes(name));
      expect({ field, unknown }).toEqual({ field, unknown: [] });
      expect(text.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  test('says when the answers open', () => {
    expect(activeStart.cue).toContain('{reveal}');
    expect(feedback.cue).toContain('{reveal}');
  });

  test('asks for least and most only where the options are numbers', () => {
    const isNumber = activeStart.options.every(({ text }) => /^\d/.test(text));
    const isOrdered = /\{least\}|\{most\}/.test(exercise.recall);
    expect(isOrdered).toBe(isNumber);
  });

  test('has buttons that fit on a phone, each once', () => {
    for (const buttons of [
      activeStart.options.map(({ text }) => text),
      check.options.map(({ text }) => text),
      conclusion.plans,
      [exercise.button],
    ]) {
      expect(new Set(buttons).size).toBe(buttons.length);
      for (const text of buttons) expect(text.length).toBeLessThanOrEqual(35);
    }
  });

  test('has short words for the tallies, each once', () => {
    for (const options of [activeStart.options, check.options]) {
      const tallied = options.map(({ text, short }) => short ?? text);
      expect(new Set(tallied).size).toBe(tallied.length);
      for (const word of tallied) expect(word.length).toBeLessThanOrEqual(26);
    }
  });

  test('fits one chat message a phase', () => {
    const phase1 = lengthOf(
      activeStart.goal,
      activeStart.instruction,
      activeStart.question,
      ...activeStart.material,
    );
    const phase2 = lengthOf(exercise.recall, exercise.task, exercise.detail, exercise.followUp);
    const phase3 = lengthOf(feedback.question, check.situation, check.question, check.answer, check.reason);
    const phase4 = lengthOf(check.repeat, conclusion.stem, ...conclusion.plans);
    for (const length of [phase1, phase2, phase3, phase4]) expect(length).toBeLessThan(1_000);
    expect(lengthOf(activeStart.question, ...activeStart.material)).toBeLessThan(2_500);
    for (const { cue } of [activeStart, exercise, feedback, conclusion]) expect(cue.length).toBeLessThan(450);
  });

  test('joins on to the words around it', () => {
    expect(session.goal).toMatch(/^\p{Ll}.*[^.]$/u);
    expect(session.confidence).toMatch(/^\p{Ll}.*[^.?]$/u);
    expect(session.haveReady).toMatch(/[^.]$/);
    expect(activeStart.goal).toMatch(/^\p{Ll}.*\.$/u);
    expect(activeStart.question).toMatch(/\?$/);
    expect(activeStart.push).toMatch(/\?$/);
    expect(exercise.push).toMatch(/^\p{Ll}.*[^.]$/u);
    expect(check.situation).toMatch(/^\p{Ll}.*[.!]"?$/u);
    expect(check.push).toMatch(/^\p{Ll}.*\?$/u);
    expect(check.recap).toMatch(/^chose .*\.$/);
    expect(conclusion.stem).toMatch(/^when .* I will$/);
    for (const plan of conclusion.plans) expect(plan).toMatch(/^\p{Ll}.*[^.]$/u);
    expect(conclusion.keep).toMatch(/^\(pinned in \{channel\}\): /);
  });

  test('asks about use and what one can do, never about how much was learned', () => {
    for (const [, text] of textsOf(session)) expect(text).not.toMatch(/\blearn/i);
  });

  test('gives no answer away in a banner', () => {
    const right = check.options[check.right - 1]!;
    expect(check.push.toLowerCase()).not.toContain(right.text.toLowerCase());
  });
});

describe('Spot the phish, the words of the flow', () => {
  const phish = byId('spot-the-phish');

  test.each([
    [
      'Alone, no talking: how many warning signs do you see in this mail?',
      [phish.activeStart.instruction, phish.activeStart.question].join(' '),
    ],
    ['https://login.microsoft.com.verify-mail.net/renew', phish.activeStart.material[4]],
    ['There are five. Which ones? That comes next.', phish.activeStart.bridge],
    [
      'Find them all, alone or in pairs, one line each: what is wrong, and where?',
      phish.exercise.task + phish.exercise.detail,
    ],
    ['a colleague calls, "I clicked and typed my password."', phish.feedback.check.situation],
    ['New password, call IT', phish.feedback.check.options[phish.feedback.check.right - 1]!.text],
    ['when a mail wants me to click or pay quickly, I will', phish.conclusion.stem],
  ])('%s', (words, text) => {
    expect(text).toBe(words);
  });
});

describe('a broken session', () => {
  const valid = () => parse(stringify(byId('spot-the-phish')));

  /** The fields that a session's text is refused for. */
  const fieldsAtFault = (session: object): string[] => {
    try {
      parseReadySession(stringify(session));
    } catch (error) {
      if (error instanceof z.ZodError) return error.issues.map(({ path }) => path.join('.'));
      throw error;
    }
    return [];
  };

  test('is told from a whole one', () => {
    expect(fieldsAtFault(valid())).toEqual([]);
  });

  test.each([
    ['goal', (session: ReadySession) => ({ ...session, goal: ' ' })],
    ['pattern', (session: ReadySession) => ({ ...session, pattern: 'T13' })],
    [
      'activeStart.options',
      ({ activeStart, ...rest }: ReadySession) => ({
        ...rest,
        activeStart: { ...activeStart, options: [{ text: '1' }] },
      }),
    ],
    [
      'exercise.form.title',
      ({ exercise, ...rest }: ReadySession) => ({
        ...rest,
        exercise: { ...exercise, form: { ...exercise.form, title: 'A title of twenty-five char' } },
      }),
    ],
    [
      'conclusion.plans.0',
      ({ conclusion, ...rest }: ReadySession) => ({
        ...rest,
        conclusion: { ...conclusion, plans: ['x'.repeat(41), 'y'] },
      }),
    ],
  ])('is refused with the name of its field: %s', (field, broken) => {
    expect(fieldsAtFault(broken(valid()))).toEqual([field]);
  });

  test('is refused for a right option that does not exist', () => {
    const session = valid();
    session.feedback.check.right = 4;
    expect(() => parseReadySession(stringify(session))).toThrow(/the right option must exist/);
  });

  test('is refused for a field that nobody knows', () => {
    expect(() => parseReadySession(stringify({ ...valid(), colour: 'blue' }))).toThrow(/colour/);
  });

  test('a series is refused for a weekday that does not exist', () => {
    expect(() => parseReadySeries(stringify({ ...series[0], days: [8] }))).toThrow(/days/);
  });
});
