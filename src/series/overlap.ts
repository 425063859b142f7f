/** A stretch of time that is taken. */
export type Booking = { startsAt: Date; minutes: number };

const minuteMs = 60_000;
const stepMs = 5 * minuteMs;

const endOf = ({ startsAt, minutes }: Booking): number => startsAt.getTime() + minutes * minuteMs;

const roundUp = (ms: number): Date => new Date(Math.ceil(ms / stepMs) * stepMs);

/**
 * The booking with which a session of `minutes` from `startsAt` on collides, the earliest if there are several.
 * One that ends as the other begins does not collide.
 */
export const overlapping = <Other extends Booking>(
  startsAt: Date,
  minutes: number,
  others: readonly Other[],
): Other | undefined => {
  const end = endOf({ startsAt, minutes });
  return others
    .filter((other) => other.startsAt.getTime() < end && startsAt.getTime() < endOf(other))
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())[0];
};

/** The first start at or after `startsAt`, on five minutes, from which `minutes` are free. */
export const nextFree = (startsAt: Date, minutes: number, others: readonly Booking[]): Date => {
  let start = roundUp(startsAt.getTime());
  let taken = overlapping(start, minutes, others);
  while (taken !== undefined) {
    start = roundUp(endOf(taken));
    taken = overlapping(start, minutes, others);
  }
  return start;
};
