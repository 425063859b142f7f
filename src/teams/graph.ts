import { z } from 'zod';
import type { BotToken } from './bot-token.ts';
import { cardType } from './card-schema.ts';
import type { TeamsCloud } from './cloud.ts';
import { callWith } from './connector.ts';
import { TEAMS_LIMITS } from './limits.ts';

/** A channel's messages as Microsoft Graph names their place: `group` is the team's id in the directory. */
export type GraphPlace = {
  group: string;
  channel: string;
  /** The first message of a thread, whose replies are meant. */
  root?: string | undefined;
};

/** What is read of a `chatMessage`: nothing of what people write. */
export type GraphMessage = {
  id: string;
  createdAt: Date;
  changedAt: Date;
  isDeleted: boolean;
  /** The app that has posted it; undefined where it was a person. */
  appId: string | undefined;
  /** Cards as they were sent, as JSON. */
  cards: readonly string[];
};

/**
 * The latest messages of a place, the ones that were changed last at the front; `hasMore` where there are older ones.
 * Needs the consent to `ChannelMessage.Read.Group`.
 * @throws ConnectorRefusal, NotSent, ZodError, or what `fetch` throws
 */
export type LatestMessages = (
  place: GraphPlace,
) => Promise<{ messages: readonly GraphMessage[]; hasMore: boolean }>;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const messageSchema = z
  .object({
    id: z.string().min(1),
    createdDateTime: instant,
    lastModifiedDateTime: instant.nullish(),
    deletedDateTime: z.string().nullish(),
    from: z.object({ application: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
    attachments: z
      .array(z.object({ contentType: z.string().nullish(), content: z.string().nullish() }))
      .nullish(),
  })
  .transform(
    ({ id, createdDateTime, lastModifiedDateTime, deletedDateTime, from, attachments }): GraphMessage => ({
      id,
      createdAt: createdDateTime,
      changedAt: lastModifiedDateTime ?? createdDateTime,
      isDeleted: deletedDateTime != null,
      appId: from?.application?.id ?? undefined,
      cards: (attachments ?? []).flatMap(({ contentType, content }) =>
        contentType === cardType && content ? [content] : [],
      ),
    }),
  );
const pageSchema = z.object({ value: z.array(messageSchema), '@odata.nextLink': z.string().nullish() });

/** One call each ("List channel messages", "List replies"): of a channel's a second is allowed. */
export const createLatestMessages =
  ({ graphUrl }: TeamsCloud, token: BotToken): LatestMessages =>
  async ({ group, channel, root }) => {
    const place = [
      'v1.0',
      'teams',
      group,
      'channels',
      channel,
      'messages',
      ...(root ? [root, 'replies'] : []),
    ];
    const path = place.map(encodeURIComponent).join('/');
    const url = `${graphUrl.replace(/\/$/, '')}/${path}?$top=${TEAMS_LIMITS.reading.perPage}`;
    const { value, '@odata.nextLink': next } = pageSchema.parse(
      await callWith(token, { method: 'GET', url }),
    );
    return { messages: value, hasMore: next != null };
  };
