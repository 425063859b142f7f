import { tap } from '../../src/sandbox/demo/stage.ts';
import type { LocalSlack, MessageRecord, Person } from '../../src/sandbox/slack/control.ts';
import type { World } from './world.ts';

const salesChannel = 'team-sales';

/** What is chosen in the planning form; whatever is left out stays as the form proposes it. */
export type Choices = {
  what?: string;
  howOften?: string;
  /** yyyy-mm-dd */
  date?: string;
  /** HH:MM */
  time?: string;
  channel?: string;
};

/** Opens the planning form by the command. */
export const openPlanning = async (
  { slack }: Pick<World, 'slack'>,
  planner: Person,
  words = 'schedule',
  channel = salesChannel,
): Promise<void> => {
  await planner.command(channel, words);
  await slack.until(() => planner.view, { because: `${planner.name} typed /microtraining ${words}` });
};

/** Opens the planning form, chooses, and presses *Plan it*. */
export const plan = async (world: World, planner: Person, choices: Choices = {}): Promise<void> => {
  const { what, howOften, date, time, channel } = choices;
  await openPlanning(world, planner, 'schedule', channel);
  if (what) await follows(world, planner, planner.choose('What?', what));
  if (howOften) await follows(world, planner, planner.choose('How often?', howOften));
  if (date) await planner.pickDate('when.date', date);
  if (time) await planner.pickTime('when.time', time);
  const sent = await planner.submit();
  if (!sent.closed) throw new Error(`it was not planned: ${planner.view?.text}`);
  await world.settled();
};

/** Waits until the form has been redrawn after a pick: who plans looks at the dates before pressing. */
const follows = async ({ slack }: World, { name }: Person, pick: Promise<unknown>): Promise<void> => {
  const redrawn = () => slack.traffic.filter((call) => call.name === 'views.update').length;
  const before = redrawn();
  await pick;
  await slack.until(() => redrawn() > before, { because: `${name} picked something in the planning form` });
};

const standing = ({ deletedAt }: MessageRecord): boolean => deletedAt === undefined;

/** What stands in a desk's banner, whatever has become of the session, or of the lead. */
const deskSays = (title: string): string[] => [
  `You lead ${title}`,
  `${title}, `,
  `${title}: `,
  ` leads ${title} now.`,
];

/** The messages of the session of that title in a channel, as they stand now. */
export const sessionIn = (
  { slack }: { slack: LocalSlack },
  title = 'Spot the phish',
  channel = salesChannel,
) => {
  const found = (message: MessageRecord | undefined, what: string): MessageRecord => {
    if (!message) throw new Error(`there is no ${what} of "${title}" in #${channel}`);
    return message;
  };
  const inChannel = () => slack.channel(channel).messages.filter(standing);
  /** "Spot the phish starts at …", "Spot the phish, running until …" */
  const findCard = () =>
    inChannel().find(
      ({ threadTs, text }) =>
        !threadTs && [`${title} `, `${title}, `].some((words) => text.startsWith(words)),
    );
  const card = () => found(findCard(), 'card');
  const thread = () =>
    inChannel().filter(({ threadTs }) => threadTs !== undefined && threadTs === findCard()?.ts);
  const findPrompt = (phase: number) => thread().find(({ plainText }) => plainText.startsWith(`${phase} · `));
  const findRecap = () => thread().find(({ text }) => text.includes('recap and what we keep'));
  return {
    findCard,
    card,
    /** Replies, the prompts and the recap, in order. */
    thread,
    findPrompt,
    prompt: (phase: number) => found(findPrompt(phase), `prompt ${phase}`),
    findRecap,
    recap: () => found(findRecap(), 'recap'),
    /** The private message of whoever leads. */
    desk: (lead = 'Ana') =>
      found(
        slack
          .directMessages(lead)
          .filter(standing)
          .findLast(({ text }) => deskSays(title).some((words) => text.includes(words))),
        `desk for ${lead}`,
      ),
  };
};

/** The announcements in a channel, the first one first. */
export const announcementsIn = ({ slack }: { slack: LocalSlack }, channel = salesChannel): MessageRecord[] =>
  slack
    .channel(channel)
    .messages.filter(
      (message) => standing(message) && /^(?!.* starts at ).*to be called\.$/.test(message.versions[0]!.text),
    );

/** The latest private note that somebody sees in a channel. */
export const noteTo = (person: Person, channel = salesChannel): string | undefined =>
  person.sees(channel).findLast(({ ephemeral }) => ephemeral)?.text;

const interactions = ['command', 'block_actions', 'view_submission'];

/** How often people did something that Slack told the bot. */
export const countInteractions = ({ slack }: { slack: LocalSlack }): number =>
  slack.traffic.filter(({ kind, name }) => kind === 'delivery' && interactions.includes(name)).length;

/** Presses a button of the latest private note, and waits for what takes its place. */
export const tapNote = async (
  world: World,
  person: Person,
  button: string,
  channel = salesChannel,
): Promise<void> => {
  const note = person.sees(channel).findLast(({ ephemeral }) => ephemeral);
  if (!note) throw new Error(`${person.name} sees no private note`);
  await tap(world, person, button, { in: note });
};

/** Ana plans *Spot the phish* for Tuesday, 1 December, ten o'clock, just once; those named are in. */
export const planned = async (world: World, ...names: string[]) => {
  await plan(world, world.slack.person('Ana'));
  // Not yet where Slack's own rates hold and the machine is slow.
  await world.slack.until(() => announcementsIn(world).length > 0, { because: 'it is announced' });
  for (const name of names) await tap(world, world.slack.person(name), 'Count me in');
  return sessionIn(world);
};

/** The same, with its card in the channel since 9:50 and its first phase running since 10:00. */
export const begun = async (world: World, ...names: string[]) => {
  const session = await planned(world, ...names);
  await world.moveTo('2026-12-01', '09:50');
  await world.moveTo('2026-12-01', '10:00');
  return session;
};

/** Presses a button and lets the bot do everything that follows from it. */
export const press = async (
  world: World,
  person: Person,
  button: string,
  where: MessageRecord | 'dm' | 'view' | 'team-sales',
): Promise<void> => {
  await person.click(button, { in: where });
  await world.settled();
};

/** Does something and waits for the private note that it brings somebody in a channel, or in the chat with the bot. */
export const nextNote = async (
  { slack }: World,
  person: Person,
  place: string,
  act: () => Promise<unknown>,
): Promise<string | undefined> => {
  const notes = () => person.sees(place).filter(({ ephemeral }) => ephemeral).length;
  const before = notes();
  await act();
  await slack.until(() => notes() > before, { because: `a private note to ${person.name}` });
  return noteTo(person, place);
};
