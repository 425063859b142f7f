import { type Form, noteAsForm } from '../messages/form.ts';
import type { Interaction } from '../messages/interaction.ts';
import type { Block, Message } from '../messages/message.ts';
import { cut } from '../texts/cut.ts';
import { plain } from '../texts/plain.ts';
import type { Context } from '../use-cases/context.ts';
import type { Reaction } from '../use-cases/reaction.ts';
import type { AdaptiveCard } from './card-schema.ts';
import { cardAnswer, closed, dialogAnswer, textAnswer } from './invoke-answers.ts';
import { TEAMS_LIMITS } from './limits.ts';
import type { Pressed } from './read-interaction.ts';
import { type FormState, type KeptTexts, type RenderedForm, renderForm } from './render-form.ts';
import { type AddressOf, type RenderedMessage, renderMessage } from './render-message.ts';

const noName = () => undefined;
const laterMs = 1_000;

/** What a form was sent with. */
export type Sent = Pick<Pressed, 'values' | 'typed' | 'press'>;

/**
 * Shows a reaction to the one who caused it, by the means that Teams has for each kind of cause.
 * @param appName stands above a note in a dialog
 * @param addresses where the buttons lead to that are links
 */
export const createAnswering = (
  { texts, newId }: Context,
  appName: string,
  addresses: (shown: { blocks: readonly Block[] }) => Promise<AddressOf>,
) => {
  const rendered = async (form: Form, state: FormState): Promise<RenderedForm> => {
    const blocks = form.parts.filter((part) => part.kind !== 'field');
    return renderForm(form, await addresses({ blocks }), texts.teams.form, state);
  };

  const dialog = async (
    form: Form,
    opened: Interaction | undefined,
    step: 'choices' | 'whole',
    kept: Pick<FormState, 'kept' | 'below'> = {},
  ): Promise<object> =>
    dialogAnswer(await rendered(form, { ...(opened && { opened }), ...kept, drawing: newId(), step }));

  const asForm = (message: Message) => noteAsForm(message, appName, texts.forms.close);

  const card = async (message: Message): Promise<RenderedMessage> =>
    renderMessage(message, undefined, await addresses(message), noName, newId());

  /**
   * A press in a message: a receipt with the next question, and whatever else can be pressed, takes the place of the card
   * for who pressed it; anything else is said for a moment, so that the question stays and can be answered anew.
   * @param question what was answered, to stand above its receipt
   */
  const toPress = async (reaction: Reaction, question: readonly Block[] = []): Promise<object> => {
    switch (reaction.kind) {
      case 'note': {
        const { message, replaces } = reaction;
        const isShown = replaces || isPressable(message) || (isReceipt(message) && question.length > 0);
        return isShown
          ? cardAnswer((await card({ ...message, blocks: [...question, ...message.blocks] })).card)
          : textAnswer(shortly(message));
      }
      case 'faults':
        return textAnswer(Object.values(reaction.faults).join(' '));
      case 'open':
      case 'update':
        // Only a button that says so when it is drawn opens a dialog.
        return textAnswer(texts.teams.opensOnly);
      case 'nothing':
      case 'done':
        return textAnswer(texts.teams.done);
    }
  };

  const isReceipt = ({ push }: Message): boolean => push === texts.note.pushSaved;

  /** A button in a message that opens a dialog, or the action command: whatever is said is said in the dialog. */
  const toOpening = async (reaction: Reaction, opened: Interaction): Promise<object> => {
    switch (reaction.kind) {
      case 'open':
        // A dialog cannot be changed from outside: what takes longer is waited for.
        return dialog(await finished(reaction), opened, 'choices');
      case 'update':
        return dialog(reaction.form, opened, 'choices');
      case 'note':
        return dialog(asForm(reaction.message), undefined, 'whole');
      case 'faults':
        return dialog(asForm(saying(Object.values(reaction.faults))), undefined, 'whole');
      case 'nothing':
      case 'done':
        return dialog(asForm(saying([texts.teams.done])), undefined, 'whole');
    }
  };

  /**
   * A sent form, or a button in a dialog.
   * @param again the form as it is now, to be drawn with what is wrong, if it can be
   */
  const toForm = async (
    reaction: Reaction,
    { interaction, opened, ...sent }: Sent & Pick<Pressed, 'interaction' | 'opened'>,
    again: Form | undefined,
  ): Promise<object> => {
    switch (reaction.kind) {
      case 'faults':
        return again ? wrong(again, opened, sent, reaction.faults) : notSaved(reaction.faults, sent);
      case 'update':
        return dialog(reaction.form, opened, 'whole', { kept: keptTexts(sent), ...belowOf(sent) });
      case 'open': {
        const form = await finished(reaction);
        return dialog(form, interaction, 'whole', { below: keptTexts(sent) });
      }
      case 'note': {
        if (!hasWords(sent)) return dialog(asForm(reaction.message), undefined, 'whole');
        const faults = { [firstField(again)]: shortly(reaction.message) };
        return again ? wrong(again, opened, sent, faults) : notSaved(faults, sent);
      }
      case 'done':
        return reaction.below
          ? dialog(reaction.below, reaction.below.follows, 'whole', { kept: sent.press.below ?? {} })
          : closed;
      case 'nothing':
        return closed;
    }
  };

  /** A fault of a field that the form does not show belongs to its first one. */
  const wrong = async (
    form: Form,
    opened: Interaction | undefined,
    sent: Sent,
    faults: Readonly<Record<string, string>>,
  ): Promise<object> => {
    const names = new Set(fieldsOf(form));
    const placed = Object.fromEntries(
      Object.entries(faults).map(([name, text]) => [names.has(name) ? name : firstField(form), text]),
    );
    const { values } = sent;
    const state = { values, faults: placed, step: 'whole', drawing: newId(), ...belowOf(sent) } as const;
    return dialogAnswer(await rendered(form, { ...state, ...(opened && { opened }) }));
  };

  /** Where the form cannot be drawn again, what was typed is shown and sent once more by a button. */
  const notSaved = async (
    faults: Readonly<Record<string, string>>,
    { press, typed }: Sent,
  ): Promise<object> => {
    const written = Object.values(typed).filter((text) => text.trim() !== '');
    const blocks: Block[] = [
      { kind: 'text', lines: Object.values(faults).map((line) => [line]) },
      ...(written.length > 0
        ? [
            { kind: 'text' as const, lines: [texts.teams.kept()] },
            { kind: 'quote' as const, lines: written },
          ]
        : []),
    ];
    const form = await rendered(asForm({ push: '', blocks }), { step: 'whole' });
    return dialogAnswer({ ...form, card: withButton(form.card, { ...press, typed: { ...typed } }) });
  };

  const withButton = (drawn: AdaptiveCard, press: Pressed['press']): AdaptiveCard => ({
    ...drawn,
    actions: [{ type: 'Action.Submit', title: texts.teams.sendAgain, style: 'positive', data: { press } }],
  });

  return { toPress, toOpening, toForm, card };
};

