import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { readTemplates } from '../../../src/read-templates.ts';
import { placeholdersIn } from '../../../src/templates/fill-in.ts';
import {
  examplesOf,
  fillPattern,
  mostGapChars,
  type Pattern,
  parsePattern,
} from '../../../src/templates/pattern.ts';
import {
  type ReadySession,
  readySessionSchema,
  sentPlaceholders,
} from '../../../src/templates/ready-session.ts';

const { patterns } = readTemplates('en');
const byId = (id: string): Pattern => patterns.find((pattern) => pattern.id === id)!;
const each = patterns.map((pattern): [string, Pattern] => [pattern.id, pattern]);
const showMe = byId('t03-show-me-how');

/** A pattern filled with its examples but for what is given. */
const filled = (pattern: Pattern, values: Record<string, string> = {}) =>
  fillPattern(pattern, { ...examplesOf(pattern), ...values });
const session = (pattern: Pattern, values: Record<string, string> = {}): ReadySession =>
  readySessionSchema.parse(filled(pattern, values));

describe('the patterns', () => {
  test('are the twelve of the method, in their order (4.1)', () => {
    expect(patterns.map((pattern) => session(pattern).pattern)).toEqual(
      Array.from({ length: 12 }, (_, index) => `T${index + 1}`),
    );
  });

  test('have titles of their own', () => {
    expect(new Set(patterns.map(({ title }) => title)).size).toBe(patterns.length);
  });
});

describe.each(each)('%s', (_id, pattern) => {
  test('asks for every gap that it uses, and uses every gap that it asks for', () => {
    const sent = new Set(Object.values(sentPlaceholders).flat());
    const used = placeholdersIn(JSON.stringify(pattern.session)).filter((name) => !sent.has(name));
    expect(new Set(used)).toEqual(new Set(pattern.gaps.map(({ name }) => name)));
  });

  test('asks little, in words that fit a form', () => {
    expect(pattern.gaps.length).toBeGreaterThanOrEqual(3);
    expect(pattern.gaps.length).toBeLessThanOrEqual(7);
    for (const { label, example, kind } of pattern.gaps) {
      expect(label).toMatch(/^\p{Lu}|^2/u);
      expect(example.length).toBeLessThanOrEqual(150);
      expect(example.includes('\n')).toBe(kind === 'lines');
    }
    expect(pattern.useWhen).toMatch(/^\p{Ll}.*[^.]$/u);
  });

  test('filled with its examples is a session of its own that asks no more', () => {
    const made = session(pattern);
    expect(made.id).toBe(pattern.id);
    expect(made.title.length).toBeLessThanOrEqual(60);
    const sent = new Set(Object.values(sentPlaceholders).flat());
    expect(placeholdersIn(JSON.stringify(made)).filter((name) => !sent.has(name))).toEqual([]);
  });

  test('says of each empty gap that it is missing', () => {
    for (const { name } of pattern.gaps) {
      expect(filled(pattern, { [name]: ' \n ' })).toEqual({ missing: [name], unfit: [] });
    }
    expect(fillPattern(pattern, {})).toEqual({ missing: pattern.gaps.map(({ name }) => name), unfit: [] });
  });

  test('says of each gap when it is far too long', () => {
    for (const { name, kind } of pattern.gaps) {
      const long = 'x'.repeat(mostGapChars[kind] + 7);
      expect(filled(pattern, { [name]: long })).toEqual({
        missing: [],
        unfit: expect.arrayContaining([{ gap: name, code: 'too-long', by: expect.any(Number) }]),
      });
    }
  });
});

test.each(each)('%s with gaps as long as they may be still fits one chat message a phase', (_id, pattern) => {
  /** Different lines that are as long as they may be, but for what is to be cut off each. */
  const long = (cut: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      pattern.gaps.map(({ name, kind }, index) => {
        const lines = kind === 'line' ? [`a${index}`] : [`a${index}`, `b${index}`];
        const length = Math.floor(mostGapChars[kind] / lines.length) - 1 - (cut[name] ?? 0);
        return [name, lines.map((start) => start.padEnd(length, 'x')).join('\n')];
      }),
    );
  const first = fillPattern(pattern, long({}));
  const cut = 'unfit' in first ? first.unfit.map(({ gap, by }) => [gap, by] as const) : [];
  const made = readySessionSchema.parse(fillPattern(pattern, long(Object.fromEntries(cut))));
  const { activeStart, exercise, feedback, conclusion } = made;
  const { check } = feedback;
  for (const texts of [
    [activeStart.goal, activeStart.instruction, activeStart.question],
    activeStart.material,
    [exercise.recall, exercise.task, exercise.detail, exercise.followUp],
    [feedback.question, check.situation, check.question, check.answer, check.reason],
    [check.repeat, conclusion.stem, ...conclusion.plans],
    [conclusion.keep],
    ...[activeStart, exercise, feedback, conclusion].map(({ cue }) => [cue]),
  ]) {
    expect(texts.join('\n').length).toBeLessThan(2_000);
  }
});

