import { type Line, say, strong } from '../line.ts';

/** Said in Teams only, where its dialogs and cards need other words than Slack's. */
export const teams = {
  form: {
    goOn: 'Go on',
    missing: (label: string) => `“${label}” is needed.`,
    day: (label: string) => `${label} The day`,
    time: (label: string) => `${label} The time`,
  },
  /** Shown for a moment after a press that needs no other answer. */
  done: 'Done.',
  /** A typed message can open no dialog: its answer is a card with a button that does. */
  opens: {
    schedule: (): Line => say`${strong('Plan a session')} for this channel. What you typed is kept.`,
    settings: (): Line => say`${strong('Settings')} of this channel.`,
    privacy: (): Line => say`${strong('What is stored about you')}, for you alone to see.`,
  },
  opensOnly: 'This opens from its own button only.',
  sendAgain: 'Send again',
  /** In the place of a form that could not be saved. */
  kept: (): Line => say`What you typed is kept here:`,
};

/** Commands are typed to the bot here, and it is added, not invited. */
const hints: readonly (readonly [RegExp, string])[] = [
  [/Type \/invite @Microtraining there first\./g, 'Add the app Microtraining to its team first.'],
  [/\/invite @Microtraining/g, 'Add the app Microtraining to the team'],
  [/\/microtraining/g, '@Microtraining'],
];

const hinted = (text: string): string =>
  hints.reduce((said, [typed, instead]) => said.replaceAll(typed, instead), text);

/**
 * Texts as they are said in Teams: with its way to type a command wherever one is named. What people wrote goes through
 * it as well, so a command that somebody quotes is quoted in that way, too.
 */
export const saidInTeams = <Texts>(texts: Texts): Texts => inTeams(texts) as Texts;

const inTeams = (said: unknown): unknown => {
  if (typeof said === 'string') return hinted(said);
  if (typeof said === 'function') return (...about: unknown[]) => inTeams(said(...about));
  if (Array.isArray(said)) return said.map(inTeams);
  if (typeof said !== 'object' || said === null || said instanceof Date) return said;
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, inTeams(value)]));
};
