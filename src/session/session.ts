import { z } from 'zod';
import { phaseNumberSchema } from './rules.ts';

const instant = z.coerce.date();

/** `room`: people sit together; `online`: in the thread, perhaps in a call; `self-paced`: phases open for hours. */
export const modes = ['online', 'room', 'self-paced'] as const;
export type Mode = (typeof modes)[number];

/** Where people talk besides the thread; what a planner typed becomes a link only in this shape. */
export const callLinkSchema = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, normalize: true })
  .max(500)
  .refine((address) => !URL.parse(address)?.username, 'names a user');

const planSchema = z.object({
  startsAt: instant,
  phaseMinutes: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  /** How long before the start the card and the desk appear. */
  cardMinutes: z.number(),
  /** Begun by `start`: nobody signs up beforehand, nothing is rated. */
  adHoc: z.boolean(),
  // Sessions planned before there were modes were held in the thread.
  mode: z.enum(modes).default('online'),
  callLink: callLinkSchema.optional(),
});

const leadSchema = z.object({
  memberId: z.string(),
  coLeadId: z.string().optional(),
  /** Pressed *I can't* or left the channel: any member who may plan may take over. */
  absent: z.boolean(),
  /** Pressed *I have to go* and left the rest to the bot. */
  left: z.boolean(),
});

/** One phase as it really ran. */
const phaseRunSchema = z.object({
  startedAt: instant,
  extendedMinutes: z.number(),
  pausedMs: z.number(),
  /** The session's `restarts` when the phase began: part of its prompt's key. */
  run: z.number(),
  /** Since when everyone who is in has answered. */
  completeAt: instant.optional(),
  lastMinute: z.boolean(),
  revealedAt: instant.optional(),
  endedAt: instant.optional(),
});

const runSchema = z.object({ startedAt: instant, phases: z.array(phaseRunSchema).min(1).max(4) });

const timed = z.object({ phase: phaseNumberSchema, run: runSchema });
const beforeUndoSchema = z.discriminatedUnion('status', [
  timed.extend({ status: z.literal('running') }),
  timed.extend({ status: z.literal('paused'), pausedAt: instant }),
]);

/** What *Undo* goes back to, and until when. */
const undoSchema = z.object({
  what: z.enum(['next', 'stop']),
  untilAt: instant,
  before: beforeUndoSchema,
});

const common = z.object({
  plan: planSchema,
  lead: leadSchema,
  /** How many people are in. */
  peopleIn: z.number(),
  /** Grows when a start or a phase begins anew, so that its messages are new ones. */
  restarts: z.number(),
});

const endedBySchema = z.enum(['time', 'next', 'stop', 'long-pause', 'writing']);

/** A session; each status holds only what has a meaning in it. */
export const sessionSchema = z.discriminatedUnion('status', [
  common.extend({
    status: z.literal('planned'),
    /** The card has become due. */
    announced: z.boolean(),
    /** Two minutes before the start have come. */
    near: z.boolean(),
    /** Its series is paused: who did that; '' where nobody did, because it lost its lead or its channel. */
    heldBy: z.string().optional(),
    /** What the lead chose when only few were in. */
    insisted: z.enum(['start-anyway', 'show-start']).optional(),
  }),
  common.extend({
    status: z.literal('running'),
    phase: phaseNumberSchema,
    run: runSchema,
    showStart: z.boolean(),
    undo: undoSchema.optional(),
  }),
  common.extend({
    status: z.literal('paused'),
    phase: phaseNumberSchema,
    run: runSchema,
    showStart: z.boolean(),
    pausedAt: instant,
  }),
  /** The rest is answered in writing: every remaining phase is open until `untilAt`. */
  common.extend({
    status: z.literal('writing'),
    phase: phaseNumberSchema,
    run: runSchema,
    showStart: z.boolean(),
    untilAt: instant,
  }),
  /** Over; late answers are still welcome. */
  common.extend({
    status: z.literal('collecting'),
    run: runSchema,
    showStart: z.boolean(),
    endedBy: endedBySchema,
    endedAt: instant,
    /** The recap waits for *Undo* where the lead ended the session. */
    recapAt: instant,
    recapReleased: z.boolean(),
    undo: undoSchema.optional(),
  }),
  common.extend({
    status: z.literal('closed'),
    reason: z.enum(['completed', 'missed', 'nobody-came', 'cancelled', 'broken-off']),
    cancelledBy: z.string().optional(),
    /** Cancelled before its card had appeared: nobody in the channel has to be told. */
    cardless: z.literal(true).optional(),
    run: runSchema.optional(),
    endedBy: endedBySchema.optional(),
    closedAt: instant,
  }),
]);

export type Session = z.infer<typeof sessionSchema>;
export type Plan = Session['plan'];
export type Lead = Session['lead'];
export type Run = z.infer<typeof runSchema>;
export type PhaseRun = z.infer<typeof phaseRunSchema>;
export type Undo = z.infer<typeof undoSchema>;
export type EndedBy = z.infer<typeof endedBySchema>;
export type SessionIn<Status extends Session['status']> = Extract<Session, { status: Status }>;
/** A session that has begun and in which one phase is the current one. */
export type OpenSession = SessionIn<'running' | 'paused' | 'writing'>;

/** A session as it is before anything has happened. */
export const planSession = (
  plan: Plan,
  lead: { memberId: string; coLeadId?: string | undefined },
): Session => ({
  status: 'planned',
  plan,
  lead: { ...lead, absent: false, left: false },
  peopleIn: 0,
  restarts: 0,
  announced: false,
  near: false,
});

/** True while a phase is the current one, timed or in writing. */
export const isOpen = (session: Session): session is OpenSession =>
  session.status === 'running' || session.status === 'paused' || session.status === 'writing';
