import type { LocalSlack, Person } from '../slack/control.ts';

/** What a scripted session is played on. */
export type Stage = {
  slack: LocalSlack;
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

/** Opens a form by a button and waits until it is on the screen. */
export const openForm = async (
  { slack }: Stage,
  person: Person,
  button: string,
  where?: Parameters<Person['click']>[1],
): Promise<void> => {
  const before = person.view?.id;
  await person.click(button, where);
  await slack.until(() => person.view !== undefined && person.view.id !== before, {
    because: `${person.name} pressed ${button} and waits for its form`,
  });
};

/** Fills in a form's one box and sends it. */
export const write = async (
  stage: Stage,
  person: Person,
  button: string,
  box: string,
  text: string,
  where?: Parameters<Person['click']>[1],
): Promise<void> => {
  await openForm(stage, person, button, where);
  await person.set(box, text);
  const sent = await person.submit();
  if (!sent.closed) throw new Error(`${person.name} could not send "${button}"`);
};

/** Presses a button and waits for the private note that says so. */
export const tap = async (
  { slack }: Stage,
  person: Person,
  button: string,
  where?: Parameters<Person['click']>[1],
): Promise<void> => {
  const seen = () =>
    JSON.stringify(slack.channels.flatMap(({ id }) => person.sees(id).filter(({ ephemeral }) => ephemeral)));
  const before = seen();
  await person.click(button, where);
  await slack.until(() => seen() !== before, {
    because: `${person.name} pressed ${button} and waits for the note`,
  });
};
