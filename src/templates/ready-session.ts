import { parse } from 'yaml';
import { z } from 'zod';
import type { Pattern } from './pattern.ts';

const words = z.string().trim().min(1);
const oneRow = <T extends z.ZodType>(item: T) => z.array(item).min(2).max(5);

const option = z.strictObject({
  /** What stands on the button. */
  text: words.max(40),
  /** The word used in tallies; the button's text where absent. */
  short: words.max(40).optional(),
});

/**
 * A session without gaps: every word that a lead would otherwise have to write.
 * `{…}` in a text is filled in when it is sent; which names are known stands beside each field.
 * Elements follow method 1.4 and flow 4: one row of buttons for phase 1, one form for phase 2,
 * one check question for phase 3, one row of plans for phase 4.
 */
export const readySessionSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    title: words.max(60),
    /** The pattern of method 4.1 that it follows. */
    pattern: z.string().regex(/^T([1-9]|1[0-2])$/),
    /** Completes "After this you can …". */
    goal: words,
    /** Said in brackets where the session is announced as the next one. */
    preview: words.optional(),
    /** Completes "How confident are you that you can …, right now?" */
    confidence: words,
    /** Completes "Have ready: …" on the desk. */
    haveReady: words,
    activeStart: z.strictObject({
      /** Completes "Today's goal: …". */
      goal: words,
      /** How to answer, before the question. */
      instruction: words,
      question: words,
      /** The question as a banner says it. */
      push: words,
      material: z.array(z.string()).max(20),
      /** What the material is called where it is shown on a screen: "the mail". */
      onScreen: words.max(40).optional(),
      options: oneRow(option),
      /** Said when the answers open. */
      bridge: words,
      cue: words,
    }),
    exercise: z.strictObject({
      /** Repeats phase 1's result. Knows {least} {most} {top} (options) and {n} (answers). */
      recall: words,
      /** The same while there are too few answers to count. */
      recallUncounted: words,
      /** The task itself, in bold. */
      task: words,
      /** What follows the task on its line. */
      detail: z.string(),
      /** A second question below it. */
      followUp: words.optional(),
      push: words,
      form: z.strictObject({
        title: words.max(24),
        label: words,
        placeholder: words.max(150),
        /** Repeats the material above the input. */
        withMaterial: z.boolean(),
      }),
      button: words.max(40),
      /** What one answer is called: "Your 5 lists:". */
      answersAre: z.strictObject({ one: words, many: words }),
      cue: words,
    }),
    feedback: z.strictObject({
      question: words,
      check: z.strictObject({
        situation: words,
        question: words,
        push: words,
        options: oneRow(option),
        /** Which option is right, counted from 1. */
        right: z.int().min(1).max(5),
        answer: words,
        reason: words,
        /** Completes "You said …. " for those who chose something else. */
        personal: words,
        /** Repeats the answer as the first line of phase 4. */
        repeat: words,
        /** Completes "4 of 6 …" in the recap. */
        recap: words,
      }),
      cue: words,
    }),
    conclusion: z.strictObject({
      /** The "When …, I will" of an if-then plan (method 2.5), without the dots. */
      stem: words,
      plans: oneRow(words.max(40)),
      /** The draft of what is kept and where; the lead edits it. Knows {channel}. */
      keep: words,
      cue: words,
    }),
  })
  .refine(({ feedback: { check } }) => check.right <= check.options.length, 'the right option must exist');

export type ReadySession = z.infer<typeof readySessionSchema>;

/** What is filled in when a text is sent, by the text's field; all other texts stay as they are. */
export const sentPlaceholders: Readonly<Record<string, readonly string[]>> = {
  'activeStart.cue': ['reveal'],
  'exercise.recall': ['least', 'most', 'top', 'n'],
  'feedback.cue': ['reveal'],
  'conclusion.keep': ['channel'],
};

export const readySeriesSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: words.max(60),
  /** Completes "… planned this for everyone here who …". */
  audience: words,
  /** ISO weekdays on which it meets unless the lead says otherwise; 1 is Monday. */
  days: z.array(z.int().min(1).max(7)).min(1),
  /** Ids of ready sessions in their order. */
  sessions: z.array(z.string()).min(2),
});

export type ReadySeries = z.infer<typeof readySeriesSchema>;

/** Everything that one can start from, in one language. */
export type Templates = {
  sessions: readonly ReadySession[];
  series: readonly ReadySeries[];
  patterns: readonly Pattern[];
};

/**
 * Reads a ready session from the text of its file.
 * @throws z.ZodError naming the field, YAMLParseError where the text is no YAML.
 */
export const parseReadySession = (yaml: string): ReadySession => readySessionSchema.parse(parse(yaml));

/** Reads a ready series; same errors as `parseReadySession`. */
export const parseReadySeries = (yaml: string): ReadySeries => readySeriesSchema.parse(parse(yaml));
