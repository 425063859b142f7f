import { later, minute } from '../session/rules.ts';
import type { Context } from './context.ts';
import type { Stores } from './ports.ts';

/** How far from the time that was wished for another one is looked for. */
const lookedAtMinutes = 60;
const mostOffered = 3;

/** More sessions begin in a minute than the platform lets the bot post for; `free` are the next starts that it can keep. */
export type Crowd = { most: number; free: readonly Date[] };

/**
 * Whether a start is kept in time, as far as it is the platform's limit on posts that decides (reliability, G12).
 * @param dates all dates of what is planned: another time has to suit each of them
 * @param except a session that is about to get another time
 * @returns undefined where all can be kept; else when the first could be instead, so that all can
 */
export const crowdAt = async (
  { startsPerMinute: most }: Pick<Context, 'startsPerMinute'>,
  { sessions }: Pick<Stores, 'sessions'>,
  dates: readonly Date[],
  except?: string,
): Promise<Crowd | undefined> => {
  const [first] = dates;
  if (!first) return undefined;
  const full = new Set<number>();
  for (const date of dates) {
    const until = later(date, lookedAtMinutes * minute);
    for (const start of await sessions.fullStarts(date, until, most, except)) full.add(start.getTime());
  }
  const isFree = (minutes: number) =>
    dates.every((date) => !full.has(later(date, minutes * minute).getTime()));
  if (isFree(0)) return undefined;
  const free = Array.from({ length: lookedAtMinutes }, (_, index) => index).filter(isFree);
  return { most, free: free.slice(0, mostOffered).map((minutes) => later(first, minutes * minute)) };
};
