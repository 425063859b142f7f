import type { Texts } from '../en.ts';
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
    schedule: (isFilledIn: boolean): Line =>
      isFilledIn
        ? say`${strong('Plan a session')} for this channel. What you typed is kept.`
        : say`${strong('Plan a session')} for this channel.`,
    settings: (): Line => say`${strong('Settings')} of this channel.`,
    privacy: (): Line => say`${strong('What is stored about you')}, for you alone to see.`,
  },
  opensOnly: 'This opens from its own button only.',
  sendAgain: 'Send again',
  /** In the place of a form that could not be saved. */
  kept: (): Line => say`What you typed is kept here:`,
};

/** What the app's page in Teams says of what it reads. */
export const appReads = {
  mentions: 'It reads only what mentions it or is sent to it, no other messages.',
  channels:
    'It acts only on what mentions it or is sent to it. Where Teams did not say whether a message of its own arrived, it looks for that among the latest of the channel, and keeps nothing of the others.',
};

/** An app is added here, not invited: that takes other sentences. */
const added = (appName: string) => ({
  addMe: (): Line =>
    say`${strong('Add me first')}: add the app ${strong(appName)} to the team, and to a private or shared channel itself. What you typed is kept.`,
  inChat: (): readonly Line[] => [
    say`${strong('Sessions live in channels')}, where the team can see them.`,
    say`Go to your team's channel and type ${strong('/microtraining schedule')} there. Where I am missing, add the app ${strong(appName)} to the team.`,
  ],
  goOn: (why: 'bot-removed' | 'channel-archived' | 'channel-gone'): Line =>
    why === 'channel-archived'
      ? say`When it is open again: add the app ${strong(appName)} if I am not in it, then ${strong('/microtraining list')} and ${strong('Resume')}.`
      : say`Add the app ${strong(appName)} again, then ${strong('/microtraining list')} and ${strong('Resume')}.`,
  botNotHere: `I can't post in the channel. Add the app ${appName} to its team first.`,
});

/** Commands are typed to the bot here, and a reply stands in its thread alone. */
const hints = (appName: string): readonly (readonly [RegExp, string])[] => [
  [/\/microtraining/g, `@${appName}`],
  [/the start is shown in the channel instead of calling each\./g, 'nobody is called by name.'],
];

/** A bot that may look messages up is told of all of them. */
const hintsWithLookUps: typeof hints = (appName) => [
  ...hints(appName),
  [/I read no messages,/g, 'I keep nothing of what you write to one another,'],
];

type Hint = (text: string) => string;
const hintBy =
  (all: ReturnType<typeof hints>): Hint =>
  (text) =>
    all.reduce((said, [typed, instead]) => said.replaceAll(typed, () => instead), text);

/**
 * Texts as they are said in Teams: with its way to type a command wherever one is named. What people wrote goes through
 * it as well, so a command that somebody quotes is quoted in that way, too.
 * @param appName what the bot is called there
 * @param looksUp whether it may look up what is written in channels
 */
export const saidInTeams = (
  texts: Texts,
  { appName, looksUp }: { appName: string; looksUp: boolean },
): Texts => {
  const { addMe, inChat, goOn, botNotHere } = added(appName);
  const inWordsOfTeams = {
    ...texts,
    planning: { ...texts.planning, addMe, inChat },
    channelClosed: { ...texts.channelClosed, goOn },
    refusals: { ...texts.refusals, 'bot-not-here': botNotHere },
  };
  return inTeams(inWordsOfTeams, hintBy((looksUp ? hintsWithLookUps : hints)(appName))) as Texts;
};

const inTeams = (said: unknown, hint: Hint): unknown => {
  if (typeof said === 'string') return hint(said);
  if (typeof said === 'function') return (...about: unknown[]) => inTeams(said(...about), hint);
  if (Array.isArray(said)) return said.map((one) => inTeams(one, hint));
  if (typeof said !== 'object' || said === null || said instanceof Date) return said;
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, inTeams(value, hint)]));
};
