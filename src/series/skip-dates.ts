import { z } from 'zod';

/** Days on which nothing is held, both ends included; a single day is both its ends. `yyyy-mm-dd`. */
export const skipDatesSchema = z.array(
  z
    .object({ from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to, 'ends before it begins'),
);

export type SkipDates = z.infer<typeof skipDatesSchema>;

/**
 * The last day of the skip dates that a day falls into (where several overlap, of the one that lasts longest);
 * undefined if it falls into none.
 * @param day `yyyy-mm-dd`
 */
export const skippedUntil = (skip: SkipDates, day: string): string | undefined =>
  skip
    .filter(({ from, to }) => from <= day && day <= to)
    .map(({ to }) => to)
    .toSorted()
    .at(-1);

/** Whether nothing is held on a day (`yyyy-mm-dd`). */
export const isSkipped = (skip: SkipDates, day: string): boolean => skippedUntil(skip, day) !== undefined;
