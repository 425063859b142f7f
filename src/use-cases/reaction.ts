import type { Form } from '../messages/form.ts';
import type { Message } from '../messages/message.ts';
import type { Destination } from './ports.ts';

/** What a press, a sent form or a command leads to for the one who did it. */
export type Reaction =
  | { kind: 'nothing' }
  /** Seen only by them. `replaces`: in the place of the note that was pressed, if it was one. */
  | { kind: 'note'; message: Message; replaces: boolean; inThread?: boolean }
  /** On top of a form that is open, if one is. `later`: what takes its place when slower work is done; never rejects. */
  | { kind: 'open'; form: Form; later?: () => Promise<Form> }
  /** In the place of the form that is open. */
  | { kind: 'update'; form: Form }
  /** The sent form closes; what lies below it, or a note in a channel, follows. */
  | { kind: 'done'; below?: Form; note?: { where: Destination; message: Message } }
  /** The sent form stays open, with what is wrong by field name. */
  | { kind: 'faults'; faults: Record<string, string> };

export const nothing: Reaction = { kind: 'nothing' };
export const note = (message: Message, replaces = false): Reaction => ({ kind: 'note', message, replaces });
