import type { Urgency } from '../messages/owed.ts';

export type Pace = {
  /** At least so long after the message was last shown. */
  spacingMs: number;
  /** The same while the workspace runs more sessions than `busyAboveSessions`. */
  busySpacingMs: number;
  /** At most so many edits of this urgency; absent: any number. */
  most?: number;
};

/** How soon an edit of each urgency may follow the last (reliability 2.7). */
export const editPace: Readonly<Record<Urgency, Pace>> = {
  now: { spacingMs: 0, busySpacingMs: 0 },
  'desk-counter': { spacingMs: 15_000, busySpacingMs: 30_000 },
  'card-counter': { spacingMs: 120_000, busySpacingMs: 120_000, most: 5 },
  'announcement-counter': { spacingMs: 60_000, busySpacingMs: 60_000 },
};

export const busyAboveSessions = 4;
