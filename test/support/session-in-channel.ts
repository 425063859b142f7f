import { plan, tap } from '../../src/sandbox/demo/stage.ts';
import type { Actor, Platform, Where } from '../../src/sandbox/platform.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import type { AnyWorld } from './world.ts';

const salesChannel = 'team-sales';

/** What a platform's messages are: the local Slack's hold more than both have. */
type PostOf<P extends Platform> = ReturnType<P['channel']>['messages'][number];

const standing = ({ deletedAt }: { deletedAt: Date | undefined }): boolean => deletedAt === undefined;

/** What stands in a desk's banner, whatever has become of the session, or of the lead. */
const deskSays = (title: string): string[] => [
  `You lead ${title}`,
  `${title}, `,
  `${title}: `,
  ` leads ${title} now.`,
];

/** The messages of the session of that title in a channel, as they stand now. */
export const sessionIn = <P extends Platform>(
  { platform }: { platform: P },
  title = 'Spot the phish',
  channel = salesChannel,
) => {
  const found = (message: PostOf<P> | undefined, what: string): PostOf<P> => {
    if (!message) throw new Error(`there is no ${what} of "${title}" in #${channel}`);
    return message;
  };
  const inChannel = (): PostOf<P>[] => platform.channel(channel).messages.filter(standing);
  /** "Spot the phish starts at …", "Spot the phish, running until …" */
  const findCard = () =>
    inChannel().find(
      ({ threadId, push }) =>
        !threadId && [`${title} `, `${title}, `].some((words) => push.startsWith(words)),
    );
  const card = () => found(findCard(), 'card');
  const thread = () =>
    inChannel().filter(({ threadId }) => threadId !== undefined && threadId === findCard()?.id);
  const findPrompt = (phase: number) => thread().find(({ plainText }) => plainText.startsWith(`${phase} · `));
  const findRecap = () => thread().find(({ push }) => push.includes('recap and what we keep'));
  return {
    findCard,
    card,
    /** Replies, the prompts and the recap, in order. */
    thread,
    /** How each of them begins: a prompt with the number of its phase, a recap with the title. */
    firstWords: () => thread().map(({ plainText }) => plainText.split(' ')[0]),
    findPrompt,
    prompt: (phase: number) => found(findPrompt(phase), `prompt ${phase}`),
    findRecap,
    recap: () => found(findRecap(), 'recap'),
    /** The private message of whoever leads. */
    desk: (lead = 'Ana') =>
      found(
        (platform.directMessages(lead) as readonly PostOf<P>[])
          .filter(standing)
          .findLast(({ push }) => deskSays(title).some((words) => push.includes(words))),
        `desk for ${lead}`,
      ),
  };
};

/** A session in the local Slack. */
export type SessionIn = ReturnType<typeof sessionIn<LocalSlack>>;

/** The announcements in a channel, the first one first. */
export const announcementsIn = <P extends Platform>(
  { platform }: { platform: P },
  channel = salesChannel,
): PostOf<P>[] =>
  platform
    .channel(channel)
    .messages.filter(
      (message) => standing(message) && /^(?!.* starts at ).*to be called\.$/.test(message.firstPush),
    );

/** The latest private note that somebody sees in a channel. */
export const noteTo = (person: Actor, channel = salesChannel): string | undefined =>
  person.sees(channel).findLast(({ ephemeral }) => ephemeral)?.text;

/** What the form says that somebody has open, else what they were told in private last: in Teams it takes its place. */
export const toldIn = (person: Actor, channel = salesChannel): string =>
  person.view?.text ?? noteTo(person, channel) ?? '';

/** What platforms call that somebody did something and the bot was told. */
const interactions = /^(command|block_actions|view_submission|message|invoke .*)$/;

/** How often people did something that the bot was told of. */
export const countInteractions = ({ platform }: { platform: Platform }): number =>
  platform.traffic.filter(({ kind, name }) => kind === 'delivery' && interactions.test(name)).length;

/** Ana plans *Spot the phish* for Tuesday, 1 December, ten o'clock, just once; those named are in. */
export const planned = async <P extends Platform>(world: AnyWorld<P>, ...names: string[]) => {
  await plan(world, world.platform.person('Ana'));
  // Not yet where the platform's own rates hold and the machine is slow.
  await world.platform.until(() => announcementsIn(world).length > 0, { because: 'it is announced' });
  for (const name of names) await tap(world, world.platform.person(name), 'Count me in');
  return sessionIn(world);
};

/** The same, with its card in the channel since 9:50 and its first phase running since 10:00. */
export const begun = async <P extends Platform>(world: AnyWorld<P>, ...names: string[]) => {
  const session = await planned(world, ...names);
  await world.moveTo('2026-12-01', '09:50');
  await world.moveTo('2026-12-01', '10:00');
  // An edit that was not answered in time comes a little later.
  const hasBegun = () => session.desk().push.includes('Phase 1');
  await world.platform.until(hasBegun, { because: 'the desk shows the first phase' });
  return session;
};

/** Presses a button and lets the bot do everything that follows from it. */
export const press = async (
  world: AnyWorld,
  person: Actor,
  button: string,
  where: Where['in'],
): Promise<void> => {
  await person.click(button, { in: where! });
  await world.settled();
};

/** Does something and waits for what it brings somebody in private, in a channel or in the chat with the bot. */
export const nextNote = async (
  { platform }: AnyWorld,
  person: Actor,
  place: string,
  act: () => Promise<unknown>,
): Promise<string | undefined> => {
  const notes = () => JSON.stringify(person.sees(place).filter(({ ephemeral }) => ephemeral));
  const before = notes();
  await act();
  await platform.until(() => notes() !== before, { because: `a private note to ${person.name}` });
  return noteTo(person, place);
};
