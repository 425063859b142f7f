import { activityOf, clientInfo } from './activity.ts';
import { problemsOf, toggled, valuesOf } from './cards.ts';
import type { ButtonAddress, ClickOptions, ClickOutcome, Where } from './control.ts';
import type { Core } from './core.ts';
import { fetchTask, submitDialog } from './dialogs.ts';
import { execute, type OnScreen } from './execute.ts';
import { outcomeOf } from './invoke.ts';
import { asJson, type Json, textIn } from './json.ts';
import {
  type Button,
  buttonsOn,
  describeSurface,
  type Surface,
  surfacesFor,
  useCards,
  useOf,
} from './screen.ts';
import type { PersonState } from './world-state.ts';

const nothingSent = { status: 0, body: '', ms: 0 };

/** The button with that title, or beginning. @throws when there is none, naming those that are visible */
export const findButton = (core: Core, person: PersonState, title: string, where: Where): Button => {
  const surfaces = surfacesFor(core, person, where);
  const buttons = surfaces.flatMap(buttonsOn);
  const found =
    buttons.find((button) => button.title === title) ??
    buttons.find((button) => button.title.startsWith(title));
  if (found) return found;
  const lines = surfaces.map((surface) => {
    const titles = buttonsOn(surface).map((button) => `[${button.title}]`);
    return titles.length > 0 ? `${titles.join(' ')} on ${describeSurface(surface)}` : '';
  });
  const visible = lines.filter((line) => line !== '').join('\n  ') || 'no buttons at all';
  throw new Error(`${person.name} sees no button "${title}". Visible:\n  ${visible}`);
};

const surfaceNamed = (core: Core, person: PersonState, on: ButtonAddress['on']): Surface | undefined =>
  surfacesFor(core, person, { in: on === 'dialog' ? 'dialog' : on.messageId })[0];

/** The open dialog, or exactly that message. @throws when this person does not see it */
export const surfaceAt = (core: Core, person: PersonState, on: ButtonAddress['on']): Surface => {
  const surface = surfaceNamed(core, person, on);
  if (!surface) throw new Error(`${person.name} does not see that any more`);
  return surface;
};

/** Exactly that button. @throws when this person sees no such one */
export const buttonAt = (core: Core, person: PersonState, { on, index }: ButtonAddress): Button => {
  const surface = surfaceNamed(core, person, on);
  const button = surface && buttonsOn(surface)[index];
  if (!button) throw new Error(`${person.name} does not see that button`);
  return button;
};

/** Presses a button, in the way that its action says. */
export const press = async (
  core: Core,
  person: PersonState,
  { surface, action }: Button,
  twice?: ClickOptions['twice'],
): Promise<ClickOutcome> => {
  if (action.type === 'Action.OpenUrl') return { ...nothingSent, url: textIn(action.url) };
  if (action.type === 'Action.ToggleVisibility') {
    const shown = toggled(surface.cards, action, useOf(surface, person));
    useCards(core, person, surface, { shown });
    return nothingSent;
  }
  if (action.type !== 'Action.Submit' && action.type !== 'Action.Execute') return nothingSent;
  if (surface.kind === 'dialog') {
    const { dialog } = surface;
    const conversation = core.world.state.conversations.get(dialog.conversationId);
    if (!conversation) throw new Error(`There is no conversation ${dialog.conversationId}`);
    const rootId =
      dialog.messageId && (conversation.messages.get(dialog.messageId)?.rootId ?? dialog.messageId);
    return submitDialog(core, { person, conversation, rootId }, dialog, action, twice);
  }
  const { conversation, message, cards } = surface;
  const { typed } = useOf(surface, person);
  const associated = action.associatedInputs === 'none' ? [] : cards;
  const inputs = Object.assign({}, ...associated.map((card) => valuesOf(card, typed)));
  const errors = Object.assign({}, ...associated.map((card) => problemsOf(card, inputs)));
  if (Object.keys(errors).length > 0) return { ...nothingSent, errors };
  const onScreen = { person, conversation, message };
  if (action.type === 'Action.Execute') {
    return execute(core, onScreen, { action, inputs, trigger: 'manual' }, twice);
  }
  return submitCard(core, onScreen, { ...asJson(action.data), ...inputs }, twice);
};

/** `Action.Submit` on a card: a dialog is asked for, or a message is sent that nobody sees. */
const submitCard = async (
  core: Core,
  { person, conversation, message }: OnScreen,
  data: Json,
  twice: ClickOptions['twice'],
): Promise<ClickOutcome> => {
  const scene = { person, conversation, rootId: message.rootId ?? message.id };
  const { type, text, value } = asJson(data.msteams);
  if (type === 'task/fetch') return fetchTask(core, scene, { data, messageId: message.id }, twice);
  const { msteams: _, ...sent } = data;
  const activity = activityOf(core, scene, {
    id: core.world.nextMessageId(),
    type: 'message',
    ...(type === 'messageBack' ? { text: textIn(text), value: value ?? sent } : { value: sent }),
    replyToId: message.id,
    entities: [clientInfo(person)],
    channelData: { source: { name: 'message' }, legacy: { replyToId: message.id } },
  });
  return outcomeOf(core, await core.deliveries.deliver(activity), person);
};
