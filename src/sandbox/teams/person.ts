import { actionsIn, chosen, inputNamed, picksPeople, titleOf, valuesOf, withShown } from './cards.ts';
import type { OpenDialog, Person, Where } from './control.ts';
import type { Core } from './core.ts';
import { fetchExtension } from './dialogs.ts';
import type { OnScreen } from './execute.ts';
import { plainOutcome } from './invoke.ts';
import { type Json, objectsIn, textIn } from './json.ts';
import { plainCard } from './plain-card.ts';
import { buttonAt, findButton, press, surfaceAt } from './press.ts';
import { react } from './react.ts';
import { readerFor, recordOf, seenBy } from './record.ts';
import { command, edit, retract, say } from './say.ts';
import { buttonsOn, placeFor, type Surface, surfacesFor, useCards, useOf, visibleIn } from './screen.ts';
import type { DialogState, PersonState } from './world-state.ts';

/** Somebody at a Teams client. */
export const personOf = (core: Core, person: PersonState): Person => {
  const { world } = core;
  const dialogNow = () => world.state.dialogs.get(person.id);
  return {
    id: person.id,
    aadObjectId: person.aadObjectId,
    name: person.name,
    userPrincipalName: person.userPrincipalName,
    tenantId: person.tenantId,
    zone: person.zone,
    role: person.role,
    say: (place, text, { threadId } = {}) =>
      recordOf(say(core, { person, text, ...threadFor(core, person, place, threadId) })),
    command: async (place, text, { threadId } = {}) =>
      plainOutcome(await command(core, { person, text, ...threadFor(core, person, place, threadId) })),
    edit: (messageId, text) => {
      const { conversation, message } = ownMessage(core, person, messageId);
      edit(core, message, { person, conversation, rootId: message.rootId, text });
    },
    delete: (messageId) => {
      const { conversation, message } = ownMessage(core, person, messageId);
      retract(core, message, { person, conversation, rootId: message.rootId, text: '' });
    },
    react: (messageId, type) => react(core, messageSeen(core, person, messageId), type, true),
    unreact: (messageId, type) => react(core, messageSeen(core, person, messageId), type, false),
    openExtension: (commandId, { in: place, context = 'compose' }) =>
      fetchExtension(
        core,
        { person, conversation: placeFor(core, person, place) },
        { id: commandId, context },
      ),
    get dialog() {
      const dialog = dialogNow();
      return dialog && openDialog(core, dialog, person);
    },
    set: (field, value, where) => {
      const { input, put } = inputFor(core, person, field, where);
      put(input, value);
    },
    choose: (field, option, where) => {
      const { input, put, before } = inputFor(core, person, field, where);
      put(input, chosen(input, choicesFor(core, person, input), option, before));
    },
    fill: (on, values) => {
      const surface = surfaceAt(core, person, on);
      const { typed } = useOf(surface, person);
      const isNew = Object.entries(values).some(([id, value]) => typed[id] !== value);
      if (isNew) useCards(core, person, surface, { typed: { ...typed, ...values } });
    },
    click: async (title, { twice, ...where } = {}) =>
      press(core, person, findButton(core, person, title, where), twice),
    use: async (button, { twice } = {}) => press(core, person, buttonAt(core, person, button), twice),
    submit: async () => {
      const buttons = surfacesFor(core, person, { in: 'dialog' }).flatMap(buttonsOn);
      const button = buttons.find(({ action }) => action.type === 'Action.Submit');
      if (!button) throw new Error(`${person.name} sees no dialog with a submit button`);
      return press(core, person, button);
    },
    close: () => {
      if (!dialogNow()) throw new Error(`${person.name} has no dialog open`);
      world.change(() => world.state.dialogs.delete(person.id));
    },
    sees: (place) => {
      const conversation = placeFor(core, person, place);
      const messages = visibleIn(core, person, conversation);
      return messages.map((message) => seenBy(core, person, conversation, message));
    },
    buttons: (where) =>
      surfacesFor(core, person, where)
        .flatMap(buttonsOn)
        .map(({ title }) => title),
    block: () => blockBot(core, person, true),
    unblock: () => blockBot(core, person, false),
    reload: () => reload(core, person),
    get errors() {
      return person.errors;
    },
  };
};

const threadFor = (core: Core, person: PersonState, place: string, threadId: string | undefined) => {
  const conversation = placeFor(core, person, place);
  if (threadId !== undefined && !conversation.messages.has(threadId)) {
    throw new Error(`There is no thread ${threadId} in ${place}`);
  }
  return { conversation, rootId: threadId };
};

/** @throws when this person does not see that message */
const messageSeen = (core: Core, person: PersonState, messageId: string): OnScreen => {
  const [surface] = surfacesFor(core, person, { in: messageId });
  if (surface?.kind !== 'message') throw new Error(`${person.name} sees no message ${messageId}`);
  return { person, conversation: surface.conversation, message: surface.message };
};

const ownMessage = (core: Core, person: PersonState, messageId: string): OnScreen => {
  const found = messageSeen(core, person, messageId);
  if (found.message.authorId !== person.id) throw new Error(`${person.name} did not write ${messageId}`);
  return found;
};

/** An input on the screen, what stands in it, and how to fill it. @throws when there is none of that name */
const inputFor = (core: Core, person: PersonState, field: string, where: Where | undefined) => {
  for (const surface of surfacesFor(core, person, where)) {
    for (const card of surface.cards) {
      const input = inputNamed(card, field);
      if (!input) continue;
      const before = valuesOf(card, useOf(surface, person).typed)[textIn(input.id)] ?? '';
      const put = (found: Json, value: string) => fill(core, person, surface, textIn(found.id), value);
      return { input, before, put };
    }
  }
  throw new Error(`${person.name} sees no input "${field}"`);
};

const fill = (core: Core, person: PersonState, surface: Surface, id: string, value: string): void =>
  useCards(core, person, surface, { typed: { ...useOf(surface, person).typed, [id]: value } });

/** What can be picked; in a people picker everybody of the tenant, by their ids in the directory. */
const choicesFor = ({ world }: Core, { tenantId }: PersonState, input: Json): Json[] => {
  const people = [...world.state.people.values()].filter((one) => one.tenantId === tenantId);
  const found = people.map(({ name, aadObjectId }) => ({ title: name, value: aadObjectId }));
  return [...objectsIn(input.choices), ...(picksPeople(input) ? found : [])];
};

const openDialog = (
  core: Core,
  { title, card, use, errors }: DialogState,
  person: PersonState,
): OpenDialog => {
  const shown = withShown(card, use);
  return {
    title,
    card: shown,
    text: plainCard(shown, { ...readerFor(core, person, use.typed), errors }),
    values: valuesOf(card, use.typed),
    errors,
    buttons: actionsIn(shown).map(titleOf),
  };
};

const blockBot = ({ world }: Core, person: PersonState, isBlocked: boolean): void =>
  world.change(() => {
    world.personalChatOf(person).isBlocked = isBlocked;
  });

const reload = ({ world }: Core, person: PersonState): void =>
  world.change(() => {
    world.state.dialogs.delete(person.id);
    for (const { messages } of world.state.conversations.values()) {
      for (const message of messages.values()) {
        message.ownCards.delete(person.id);
        message.uses.delete(person.id);
      }
    }
  });
