import type { Interaction } from '../messages/interaction.ts';
import { isNothingStored, type OwnData, whatGoes } from '../messages/own-data.ts';
import { ownDataFileName, writeOwnData } from '../messages/own-data-file.ts';
import { ownDataForm, ownDataTextForm } from '../messages/own-data-pages.ts';
import { deleteForm, fileSentForm, privacyForm, sendingForm } from '../messages/privacy-forms.ts';
import type { Line } from '../texts/line.ts';
import { unreachable } from '../unreachable.ts';
import type { By, Context } from './context.ts';
import { eraseOwnData } from './erase-own-data.ts';
import type { FileOutcome } from './file-port.ts';
import type { Reaction } from './reaction.ts';

export type OwnDataInteraction = Extract<
  Interaction,
  {
    do:
      | 'own-data'
      | 'show-own-data'
      | 'own-data-page'
      | 'export-own-data'
      | 'export-page'
      | 'ask-to-delete-own-data'
      | 'delete-own-data';
  }
>;

/** Shows, exports and deletes what is stored about the one who asks. It is open to everybody, wherever they are. */
export const reactToOwnData = async (
  context: Context,
  by: By,
  interaction: OwnDataInteraction,
): Promise<Reaction> => {
  const { texts } = context;
  if (interaction.do === 'delete-own-data') {
    const left = await eraseOwnData(context, by);
    return { kind: 'done', below: privacyForm(texts, left, true) };
  }
  const data = await context.transaction(by.workspace, ({ ownData }) => ownData.of(by.memberId));
  // It may have been deleted since the button was drawn.
  const asked = interaction.do === 'ask-to-delete-own-data' ? whatGoes(data) : data;
  if (isNothingStored(asked)) return { kind: 'open', form: privacyForm(texts, data) };
  switch (interaction.do) {
    case 'own-data':
      return { kind: 'open', form: privacyForm(texts, data) };
    case 'show-own-data':
      return { kind: 'open', form: ownDataForm(texts, data, 1) };
    case 'own-data-page':
      return { kind: 'update', form: ownDataForm(texts, data, interaction.page) };
    case 'export-own-data':
      return { kind: 'open', form: sendingForm(texts), later: () => sendFile(context, by, data) };
    case 'export-page': {
      const { noFiles } = texts.privacy.export;
      const json = writeOwnData(data, context.now());
      return { kind: 'update', form: ownDataTextForm(texts, noFiles(), json, interaction.page) };
    }
    case 'ask-to-delete-own-data':
      return { kind: 'open', form: deleteForm(texts, data) };
    default:
      return unreachable(interaction);
  }
};

/** @returns the form that says how it went; where no file came, it holds the text */
const sendFile = async (context: Context, { workspace, memberId }: By, data: OwnData) => {
  const { texts, now } = context;
  const words = texts.privacy.export;
  const exportedAt = now();
  const text = writeOwnData(data, exportedAt);
  const name = ownDataFileName(exportedAt);
  const zone = data.member?.zone ?? 'UTC';
  const outcome = await context.sendFile(
    workspace,
    memberId,
    { name, title: words.fileTitle, text },
    { push: words.push, blocks: [{ kind: 'text', lines: [words.message(exportedAt, zone)] }] },
  );
  if (outcome.kind === 'done') return fileSentForm(texts, name);
  return ownDataTextForm(texts, whyNot(context, outcome), text, 1);
};

const whyNot = ({ texts }: Context, outcome: Exclude<FileOutcome, { kind: 'done' }>): Line => {
  const words = texts.privacy.export;
  switch (outcome.kind) {
    case 'unable':
      return outcome.scope === undefined ? words.noFiles() : words.noScope(outcome.scope);
    case 'unknown':
      return words.perhaps();
    case 'not-done':
    case 'refused':
      return words.failed();
    default:
      return unreachable(outcome);
  }
};