/** The form as it is when slower work is done, if that is soon. */
const finished = ({ form, later }: Extract<Reaction, { kind: 'open' }>): Promise<Form> => {
  if (!later) return Promise.resolve(form);
  const tooLate = new Promise<Form>((resolve) => {
    AbortSignal.timeout(laterMs).addEventListener('abort', () => resolve(form), { once: true });
  });
  return Promise.race([later(), tooLate]);
};

/** Cards of their own are for these alone: a refusal must not hide the question. */
const isPressable = ({ blocks }: Message): boolean =>
  blocks.some(({ kind }) => kind === 'ask-choice' || kind === 'actions' || kind === 'pressable');

/** What a note says, in one piece. */
const shortly = ({ blocks }: Message): string =>
  cut(
    blocks.flatMap((block) => (block.kind === 'text' ? block.lines.map(plain) : [])).join(' '),
    TEAMS_LIMITS.summary.chars,
  );

/** What was typed in texts, with what they began with. */
const keptTexts = ({ press, typed }: Pick<Sent, 'press' | 'typed'>): KeptTexts =>
  Object.fromEntries(
    Object.entries(press.began ?? {}).map(([name, began]) => [name, { began, typed: typed[name] ?? began }]),
  );

const belowOf = ({ press }: Pick<Sent, 'press'>): Pick<FormState, 'below'> =>
  press.below ? { below: press.below } : {};

/** Whether something was filled in that could be lost. */
const hasWords = ({ typed }: Pick<Sent, 'typed'>): boolean =>
  Object.values(typed).some((text) => text.trim() !== '');

const fieldsOf = ({ parts }: Form): string[] =>
  parts.flatMap((part) => (part.kind === 'field' ? [part.field.name] : []));
const firstField = (form: Form | undefined): string => (form && fieldsOf(form)[0]) ?? '';

/** Some lines as a message. */
export const saying = (lines: readonly string[]): Message => ({
  push: lines.join(' '),
  blocks: [{ kind: 'text', lines: lines.map((line) => [line]) }],
});
