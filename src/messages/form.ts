import type { Interaction } from './interaction.ts';
import type { Block, Message } from './message.ts';

export type Option = { value: string; label: string; description?: string };

/** Something to fill in. `live` fields are told to the bot as soon as they change, so that the form can follow. */
export type Field = { name: string; label: string; live?: boolean; hint?: string } & (
  | {
      kind: 'text';
      initial?: string;
      placeholder?: string;
      lines: 'one' | 'many';
      maxLength: number;
      optional?: boolean;
    }
  | { kind: 'pick-one'; initial?: string; groups: readonly { label: string; options: readonly Option[] }[] }
  | { kind: 'radio'; initial?: string; options: readonly Option[] }
  | { kind: 'check'; initial: readonly string[]; options: readonly Option[]; optional?: boolean }
  /** `fault` is said below it: on Slack its two pickers in one row can show no error of their own. */
  | { kind: 'date-and-time'; date: string; time: string; fault?: string }
  | { kind: 'person'; initial?: string; optional?: boolean }
  | { kind: 'people'; initial: readonly string[]; optional?: boolean }
);

export type Form = {
  /** What sending the form does; its fields' values come with it. */
  does: Interaction;
  /** What a change of a `live` field does. */
  follows?: Interaction;
  /** What is to be chosen in it was said already: it need not be asked before the rest is shown. */
  isSaid?: boolean;
  title: string;
  /** Absent where there is nothing to send. */
  send?: string;
  close: string;
  parts: readonly (Block | { kind: 'field'; field: Field })[];
};

/** What was filled in, by field name; a date and time as `yyyy-mm-ddTHH:MM`; nothing chosen is absent. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** A message in the place of a form, where there is no channel to answer in. */
export const noteAsForm = ({ blocks }: Message, title: string, close: string): Form => ({
  does: { do: 'close' },
  title,
  close,
  parts: blocks,
});
