import type { Due } from './check-run.ts';

/** How a dense run goes by: its sessions are short, so that many of their posts fall due within minutes. */
export type Pace = {
  /** Each of the four phases; longer than a message may ever be late, so that none is out of date before it comes. */
  phaseMs: number;
  /** Card and desk come so long before the start. */
  cardMs: number;
  /** The cards of all sessions are spread over this. */
  spreadMs: number;
};

/** A session of a dense run; nobody but its title tells it from the others. */
export type Talk = {
  title: string;
  id: string;
  channel: string;
  lead: string;
  /** By their names; the lead is in, too. */
  people: string[];
  startsAt: Date;
};

/** Card, desk, four prompts, recap. */
export const postsEach = 7;
export const postKinds = ['card', 'prompt-1', 'prompt-2', 'prompt-3', 'prompt-4', 'recap'] as const;

const peopleEach = 3;
/** Sessions of a channel at most, on the average: what is posted in one channel is posted one after the other. */
const talksEach = 8;

export const channelOf = (number: number): string => `talks-${number}`;
export const personOf = (number: number): string => `Person ${number}`;
export const channelsFor = (talks: number): number => Math.ceil(talks / talksEach);
export const peopleFor = (talks: number): number => Math.min(300, peopleEach + talks);

/** @param random numbers from 0 to 1 */
export const planTalks = (
  count: number,
  firstCardAt: Date,
  { cardMs, spreadMs }: Pace,
  random: () => number,
): Talk[] => {
  const people = peopleFor(count);
  return Array.from({ length: count }, (_, number) => {
    const cardAt = firstCardAt.getTime() + Math.floor(((number + random()) * spreadMs) / count);
    const names = Array.from({ length: peopleEach }, (_, place) => personOf((number + place) % people));
    return {
      title: `Talk ${number}`,
      id: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
      channel: channelOf(number % channelsFor(count)),
      lead: names[0]!,
      people: names,
      startsAt: new Date(cardAt + cardMs),
    };
  });
};

/** When the last message of all of them is due. */
export const lastDueAt = (talks: readonly Talk[], { phaseMs }: Pace): Date =>
  new Date(Math.max(...talks.map(({ startsAt }) => startsAt.getTime())) + 4 * phaseMs);

/** Where a talk's messages belong, by the platform's ids. */
export type Places = { workspace: string; channel: string; desk: string };

/**
 * What was due of a talk, from its plan. The first phase always has its full length: where the session began more than
 * two seconds late (the timing contract), the others follow `startedAt`; the first prompt was due at its time anyway.
 */
export const dueOf = (
  { title: session, startsAt }: Talk,
  { phaseMs, cardMs }: Pace,
  { workspace, channel, desk }: Places,
  startedAt: Date,
): Due[] => {
  const [planned, began] = [startsAt.getTime(), startedAt.getTime()];
  const dueAt = [planned - cardMs, planned, ...[1, 2, 3, 4].map((phase) => began + phase * phaseMs)];
  return [
    { session, kind: 'desk', workspace, channel: desk, dueAt: planned - cardMs },
    ...postKinds.map((kind, order) => ({
      ...{ session, kind, workspace, channel, order },
      dueAt: dueAt[order]!,
    })),
  ];
};
