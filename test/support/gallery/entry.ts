import type { Form } from '../../../src/messages/form.ts';
import type { Home } from '../../../src/messages/home.ts';
import type { Message } from '../../../src/messages/message.ts';
import type { Sample } from './sample.ts';

/** What the bot says or asks, in one state, with one sample. */
export type Entry = {
  /** The message or form; one stored file each. */
  subject: string;
  state: string;
  sample: Sample;
  shows: Shown;
  /** Members who are called by it. */
  calls: readonly string[];
  /** A participant's name stands in it because that participant wanted so. */
  names: readonly string[];
};

type Shown = Message | Form | Home;

/** All states of one subject. */
export const entries = (
  subject: string,
  sample: Sample,
  states: Record<string, Shown | undefined>,
  exceptions: Record<string, Partial<Pick<Entry, 'calls' | 'names'>>> = {},
): Entry[] =>
  Object.entries(states).flatMap(([state, shown]) =>
    shown === undefined
      ? []
      : [
          {
            subject,
            state,
            sample,
            shows: shown,
            calls: [],
            names: [],
            ...exceptions[state],
          },
        ],
  );
