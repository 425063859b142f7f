import type { Scene } from './activity.ts';
import { cardOf, problemsOf, unused, valuesOf } from './cards.ts';
import type { ClickOptions, ClickOutcome, DialogOutcome } from './control.ts';
import type { Core } from './core.ts';
import { complain, type Invoked, invoke, TROUBLE } from './invoke.ts';
import { asJson, type Json, textIn } from './json.ts';
import type { DialogState } from './world-state.ts';

const context = { theme: 'default' };

type Origin = Pick<DialogState, 'conversationId' | 'messageId' | 'command'>;

/** A button that asks for a dialog: `task/fetch`. */
export const fetchTask = async (
  core: Core,
  scene: Scene,
  { data, messageId }: { data: Json; messageId: string },
  twice?: ClickOptions['twice'],
): Promise<DialogOutcome> => {
  const asked = { name: 'task/fetch', value: { data, context }, replyToId: messageId };
  const origin = { conversationId: scene.conversation.id, messageId, command: undefined };
  return show(core, scene, origin, await invoke(core, scene, asked, twice));
};

/** An action command of the app: `composeExtension/fetchTask`. */
export const fetchExtension = async (
  core: Core,
  scene: Scene,
  command: { id: string; context: string },
): Promise<DialogOutcome> => {
  const value = { commandId: command.id, commandContext: command.context, context };
  const origin = { conversationId: scene.conversation.id, messageId: undefined, command };
  return show(core, scene, origin, await invoke(core, scene, { name: 'composeExtension/fetchTask', value }));
};

/** A submit button of the dialog: `task/submit`, or `composeExtension/submitAction`. Teams checks the inputs first. */
export const submitDialog = async (
  core: Core,
  scene: Scene,
  dialog: DialogState,
  action: Json,
  twice?: ClickOptions['twice'],
): Promise<ClickOutcome> => {
  const { command, messageId, card } = dialog;
  const values = action.associatedInputs === 'none' ? {} : valuesOf(card, dialog.use.typed);
  const errors = action.associatedInputs === 'none' ? {} : problemsOf(card, values);
  core.world.change(() => {
    dialog.errors = errors;
  });
  if (Object.keys(errors).length > 0) return { status: 0, body: '', ms: 0, errors };
  const data = { ...asJson(action.data), ...values };
  const asked = command
    ? {
        name: 'composeExtension/submitAction',
        value: { commandId: command.id, commandContext: command.context, data, context },
      }
    : { name: 'task/submit', value: { data, context }, replyToId: messageId };
  const invoked = await invoke(core, scene, asked, twice);
  if (invoked.answer) core.world.change(() => core.world.state.dialogs.delete(scene.person.id));
  const card_ = cardOf(firstResult(invoked.answer));
  return { ...show(core, scene, dialog, invoked), ...(card_ && { card: card_ }) };
};

/** What is put into the compose box. */
const firstResult = (answer: Json | undefined): unknown => {
  const { attachments } = asJson(answer?.composeExtension);
  return Array.isArray(attachments) ? attachments[0] : undefined;
};

/** A dialog, a message, or nothing more: what the answer's `task` says. */
const show = (core: Core, { person }: Scene, origin: Origin, { outcome, answer }: Invoked): DialogOutcome => {
  const { type, value } = asJson(answer?.task);
  if (type === undefined) return outcome;
  if (type === 'message') return { ...outcome, message: textIn(value) };
  const { title, card } = asJson(value);
  const shown = cardOf(card);
  if (type !== 'continue' || !shown) return { ...outcome, ...complain(core, person, TROUBLE.failed) };
  core.world.change(() =>
    core.world.state.dialogs.set(person.id, {
      conversationId: origin.conversationId,
      messageId: origin.messageId,
      command: origin.command,
      title: textIn(title),
      card: shown,
      use: unused,
      errors: {},
    }),
  );
  return outcome;
};
