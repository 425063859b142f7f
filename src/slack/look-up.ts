import type { WebClient } from '@slack/web-api';
import type { LookUp, Messenger } from '../use-cases/delivery-ports.ts';
import { failedLookUp } from '../use-cases/failed-look-up.ts';
import type { Destination } from '../use-cases/ports.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { copyIn, type KeyedMessage, keyOf } from './message-key.ts';

/** Slack's clock may be off ours by this. */
const clockDoubtMs = 2 * 60_000;
/** A thread or a channel in which more is said meanwhile tells nothing. */
const mostPages = 3;
const reading = { limit: 100, inclusive: true, include_all_metadata: true } as const;

type Page = {
  messages?: KeyedMessage[] | undefined;
  response_metadata?: { next_cursor?: string | undefined } | undefined;
};
/** A channel or a thread in it, and how to read it page by page. */
type Place = { channel: string; read: (from: { oldest: string; cursor?: string }) => Promise<Page> };

/** The budget that a look-up draws on; none where there is nothing to look at. */
export const lookUpBudget = ({ to }: Destination): string | undefined => {
  if (to === 'thread') return 'conversations.replies';
  return to === 'channel' || to === 'member' ? 'conversations.history' : undefined;
};

/**
 * Looks for the bot's messages by the key that they carry. It needs the history scopes (and `im:write` for chats with
 * members): without them it cannot; nor can it find ephemeral messages, which leave no trace.
 */
export const createLookUp = (client: WebClient): Messenger['lookUp'] => {
  const directChannels = new Map<string, string>();

  /** The chat with a member, which a post to the member has opened. */
  const directChannel = async (memberId: string): Promise<string> => {
    const known = directChannels.get(memberId);
    if (known !== undefined) return known;
    const { channel } = await client.conversations.open({ users: memberId });
    const id = channel?.id ?? '';
    if (directChannels.size >= mostDirectChannels) directChannels.clear();
    directChannels.set(memberId, id);
    return id;
  };

  const history = (channel: string): Place => ({
    channel,
    read: (from) => client.conversations.history({ channel, ...reading, ...from }),
  });

  const placeOf = async (destination: Destination): Promise<Place | undefined> => {
    switch (destination.to) {
      case 'channel':
        return history(destination.channelId);
      case 'member':
        return history(await directChannel(destination.memberId));
      case 'thread': {
        const { channelId: channel, root } = destination;
        const thread = { channel, ts: root.ts ?? '', ...reading };
        return { channel, read: (from) => client.conversations.replies({ ...thread, ...from }) };
      }
      case 'member-in-thread':
      case 'member-in-channel':
        return undefined;
    }
  };

  return async ({ destination, at }, key) => {
    try {
      const place = await placeOf(destination);
      return place ? await find(place, key, at) : { kind: 'cannot', code: 'no-trace' };
    } catch (fault) {
      return failedLookUp(classifyOutcome(fault, lookUpBudget(destination) ?? ''));
    }
  };
};

const mostDirectChannels = 1_000;

const find = async ({ channel, read }: Place, key: string, at: Date): Promise<LookUp> => {
  const oldest = ((at.getTime() - clockDoubtMs) / 1_000).toFixed(6);
  const ours: KeyedMessage[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await read({ oldest, ...(cursor && { cursor }) });
    ours.push(...(page.messages ?? []).filter((message) => keyOf(message) === key));
    cursor = page.response_metadata?.next_cursor;
    pages += 1;
  } while (cursor && pages < mostPages);
  const copies = ours.sort(byAge).map((message) => copyIn(channel, message));
  if (copies.length > 0) return { kind: 'found', copies };
  return cursor ? { kind: 'cannot', code: 'too-many-messages' } : { kind: 'absent' };
};

const byAge = (one: KeyedMessage, other: KeyedMessage) => Number(one.ts) - Number(other.ts);
