import { describe, expect, test } from '@jest/globals';
import type { Values } from '../../../src/messages/form.ts';
import { editedContent, questionsForm } from '../../../src/messages/questions-form.ts';
import { readySessionSchema } from '../../../src/templates/ready-session.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { sessionId, typicalSample } from '../../support/gallery/sample.ts';

const { content } = typicalSample;
const does = { do: 'send-questions', session: sessionId } as const;

/** The form as somebody sends it who has changed these fields only. */
const sent = (changes: Values = {}): Values => {
  const values: Record<string, Values[string]> = {};
  for (const part of questionsForm(texts, content, does).parts) {
    if (part.kind === 'field' && part.field.kind === 'text')
      values[part.field.name] = part.field.initial ?? '';
  }
  return { ...values, ...changes };
};
const edited = (changes: Values) => {
  const outcome = editedContent(texts, content, sent(changes));
  if ('faults' in outcome) throw new Error(`unexpected faults ${JSON.stringify(outcome.faults)}`);
  return outcome.content;
};
const faults = (changes: Values) => {
  const outcome = editedContent(texts, content, sent(changes));
  return 'faults' in outcome ? Object.keys(outcome.faults) : [];
};

test('A form that was sent as it was changes nothing', () => {
  expect(edited({})).toEqual(content);
});

test('What stays empty keeps its words', () => {
  expect(edited({ goal: ' ', task: '', 'warm-up': '', reason: '\n' })).toEqual(content);
  expect(editedContent(texts, content, { ...sent(), goal: [] })).toEqual({ content });
});

test('Whatever is written is a ready session again', () => {
  expect(readySessionSchema.safeParse(edited({ goal: 'do it', options: 'yes\nno' })).success).toBe(true);
});

describe('Changed words', () => {
  test('of the goal stand in the first prompt, too', () => {
    expect(edited({ goal: 'do it' })).toMatchObject({ goal: 'do it', activeStart: { goal: 'do it.' } });
  });

  test('of a question are what a banner says of it', () => {
    const { activeStart, feedback } = edited({ 'warm-up': 'Which sign?', check: 'What now?' });
    expect(activeStart).toMatchObject({ question: 'Which sign?', push: 'Which sign?' });
    expect(feedback.check).toMatchObject({ question: 'What now?', push: 'What now?' });
  });

  test('of the buttons take back what was said about the old ones', () => {
    const { activeStart, exercise } = edited({ options: 'few\n\n many ' });
    expect(activeStart.options).toEqual([{ text: 'few' }, { text: 'many' }]);
    expect(exercise.recall).toBe(content.exercise.recallUncounted);
  });

  test('of the check’s buttons keep the short names of those that stay', () => {
    const { feedback } = edited({ 'check-options': 'Scan the computer\nRun', right: '1' });
    expect(feedback.check.options).toEqual([{ text: 'Scan the computer', short: 'Scan' }, { text: 'Run' }]);
    expect(feedback.check.right).toBe(1);
  });

  test('of the answer stand wherever it is given', () => {
    const { check } = edited({ answer: 'Call IT.' }).feedback;
    expect(check).toMatchObject({
      answer: 'Call IT.',
      personal: 'Call IT.',
      repeat: 'Call IT.',
      recap: 'chose the right answer: Call IT.',
    });
  });

  test('of the material are at most twenty lines', () => {
    expect(edited({ material: '' }).activeStart.material).toEqual([]);
    expect(edited({ material: 'line\n'.repeat(30) }).activeStart.material).toHaveLength(20);
  });
});

describe('A fault is told of', () => {
  test.each([
    ['one button', { options: 'only one' }, ['options']],
    ['six buttons', { options: '1\n2\n3\n4\n5\n6' }, ['options']],
    ['a button of 41 characters', { plans: `${'x'.repeat(41)}\nyes` }, ['plans']],
    ['a button that nobody sees', { plans: '\u200B\nyes' }, ['plans']],
    ['no buttons at all', { 'check-options': '' }, ['check-options']],
    ['a right answer that is none', { right: '4' }, ['right']],
    ['a right answer in words', { right: 'the second' }, ['right']],
    ['a right answer between two', { right: '1.5' }, ['right']],
    ['no right answer', { right: '' }, ['right']],
    ['two things at once', { options: 'one', right: '0' }, ['options', 'right']],
  ])('%s', (_, changes, fields) => {
    expect(faults(changes)).toEqual(fields);
  });

  test('a field that is missing altogether', () => {
    const { options: _, ...values } = sent();
    expect(editedContent(texts, content, values)).toEqual({
      faults: { options: texts.planning.faults.options },
    });
  });
});