describe('fillPattern', () => {
  test('puts what is typed where the texts have the gap', () => {
    const made = session(showMe, { task: 'change the blade' });
    expect(made.title).toBe('Show me: change the blade');
    expect(made.activeStart.cue).toContain('After this we can change the blade.');
    expect(made.activeStart.cue).toContain('{reveal}');
  });

  test('makes a button of each line', () => {
    const made = session(showMe, { others: 'Open it\n\n  - Clean it \n• Close it.' });
    expect(made.activeStart.options).toEqual([
      { text: 'Open it' },
      { text: 'Clean it' },
      { text: 'Close it.' },
      { text: 'Switch the printer off' },
    ]);
  });

  test('makes a line of the material of each line', () => {
    const made = session(byId('t02-what-happened-here'), { story: 'One.\nTwo.' });
    expect(made.activeStart.material).toEqual(['One.', 'Two.']);
  });

  test('joins lines in the middle of a text', () => {
    const made = session(byId('t05-spot-the-fault'), { faults: 'no date\nno name' });
    expect(made.conclusion.keep).toContain('the faults: no date · no name · ');
  });

  test('makes one line of a line, without its full stop', () => {
    const made = session(showMe, { reason: '  the blade\n is sharp. ' });
    expect(made.feedback.check.reason).toBe('Because the blade is sharp.');
  });

  test('keeps dots that are more than a full stop', () => {
    expect(session(showMe, { reason: 'it is sharp...' }).feedback.check.reason).toContain('it is sharp...');
  });

  test('takes braces and dollar signs as they are typed', () => {
    expect(session(showMe, { reason: '$& and {task}' }).feedback.check.reason).toBe('Because $& and {task}.');
  });

  test.each([
    ['Aa first', 'Aa first', 1],
    ['Zz last', 'Zz last', 4],
    ['Copy it', 'Copy it', 2],
  ])('the place of the right option tells nothing: %s', (_what, vital, place) => {
    const { options, right } = session(showMe, { vital }).feedback.check;
    expect(right).toBe(place);
    expect(options[right - 1]).toEqual({ text: vital });
    const texts = options.map(({ text }) => text);
    expect(texts).toEqual(texts.toSorted());
  });

  test.each([
    ['a button', { vital: 'x'.repeat(43) }, { gap: 'vital', code: 'too-long', by: 3 }],
    [
      'one button of several',
      { others: `a\n${'x'.repeat(50)}` },
      { gap: 'others', code: 'too-long', by: 10 },
    ],
    ['a title', { task: 'x'.repeat(60) }, { gap: 'task', code: 'too-long', by: 9 }],
    ['a text', { reason: 'x'.repeat(201) }, { gap: 'reason', code: 'too-long', by: 1 }],
    ['a row', { others: 'a\nb\nc\nd\ne\nf' }, { gap: 'others', code: 'too-many', by: 2 }],
    ['a word for two', { vital: 'Close the lid' }, { gap: 'vital', code: 'repeated', by: 1 }],
    ['a word twice', { others: 'One\none' }, { gap: 'others', code: 'repeated', by: 1 }],
  ])('refuses what does not fit: %s', (_what, values, fault) => {
    expect(filled(showMe, values)).toEqual({ missing: [], unfit: expect.arrayContaining([fault]) });
  });

  test('refuses a row of one', () => {
    expect(filled(byId('t10-fix-one-friction'), { frictions: 'one' })).toEqual({
      missing: [],
      unfit: [{ gap: 'frictions', code: 'too-few', by: 1 }],
    });
  });

  test('names every gap that does not fit, each fault once', () => {
    const values = { task: 'x'.repeat(53), vital: 'x'.repeat(50), reason: 'x'.repeat(203) };
    expect(filled(showMe, values)).toEqual({
      missing: [],
      unfit: [
        { gap: 'vital', code: 'too-long', by: 10 },
        { gap: 'reason', code: 'too-long', by: 3 },
        { gap: 'task', code: 'too-long', by: 2 },
      ],
    });
  });
});

describe('a broken pattern', () => {
  const valid = () => parse(stringify(showMe));

  /** The fields that a pattern's text is refused for. */
  const fieldsAtFault = (pattern: object): string[] => {
    try {
      parsePattern(stringify(pattern));
    } catch (error) {
      if (error instanceof z.ZodError) return error.issues.map(({ path }) => path.join('.'));
      throw error;
    }
    return [];
  };

  test('is told from a whole one', () => {
    expect(fieldsAtFault(valid())).toEqual([]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: broken on purpose
  test.each<[string, (pattern: any) => void]>([
    ['useWhen', (pattern) => delete pattern.useWhen],
    ['id', (pattern) => (pattern.id = 't13-more')],
    ['gaps', (pattern) => pattern.gaps.splice(2)],
    ['gaps.0.kind', (pattern) => (pattern.gaps[0].kind = 'picture')],
    ['gaps.0.example', (pattern) => (pattern.gaps[0].example = 'x'.repeat(151))],
    ['gaps.2.example', (pattern) => (pattern.gaps[2].example = 'Close the lid')],
    ['session.goal', (pattern) => delete pattern.session.goal],
    ['session.goal', (pattern) => (pattern.session.goal = '{nobody}')],
    ['session.activeStart.bridge', (pattern) => (pattern.session.activeStart.bridge = 'At {reveal}.')],
    ['session.exercise.form.title', (pattern) => (pattern.session.exercise.form.title = 'x'.repeat(25))],
    ['session.feedback.check.right', (pattern) => (pattern.session.feedback.check.right = 2)],
    ['gaps.5', (pattern) => pattern.gaps.push({ ...pattern.gaps[0], name: 'unused' })],
    ['gaps.5', (pattern) => pattern.gaps.push(pattern.gaps[0])],
  ])('is refused with the name of its field: %s', (field, breakIt) => {
    const pattern = valid();
    breakIt(pattern);
    expect(new Set(fieldsAtFault(pattern))).toContain(field);
  });

  test('is refused for a gap that is called like something that is filled in later', () => {
    const text = stringify(showMe).replaceAll('name: reason', 'name: top').replaceAll('{reason}', '{top}');
    expect(() => parsePattern(text)).toThrow(/\{top\} is filled in when a text is sent/);
  });

  test('is refused for a field of the session that nobody knows', () => {
    const pattern = valid();
    pattern.session.colour = 'blue';
    expect(() => parsePattern(stringify(pattern))).toThrow(/colour/);
  });
});
