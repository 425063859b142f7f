import type { ReadySession } from '../templates/ready-session.ts';
import type { Texts } from '../texts/en.ts';
import type { Form, Values } from './form.ts';
import { linesOf } from './session-view.ts';

/** The words of a session as fields, all of them filled in. */
export const questionsForm = (texts: Texts, content: ReadySession, does: Form['does']): Form => {
  const labels = texts.planning.questions;
  const { activeStart, exercise, feedback, conclusion } = content;
  const { check } = feedback;
  const text = (
    name: string,
    label: string,
    initial: string,
    lines: 'one' | 'many' = 'one',
  ): Form['parts'][number] => ({
    kind: 'field',
    field: { kind: 'text', name, label, initial, lines, maxLength: 1000 },
  });
  const buttons = (options: readonly { text: string }[]) => options.map((option) => option.text).join('\n');
  return {
    does,
    title: labels.title,
    send: texts.forms.save,
    close: texts.forms.cancel,
    parts: [
      { kind: 'text', lines: [labels.of(content.title)] },
      text('goal', labels.goal, content.goal),
      text('warm-up', labels.activeStart, activeStart.question),
      text('material', labels.material, activeStart.material.join('\n'), 'many'),
      text('options', labels.options, buttons(activeStart.options), 'many'),
      text('task', labels.task, exercise.task, 'many'),
      text('discussion', labels.discussion, feedback.question, 'many'),
      text('situation', labels.situation, check.situation),
      text('check', labels.check, check.question),
      text('check-options', labels.checkOptions, buttons(check.options), 'many'),
      text('right', labels.right, String(check.right)),
      text('answer', labels.answer, check.answer),
      text('reason', labels.reason, check.reason, 'many'),
      text('stem', labels.stem, conclusion.stem),
      text('plans', labels.plans, conclusion.plans.join('\n'), 'many'),
    ],
  };
};

const rowOf = (text: string): string[] | undefined => {
  const lines = linesOf(text);
  return lines.length >= 2 && lines.length <= 5 && lines.every((line) => line.length <= 40)
    ? lines
    : undefined;
};

/** Options keep the short names of those whose button did not change. */
const optionsOf = (lines: readonly string[], before: ReadySession['activeStart']['options']) =>
  lines.map((text) => before.find((option) => option.text === text) ?? { text });

/**
 * The words after somebody has edited them.
 * @returns the changed session, or what is wrong, by field name
 */
export const editedContent = (
  texts: Texts,
  content: ReadySession,
  values: Values,
): { content: ReadySession } | { faults: Record<string, string> } => {
  const text = (name: string, otherwise: string): string => String(values[name] ?? '').trim() || otherwise;
  const { activeStart, exercise, feedback, conclusion } = content;
  const { check } = feedback;
  const faults: Record<string, string> = {};
  const row = (name: string): string[] => {
    const lines = rowOf(String(values[name] ?? ''));
    if (!lines) faults[name] = texts.planning.faults.options;
    return lines ?? [];
  };
  const options = row('options');
  const checkOptions = row('check-options');
  const plans = row('plans');
  const right = Number(values.right);
  if (checkOptions.length > 0 && !(Number.isInteger(right) && right >= 1 && right <= checkOptions.length)) {
    faults.right = texts.planning.faults.right(checkOptions.length);
  }
  if (Object.keys(faults).length > 0) return { faults };
  const question = text('warm-up', activeStart.question);
  const checkQuestion = text('check', check.question);
  const goal = text('goal', content.goal);
  const answer = text('answer', check.answer);
  const sameOptions = options.join('\n') === activeStart.options.map((option) => option.text).join('\n');
  return {
    content: {
      ...content,
      goal,
      activeStart: {
        ...activeStart,
        ...(goal !== content.goal && { goal: `${goal}.` }),
        question,
        ...(question !== activeStart.question && { push: question }),
        material: linesOf(String(values.material ?? '')).slice(0, 20),
        options: optionsOf(options, activeStart.options),
      },
      exercise: {
        ...exercise,
        task: text('task', exercise.task),
        // Words about the old buttons would be wrong about the new ones.
        ...(!sameOptions && { recall: exercise.recallUncounted }),
      },
      feedback: {
        ...feedback,
        question: text('discussion', feedback.question),
        check: {
          ...check,
          situation: text('situation', check.situation),
          question: checkQuestion,
          ...(checkQuestion !== check.question && { push: checkQuestion }),
          options: optionsOf(checkOptions, check.options),
          right,
          answer,
          ...(answer !== check.answer && {
            personal: answer,
            repeat: answer,
            recap: texts.planning.questions.recap(answer),
          }),
          reason: text('reason', check.reason),
        },
      },
      conclusion: { ...conclusion, stem: text('stem', conclusion.stem), plans },
    },
  };
};
