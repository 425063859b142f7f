import { en } from '../../texts/en.ts';
import type { Actor, Platform, Where } from '../platform.ts';

/** What a session is played on. */
export type Stage<P extends Platform = Platform> = {
  platform: P;
  clock: { now(): Date; moveTo(instant: Date): void };
  /** Resolves when the bot has done everything that is due. */
  settled(): Promise<void>;
};

/** Moves the session clock to a local time of Berlin in the winter of the sample, and waits for what follows. */
export const moveTo = async ({ clock, settled }: Stage, date: string, time: string): Promise<void> => {
  await settled();
  clock.moveTo(new Date(`${date}T${time.length === 5 ? `${time}:00` : time}+01:00`));
  await settled();
};

type OnPlatform = Pick<Stage, 'platform'>;

/** What is chosen in the planning form; whatever is left out stays as the form proposes it. */
export type Choices = {
  what?: string;
  howOften?: string;
  called?: string;
  /** yyyy-mm-dd */
  date?: string;
  /** HH:MM */
  time?: string;
  channel?: string;
};

/** Opens the planning form by the command. */
export const openPlanning = (
  stage: OnPlatform,
  planner: Actor,
  words = 'schedule',
  channel = 'team-sales',
): Promise<void> =>
  pressUntil(
    stage,
    planner,
    () => planner.command(channel, words),
    () => planner.view,
    `${planner.name} gave the command "${words}"`,
  );

/** Opens the planning form, chooses, and presses *Plan it*. */
export const plan = async (
  stage: Omit<Stage, 'clock'>,
  planner: Actor,
  choices: Choices = {},
): Promise<void> => {
  const { what, howOften, called, date, time, channel } = choices;
  await openPlanning(stage, planner, 'schedule', channel);
  if (what) await pick(stage, planner, 'What?', what);
  if (howOften) await pick(stage, planner, 'How often?', howOften);
  if (called) await planner.set('Called', called);
  if (date) await planner.pickDate('when.date', date);
  if (time) await planner.pickTime('when.time', time);
  const sent = await send(planner);
  if (!sent.closed) throw new Error(`it was not planned: ${planner.view?.text}`);
  await stage.settled();
};

/**
 * Sends the form that somebody has open, once more where it was not saved. Where nobody knew, and then it was sent
 * already, it had been saved.
 */
export const send = (person: Actor): Promise<{ closed: boolean }> => {
  let isPerhapsSaved = false;
  const sendOnce = async () => {
    const sent = await person.submit();
    if (sent.closed) return sent;
    if (isPerhapsSaved && says(person, sentAlready)) {
      await person.close();
      return { closed: true };
    }
    isPerhapsSaved ||= says(person, en.perhapsSaved);
    return sent;
  };
  return insist(person, sendOnce, ({ closed }) => !closed && isRefusal(person.view?.text));
};

/** What follows is how commands are given, which each platform says otherwise. */
const [sentAlready] = en.refusals['own-draft'].split('.') as [string];

/** Whether the form that is open says so. */
const says = ({ view }: Actor, words: string): boolean => view?.text.includes(words) ?? false;

const mostPresses = 3;

/**
 * Presses, and waits for what it brings; presses again where it was refused, as `insist` does.
 * @throws where it has not come by then, with `because`
 */
const pressUntil = async (
  { platform }: OnPlatform,
  person: Actor,
  press: () => Promise<unknown>,
  isThere: () => unknown,
  because: string,
): Promise<void> => {
  const refusals = () => notesTo(platform, person).filter(({ text }) => isRefusal(text)).length;
  const pressOnce = async () => {
    const [notes, complaints] = [refusals(), person.errors.length];
    await press();
    const isRefused = () => refusals() > notes;
    await platform.until(() => isRefused() || person.errors.length > complaints || isThere(), { because });
    return isRefused();
  };
  const isRefused = await insist(person, pressOnce, (outcome) => outcome);
  if (isRefused || !isThere()) throw new Error(`pressed ${mostPresses} times in vain: ${because}`);
};

/** What somebody was told in private, in channels. */
const notesTo = ({ channels }: Platform, person: Actor) =>
  channels.flatMap(({ id }) => person.sees(id).filter(({ ephemeral }) => ephemeral));

/** Whether the bot asks to press again. */
export const isRefusal = (text: string | undefined): boolean =>
  [en.notSaved, en.perhapsSaved].some((words) => text?.includes(words));

/**
 * Does something as people do: once more where the bot asks to press again or the platform says that it had no answer,
 * for a machine may stand still for longer than a press can wait.
 */
export const insist = async <Outcome>(
  person: Actor,
  press: () => Promise<Outcome>,
  isRefused: (outcome: Outcome) => boolean,
): Promise<Outcome> => {
  for (let presses = 1; ; presses += 1) {
    const complaints = person.errors.length;
    const outcome = await press();
    const isOver = !isRefused(outcome) && person.errors.length === complaints;
    if (isOver || presses === mostPresses) return outcome;
  }
};

/** Picks an option and looks at what the form makes of it; Slack's is redrawn at once. */
const pick = async (
  { platform }: OnPlatform,
  person: Actor,
  field: string,
  option: string,
): Promise<void> => {
  const redrawn = () => platform.traffic.filter(({ name }) => name === 'views.update').length;
  const before = redrawn();
  await person.choose(field, option);
  if (platform.name === 'teams') return;
  await platform.until(() => redrawn() > before, {
    because: `${person.name} picked something in the planning form`,
  });
};

/** Opens a form by a button and waits until it is on the screen. */
export const openForm = (stage: OnPlatform, person: Actor, button: string, where?: Where): Promise<void> => {
  const before = person.view?.id;
  return pressUntil(
    stage,
    person,
    () => person.click(button, where),
    () => person.view !== undefined && person.view.id !== before,
    `${person.name} pressed ${button} and waits for its form`,
  );
};

/** Fills in a form's one box and sends it. */
export const write = async (
  stage: OnPlatform,
  person: Actor,
  button: string,
  box: string,
  text: string,
  where?: Where,
): Promise<void> => {
  await openForm(stage, person, button, where);
  await person.set(box, text);
  const sent = await send(person);
  if (!sent.closed) throw new Error(`${person.name} could not send "${button}": ${person.view?.text}`);
};

/** Presses a button and waits for what they are told in private. */
export const tap = (stage: OnPlatform, person: Actor, button: string, where?: Where): Promise<void> => {
  const told = () => JSON.stringify(notesTo(stage.platform, person));
  const before = told();
  return pressUntil(
    stage,
    person,
    () => person.click(button, where),
    () => told() !== before,
    `${person.name} pressed ${button} and waits for the note`,
  );
};

/** Presses a button of the latest private note in a channel, and waits for what takes its place. */
export const tapNote = async (
  stage: OnPlatform,
  person: Actor,
  button: string,
  channel = 'team-sales',
): Promise<void> => {
  const note = person.sees(channel).findLast(({ ephemeral }) => ephemeral);
  if (!note) throw new Error(`${person.name} sees no private note`);
  await tap(stage, person, button, { in: note });
};

/** Follows the card's link to the running prompt. On Slack the bot is told of it, and says what to do now. */
export const join = (stage: OnPlatform, person: Actor): Promise<unknown> =>
  stage.platform.name === 'slack' ? tap(stage, person, 'Join') : person.click('Join');
