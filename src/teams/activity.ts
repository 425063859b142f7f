import { z } from 'zod';

/** An id of Teams', as far as it may be trusted to be one: no database keeps zero bytes. */
const id = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[^\p{Cc}]+$/u);
const text = z.string().max(500_000);

const account = z.object({ id, aadObjectId: id.optional(), name: text.optional() });
const place = z.object({ id, name: text.nullish(), type: text.nullish() });

const channelData = z.object({
  tenant: z.object({ id }).optional(),
  team: place.extend({ aadGroupId: id.nullish() }).optional(),
  channel: place.optional(),
  eventType: text.optional(),
});

/**
 * What the bot reads of an activity (Microsoft, "Bot Framework activity"). Without a conversation, a sender or a service
 * URL it cannot be answered, so it is none.
 */
export const activitySchema = z.object({
  type: id,
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  id: id.optional(),
  timestamp: text.optional(),
  localTimezone: text.optional(),
  locale: text.optional(),
  from: account,
  recipient: account.extend({ isTargeted: z.boolean().optional() }).optional(),
  conversation: z.object({
    id,
    conversationType: text.optional(),
    tenantId: id.optional(),
    name: text.optional(),
  }),
  channelData: channelData.default({}),
  replyToId: id.optional(),
  name: text.optional(),
  text: text.optional(),
  value: z.unknown().optional(),
  action: text.optional(),
  entities: z.array(z.looseObject({ type: z.string().optional() })).optional(),
  membersAdded: z.array(account).optional(),
  membersRemoved: z.array(account).optional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** Whose it is: the tenant of the conversation. */
export const tenantOf = ({ conversation, channelData }: Activity): string | undefined =>
  channelData.tenant?.id ?? conversation.tenantId;

/** A channel or chat by itself: in a channel a conversation's id names the thread, too. */
export const placeIn = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

/** A thread of a channel as a conversation, by its first message. */
export const threadIn = (channel: string, root: string): string => `${channel};messageid=${root}`;

/** The first message of the thread that a conversation's id names. */
export const rootIn = (conversationId: string): string | undefined =>
  /;messageid=([^;]+)/.exec(conversationId)?.[1];

/** Somebody in the directory: pickers of people know them by this id alone, and every call takes it. */
export const memberIdOf = ({ id, aadObjectId }: z.infer<typeof account>): string => aadObjectId ?? id;
