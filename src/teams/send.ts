import { z } from 'zod';
import { unreachable } from '../unreachable.ts';
import type { Outcome } from '../use-cases/delivery-ports.ts';
import type { Destination, MemberId, Opaque } from '../use-cases/ports.ts';
import type { StoredConversation, TeamsStore } from '../use-cases/teams-ports.ts';
import { rootIn } from './activity.ts';
import { cardType } from './card-schema.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { ConnectorRefusal } from './connector.ts';
import { workspaceOf } from './read-caller.ts';
import { referenceTo, teamsReference } from './reference.ts';
import type { RenderedMessage } from './render-message.ts';
import type { TeamsClient } from './teams-client.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** Where a message goes. */
export type SendTo = {
  place: StoredConversation;
  /** A thread of the place; a channel without one gets a new one. */
  thread?: string | undefined;
  /** The one who sees it, as only this bot knows them. */
  targetUserId?: string | undefined;
};

/** An activity of one card: text beside it would become a message of its own (platforms, Teams). */
export const messageOf = ({ summary, card }: RenderedMessage): object => ({
  type: 'message',
  summary,
  attachments: [{ contentType: cardType, content: card }],
});

/** As Teams would say it: the bot was told already that nothing can be written there. */
export const noPlace = (place: StoredConversation | undefined): ConnectorRefusal => {
  const codes = {
    'bot-removed': 'BotNotInConversationRoster',
    'channel-archived': 'MessageWritesBlocked',
    'channel-gone': 'ConversationNotFound',
  } as const;
  return new ConnectorRefusal(403, place?.closed ? codes[place.closed] : 'ConversationNotFound', undefined);
};

const createdSchema = z.object({ id: z.string().min(1), activityId: z.string().min(1).nullish() });
const sentSchema = z.object({ id: z.string().min(1) });

type Parts = { settings: TeamsSettings; client: TeamsClient; store: TeamsStore };

/** Finds where messages go in the one tenant, and posts them there; `post` throws as `Connector`, or ZodError. */
export const createSend = ({ settings, client, store }: Parts) => {
  const { connector, rosters } = client;
  const workspace = workspaceOf(settings.tenantId);

  /** Finds where a message goes; creates the chat with a member, which is always the same, where it is not known. */
  const placeOf = async (
    destination: Destination,
    signal: AbortSignal,
  ): Promise<SendTo | { outcome: Outcome }> => {
    try {
      return await find(destination, signal);
    } catch (fault) {
      const outcome = classifyOutcome(fault, 'tenant');
      // Nothing was posted, whatever became of the question.
      return { outcome: outcome.kind === 'unknown' ? { kind: 'not-done', code: outcome.code } : outcome };
    }
  };

  const find = async (destination: Destination, signal: AbortSignal): Promise<SendTo> => {
    switch (destination.to) {
      case 'channel':
        return { place: await known(destination.channelId) };
      case 'thread':
        return {
          place: await known(destination.channelId),
          thread: teamsReference(destination.root).conversation,
        };
      case 'member-in-thread':
      case 'member-in-channel': {
        const place = await known(destination.channelId);
        const targetUserId = await userIdOf(place, destination.memberId);
        const thread = 'root' in destination ? teamsReference(destination.root).conversation : place.id;
        return { place, thread, targetUserId };
      }
      case 'member':
        return { place: await chatWith(destination.memberId, signal) };
      default:
        return unreachable(destination);
    }
  };

  const known = async (id: string): Promise<StoredConversation> => {
    const place = await store.conversation(workspace, id);
    if (!place || place.closed) throw noPlace(place);
    return place;
  };

  const userIdOf = async (place: StoredConversation, memberId: MemberId): Promise<string> => {
    const told = await store.person(workspace, memberId);
    const userId = told?.userId ?? (await rosters.of(workspace, place)).get(memberId)?.userId;
    if (userId === undefined) throw new ConnectorRefusal(404, 'MemberNotFoundInConversation', undefined);
    return userId;
  };

  const chatWith = async (memberId: MemberId, signal: AbortSignal): Promise<StoredConversation> => {
    const found = await store.chatWith(workspace, memberId);
    // Teams may forget a chat, and makes it anew for who asks; where the bot was removed, nobody is asked.
    const isForgotten = found?.closed === 'channel-gone';
    if (found?.closed && !isForgotten) throw noPlace(found);
    if (found && !isForgotten) return found;
    const { tenantId, appId, cloud } = settings;
    const [anywhere] = await store.channels(workspace, {}, 1);
    const serviceUrl = anywhere?.serviceUrl ?? cloud.serviceUrl;
    const body = {
      bot: { id: `28:${appId}` },
      members: [{ id: memberId }],
      isGroup: false,
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    const answer = await connector({ method: 'POST', serviceUrl, path: 'v3/conversations', body, signal });
    const { id } = createdSchema.parse(answer);
    const chat = { id, kind: 'personal', serviceUrl, memberId } as const;
    await store.saveConversation(workspace, chat);
    if (isForgotten) await store.setClosed(workspace, id, undefined);
    return chat;
  };

  /** @returns nothing where only one member sees it: nothing will be done to it any more */
  const post = async (to: SendTo, message: object, signal: AbortSignal): Promise<Opaque | undefined> => {
    const { place, thread, targetUserId } = to;
    const { serviceUrl } = place;
    if (place.kind === 'channel' && thread === undefined) return newThread(place, message, signal);
    const conversation = thread ?? place.id;
    const path = `v3/conversations/${encodeURIComponent(conversation)}/activities`;
    if (targetUserId !== undefined) {
      const body = { ...message, recipient: { id: targetUserId, isTargeted: true } };
      await connector({ method: 'POST', serviceUrl, path: `${path}?isTargetedActivity=true`, body, signal });
      return undefined;
    }
    const { id } = sentSchema.parse(
      await connector({ method: 'POST', serviceUrl, path, body: message, signal }),
    );
    return referenceTo(conversation, id);
  };

  const newThread = async (
    { id: channel, serviceUrl }: StoredConversation,
    message: object,
    signal: AbortSignal,
  ) => {
    const body = {
      isGroup: true,
      channelData: { channel: { id: channel }, tenant: { id: settings.tenantId } },
      activity: message,
    };
    const answer = await connector({ method: 'POST', serviceUrl, path: 'v3/conversations', body, signal });
    const { id, activityId } = createdSchema.parse(answer);
    const activity = activityId ?? rootIn(id);
    if (activity === undefined) throw new Error('a thread without a message');
    return referenceTo(id, activity);
  };

  return { placeOf, post };
};
