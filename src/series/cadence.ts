import { z } from 'zod';
import { isZone, type Weekday } from './local-time.ts';

const weekdaySchema = z.literal([1, 2, 3, 4, 5, 6, 7] satisfies Weekday[]);

/** Five years of one session a week; more is a slip of the finger. */
export const mostMeetings = 260;
export const mostWeeksApart = 52;

const rhythm = {
  /** 1 is every week; counted in ISO weeks (Monday to Sunday) from the week of the first meeting. */
  everyWeeks: z.int().min(1).max(mostWeeksApart),
  /** On which weekdays of such a week, in any order. */
  days: z
    .array(weekdaySchema)
    .min(1)
    .refine((days) => new Set(days).size === days.length, 'each weekday once'),
};

/** How often a series meets. */
export const cadenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once') }),
  /** `count`: how many meetings there are in all. */
  z.object({ kind: z.literal('weekly'), ...rhythm, count: z.int().min(1).max(mostMeetings) }),
  /** `until`: the last day on which it may meet, `yyyy-mm-dd`. */
  z.object({ kind: z.literal('weekly-until'), ...rhythm, until: z.iso.date() }),
  /** Without end: its next meetings can be asked for, but never all of them. */
  z.object({ kind: z.literal('continuous'), ...rhythm }),
]);

export type Cadence = z.infer<typeof cadenceSchema>;

/** A cadence whose meetings can all be named. */
export type EndingCadence = Exclude<Cadence, { kind: 'continuous' }>;

/** A cadence with a rhythm, with or without an end. */
export type RepeatingCadence = Exclude<Cadence, { kind: 'once' }>;

/** From which day on, and at what local time, a series meets. */
export const slotSchema = z.object({
  /** `yyyy-mm-dd` */
  date: z.iso.date(),
  /** `HH:MM`, local, 24 hours */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** IANA name */
  zone: z.string().refine(isZone, 'no time zone'),
});

export type Slot = z.infer<typeof slotSchema>;
