import type { Command } from '../messages/commands.ts';
import type { Interaction, Verb } from '../messages/interaction.ts';

/**
 * A dialog opens from a button that says so when it is drawn (`task/fetch`; platforms, Teams), so what is pressed in a
 * message must tell beforehand whether it leads to a form. A refusal is shown in a dialog, too.
 */
const verbs: ReadonlySet<Verb> = new Set([
  'write-list',
  'write-plan',
  'park-question',
  'show-all',
  'answer-late',
  'i-know',
  'look-through',
  'move',
  'have-to-go',
  'hand-over',
  'write-keep',
  'edit-questions',
  'ask-to-skip',
  'ask-to-cancel',
  'ask-to-end',
  'copy-series',
  'open-planning',
  'own-data',
]);
const words: ReadonlySet<Command> = new Set(['schedule', 'settings', 'privacy']);

/** Whether pressing this in a message leads to a form. */
export const opensForm = (interaction: Interaction): boolean =>
  interaction.do === 'command' ? words.has(interaction.word) : verbs.has(interaction.do);
