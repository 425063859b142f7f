import type { Form } from '../../src/messages/form.ts';
import { noteAsForm } from '../../src/messages/form.ts';
import type { Message } from '../../src/messages/message.ts';
import { renderForm } from '../../src/teams/render-form.ts';
import { renderMessage } from '../../src/teams/render-message.ts';
import { formWords } from './form-words.ts';
import type { Entry } from './gallery/entry.ts';
import { gallery } from './gallery.ts';
import type { OnTeams } from './gallery-on-teams.ts';

const nowhere = () => undefined;

/** Whatever is said to a button that opens a dialog is said in the dialog. */
const asDialog = (entry: Entry, message: Message): OnTeams => {
  const form = noteAsForm(message, 'Microtraining', 'Close');
  const rendered = renderForm(form, nowhere, formWords, { step: 'whole' });
  return { entry, state: `${entry.state}, in a dialog`, rendered: { surface: 'dialog', ...rendered } };
};

/** The first state of each prompt, with the same sample. */
const questionsOf = ({ sample }: Entry): { state: string; shows: Message }[] =>
  [1, 2, 3, 4].flatMap((phase) => {
    const first = gallery.find((one) => one.sample === sample && one.subject === `prompt ${phase}`);
    return first && 'push' in first.shows ? [{ state: String(phase), shows: first.shows }] : [];
  });

/** A receipt stands below the question that was answered, in the place of its card. */
const underQuestions = (entry: Entry, { push, blocks }: Message): OnTeams[] => {
  if (entry.subject !== 'note') return [];
  return questionsOf(entry).map(({ state, shows }) => ({
    entry,
    state: `${entry.state}, below prompt ${state}`,
    rendered: {
      surface: 'message',
      ...renderMessage({ push, blocks: [...shows.blocks, ...blocks] }, undefined, nowhere, nowhere, 'drawn'),
    },
  }));
};

/** A form comes back as it was sent, with what is wrong below each of its fields. */
const sentWrongly = (entry: Entry, form: Form): OnTeams => {
  // Words of people that may stand in a fault, and come back with every button: no longer than a title.
  const { title } = entry.sample.content;
  const fields = form.parts.flatMap((part) => (part.kind === 'field' ? [part.field] : []));
  const rendered = renderForm(form, nowhere, formWords, {
    step: 'whole',
    drawing: 'drawn',
    opened: { do: 'open-planning' },
    values: {},
    faults: Object.fromEntries(fields.map(({ name }) => [name, `“${title}” is on then.`])),
    below: { title: { began: title, typed: title } },
  });
  return { entry, state: `${entry.state}, sent wrongly`, rendered: { surface: 'dialog', ...rendered } };
};

/** What the bot answers with besides messages and fresh forms, made of everything in the gallery (`teams/answer.ts`). */
export const answersOnTeams: readonly OnTeams[] = gallery.flatMap((entry): OnTeams[] => {
  const { shows } = entry;
  if ('push' in shows) return [asDialog(entry, shows), ...underQuestions(entry, shows)];
  return 'parts' in shows ? [sentWrongly(entry, shows)] : [];
});
