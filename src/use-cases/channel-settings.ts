import { z } from 'zod';
import { slotSchema } from '../series/cadence.ts';
import { skipDatesSchema } from '../series/skip-dates.ts';

/** When a channel's people work, by the clock of whoever plans; outside of it a session has to be confirmed. */
const workingHoursSchema = z.object({
  /** ISO weekdays, 1 is Monday. */
  days: z.array(z.literal([1, 2, 3, 4, 5, 6, 7])),
  from: slotSchema.shape.time,
  to: slotSchema.shape.time,
});

/** `quiet`: the recap stays in the thread, too; `loud`: the start is shown in the channel (flow 3.2). */
export const channelStyles = ['normal', 'quiet', 'loud'] as const;

export const planners = ['members', 'leads'] as const;

export const channelSettingsSchema = z.object({
  skipDates: skipDatesSchema,
  workingHours: workingHoursSchema,
  style: z.enum(channelStyles),
  /** Names stand beside the answers that are shown in the thread. */
  names: z.boolean(),
  /** Who may plan here: every member, or only `leads`, whom an admin names (flow 5.3). */
  planners: z.enum(planners),
  leads: z.array(z.string()),
  /** People of other organisations in a shared channel may take part. */
  outsiders: z.boolean(),
});

export type ChannelSettings = z.infer<typeof channelSettingsSchema>;
export type ChannelStyle = ChannelSettings['style'];

/** What holds in a channel whose settings nobody has saved. */
export const defaultChannelSettings: ChannelSettings = {
  skipDates: [],
  workingHours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
  style: 'normal',
  names: false,
  planners: 'members',
  leads: [],
  outsiders: false,
};
