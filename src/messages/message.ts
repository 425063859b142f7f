import type { Line } from '../texts/line.ts';
import type { Interaction } from './interaction.ts';

/**
 * What we say, free of any platform: what it *is*, not what it looks like. Closed: a new kind leads the compiler
 * to both renderers.
 */

/** A press of a button that belongs to one interaction. */
export type Press = {
  label: string;
  /** Read out in the place of a label that says too little by itself, and begins with it or repeats it. */
  spoken?: string;
  does: Interaction;
  weight?: 'main' | 'danger';
  /** Asked before it is done; not among `more`, where a platform can ask nothing about a single entry. */
  confirm?: Confirmation;
};
export type Confirmation = { title: string; text: string; yes: string; no: string };
/** A button that leads to a posted message (a platform's reference); pressing it is told to the bot, too. */
export type Link = Pick<Press, 'label' | 'spoken' | 'does'> & { to: { readonly [key: string]: string } };

export type Block =
  | { kind: 'text'; lines: readonly Line[] }
  /** Small print. */
  | { kind: 'note'; line: Line }
  /** Material that is looked at: a mail, a case, a quotation. */
  | { kind: 'quote'; lines: readonly string[] }
  /** Text for programs, to be copied: every space of it counts. */
  | { kind: 'code'; text: string }
  | { kind: 'list'; items: readonly Line[] }
  /** One question, one row of answers; the first press is the answer. */
  | { kind: 'ask-choice'; options: readonly Press[] }
  /** How often each answer was given; counts are read out, not only drawn. */
  | { kind: 'tally'; rows: readonly TallyRow[]; sum: string }
  /** What can be done here; `more` folds the rarer ones away. */
  | {
      kind: 'actions';
      buttons: readonly (Press | Link)[];
      more?: readonly Omit<Press, 'weight' | 'confirm' | 'spoken'>[];
    }
  /** Lines of which each can be pressed on its own. */
  | { kind: 'pressable'; rows: readonly { line: Line; button: Press }[] };

/** `mark` says in words what is said of that answer besides: that it is the right one. */
export type TallyRow = { label: string; count: number; mark?: string };

export type Message = {
  /** What a banner or a screen reader says first; never contains answers. */
  push: string;
  blocks: readonly Block[];
};
