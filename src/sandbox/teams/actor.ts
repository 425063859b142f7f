import type { Actor, Seen, View, Where } from '../platform.ts';
import { actionsIn, inputNamed, inputsIn } from './cards.ts';
import type {
  ButtonAddress,
  ClickOutcome,
  LocalTeams,
  MessageRecord,
  OpenDialog,
  Person,
} from './control.ts';
import { asJson, type Json, objectsIn, textIn } from './json.ts';
import { createTold, ownButtons, type Pressed, type Told } from './told.ts';

/** Commands that are answered by a form, on Teams by a card whose button opens it. */
const opening = new Set(['schedule', 'settings', 'privacy']);
/** A form of two steps, which is drawn once more where something was chosen in the second. */
const mostPresses = 3;

export type TeamsActor = Actor & { told: readonly Told[] };

/** Somebody in the local Teams as whoever plays a session knows people. */
export const createActor = (teams: LocalTeams, person: Person): TeamsActor => {
  const told = createTold(teams, person);
  const places = () => [...teams.channels, ...teams.groupChats, teams.directChat(person)];
  const placeOf = (name: string) =>
    name === 'dm'
      ? teams.directChat(person)
      : (places().find((one) => one.id === name) ?? places().find((one) => one.name === name));
  const seenIn = (name: string) => {
    const place = placeOf(name);
    return place?.memberIds.includes(person.id) ? person.sees(place.id) : [];
  };
  const recordOf = (id: string): MessageRecord => {
    const found = places()
      .flatMap(({ messages }) => messages)
      .find((one) => one.id === id);
    if (!found) throw new Error(`There is no message ${id}`);
    return found;
  };

  const buttonsFor = ({ in: place }: Where = {}): Button[] => {
    const id = typeof place === 'object' ? place.id : place;
    const note = told.all.find((one) => one.id === id);
    if (note) return ownButtons(note);
    const dialog = person.dialog;
    const inDialog = dialog ? buttonsIn(dialog) : [];
    if (id === 'view') return inDialog;
    const messages = places()
      .filter((one) => id === undefined || isOneOf(id, one) || one.messages.some((each) => each.id === id))
      .flatMap((one) => seenIn(one.id))
      .filter((one) => id === undefined || one.id === id || placeOf(id) !== undefined)
      .toSorted((a, b) => Number(b.id) - Number(a.id));
    return [...(id === undefined ? inDialog : []), ...messages.flatMap(({ buttons }) => buttons)];
  };
  const isOneOf = (name: string, place: { id: string }): boolean => placeOf(name)?.id === place.id;

  /** Where the open dialog was asked for. */
  let from: Pressed | undefined;

  const use = async (address: ButtonAddress): Promise<ClickOutcome> => {
    const { on } = address;
    if (on === 'dialog') return person.use(address);
    const message = recordOf(on.messageId);
    const before = message.ownCards.get(person.id);
    const shown = buttonsFor({ in: { id: message.id } });
    const outcome = await person.use(address);
    from = { placeId: message.conversationId, threadId: message.rootId };
    if (outcome.message) told.say(from, outcome.message);
    if (message.ownCards.get(person.id) !== before) told.show(message);
    readDialog();
    // What asks first unfolds its question, the answer yes before the answer no.
    const unfolded = buttonsFor({ in: { id: message.id } });
    const yes = outcome.status === 0 && unfolded.length > shown.length && unfolded.find(isNew(shown));
    return yes ? use(yes.address) : outcome;
  };

  /** A dialog that only says something is read and closed. */
  const readDialog = (): string | undefined => {
    const { dialog } = person;
    if (dialog?.title !== teams.botName || inputsIn(dialog.card).length > 0) return undefined;
    person.close();
    if (from) told.say(from, dialog.text);
    return dialog.text;
  };

  const pressMain = async (): Promise<ClickOutcome> => {
    const { dialog } = person;
    const main = dialog && mainButton(dialog);
    if (!main) throw new Error(`${person.name} has no form open that could be sent`);
    return person.use(main.address);
  };

  /** Goes on to the second step of a form where a field is in that one. */
  const atField = async (field: string): Promise<void> => {
    const { dialog } = person;
    if (dialog && !inputNamed(dialog.card, field) && mainButton(dialog)) await pressMain();
  };
  /** The same for a button. */
  const atButton = async (label: string, where: Where | undefined): Promise<ButtonAddress> => {
    const find = () => {
      const buttons = buttonsFor(where);
      return (
        buttons.find(({ title }) => title === label) ?? buttons.find(({ title }) => title.startsWith(label))
      );
    };
    const isInForm = where?.in === undefined || where.in === 'view';
    if (isInForm && person.dialog && mainButton(person.dialog) && !find()) await pressMain();
    const found = find();
    if (found) return found.address;
    const visible = buttonsFor(where).map(({ title }) => `[${title}]`);
    throw new Error(`${person.name} sees no button "${label}", but: ${visible.join(' ') || 'none'}`);
  };
  const set = async (field: string, value: string): Promise<void> => {
    await atField(field);
    person.set(field, value, { in: 'dialog' });
  };
  const choose = async (field: string, option: string): Promise<void> => {
    await atField(field);
    person.choose(field, option, { in: 'dialog' });
  };

  const command = async (place: string, words: string): Promise<{ text?: string }> => {
    const [word = ''] = words.split(/\s+/);
    if (words === word && (word === '' || word === 'schedule')) {
      const placeId = placeOf(place)?.id ?? place;
      await person.openExtension('schedule', { in: placeId });
      from = { placeId, threadId: undefined };
      const said = readDialog();
      return said === undefined ? {} : { text: said };
    }
    const answers = () =>
      seenIn(place).filter(
        ({ author, targeted }) => author === teams.botName && (targeted || place === 'dm'),
      );
    const before = answers().length;
    await person.command(placeOf(place)?.id ?? place, words);
    const answer = await teams.until(() => answers()[before], { because: `${person.name} typed ${words}` });
    const fetching = actionsIn(recordOf(answer.id).cards[0] ?? {}).findIndex(opensDialog);
    if (!opening.has(word) || fetching < 0) return { text: answer.text };
    await use({ on: { messageId: answer.id }, index: fetching });
    return {};
  };

  const submit = async (): Promise<{ closed: boolean }> => {
    for (let presses = 0; presses < mostPresses; presses += 1) {
      const before = person.dialog?.title;
      const { errors } = await pressMain();
      readDialog();
      if (person.dialog?.title !== before) return { closed: true };
      if (errors || person.dialog?.text.includes('⚠️')) return { closed: false };
    }
    return { closed: false };
  };

  return {
    id: person.id,
    name: person.name,
    command,
    get view() {
      return person.dialog && viewOf(person.dialog);
    },
    set,
    choose,
    pickDate: set,
    pickTime: set,
    pickUser: choose,
    submit,
    close: async () => person.close(),
    click: async (label, where) => {
      const { url } = await use(await atButton(label, where));
      return url === undefined ? {} : { url };
    },
    buttons: (where) => buttonsFor(where).map(({ title }) => title),
    sees: (name) => {
      const place = placeOf(name);
      const messages = seenIn(name).map(({ id, rootId, text, author, targeted }) => ({
        at: Number(id),
        seen: { id, threadId: rootId, text, ephemeral: targeted && author === teams.botName },
      }));
      const notes = told.all
        .filter((one) => one.placeId === place?.id && told.isSeen(one))
        .map((one) => ({
          at: one.at.getTime(),
          seen: { id: one.id, threadId: one.threadId, text: one.text, ephemeral: true },
        }));
      return [...messages, ...notes].toSorted((a, b) => a.at - b.at).map(({ seen }): Seen => seen);
    },
    reload: () => {
      told.forget();
      person.reload();
    },
    get errors() {
      return person.errors;
    },
    told: told.all,
  };
};

type Button = { title: string; address: ButtonAddress };

const isNew = (shown: readonly Button[]) => (button: Button) =>
  shown.filter(({ title }) => title === button.title).length === 0;

/** The buttons of a form, without the one that sends it. */
const buttonsIn = (dialog: OpenDialog): Button[] =>
  dialog.buttons
    .map((title, index): Button => ({ title, address: { on: 'dialog', index } }))
    .slice(0, dialog.buttons.length - sending(dialog).length);

const mainButton = (dialog: OpenDialog): Button | undefined => {
  const index = dialog.buttons.length - 1;
  const title = dialog.buttons[index];
  return sending(dialog).length > 0 && title !== undefined
    ? { title, address: { on: 'dialog', index } }
    : undefined;
};

/** What sends a form stands below its card. */
const sending = ({ card }: OpenDialog): Json[] => objectsIn(card.actions);

const opensDialog = (action: Json): boolean =>
  textIn(asJson(asJson(action.data).msteams).type) === 'task/fetch';

const drawn = new WeakMap<object, string>();
let drawings = 0;
/** Another one for each card that was drawn. */
const idOf = (card: Json): string => {
  const known = drawn.get(card);
  if (known) return known;
  drawings += 1;
  drawn.set(card, `dialog ${drawings}`);
  return `dialog ${drawings}`;
};

const viewOf = (dialog: OpenDialog): View => ({
  id: idOf(dialog.card),
  title: dialog.title,
  text: sending(dialog).length > 0 ? dialog.text.split('\n').slice(0, -1).join('\n') : dialog.text,
  buttons: buttonsIn(dialog).map(({ title }) => title),
  values: Object.fromEntries(
    inputsIn(dialog.card).map((input) => {
      const value = dialog.values[textIn(input.id)] ?? '';
      const titles = objectsIn(input.choices).filter((choice) =>
        value.split(',').includes(textIn(choice.value)),
      );
      return [
        textIn(input.label),
        titles.length > 0 ? titles.map(({ title }) => textIn(title)).join(', ') : value,
      ];
    }),
  ),
});
