import { z } from 'zod';
import type { Copy, LookUp, Messenger } from '../use-cases/delivery-ports.ts';
import { failedLookUp } from '../use-cases/failed-look-up.ts';
import type { Destination } from '../use-cases/ports.ts';
import type { TeamsStore } from '../use-cases/teams-ports.ts';
import { rootIn, threadIn } from './activity.ts';
import { classifyOutcome } from './classify-outcome.ts';
import type { Connector } from './connector.ts';
import type { GraphMessage, GraphPlace, LatestMessages } from './graph.ts';
import { groupOf } from './group-of.ts';
import { carriesKey } from './message-key.ts';
import { referenceTo, teamsReference } from './reference.ts';

/** Teams' clock may be off ours by this. */
const clockDoubtMs = 2 * 60_000;

/** Of `TeamDetails` (botframework-schema). */
const teamSchema = z.object({ aadGroupId: z.string().min(1) });

/** The channel whose messages a look-up reads; undefined where there is nothing to look at. */
export const channelRead = (destination: Destination): string | undefined =>
  destination.to === 'channel' || destination.to === 'thread' ? destination.channelId : undefined;

type Parts = {
  /** Undefined where the bot may not look. */
  latest: LatestMessages | undefined;
  connector: Connector;
  store: TeamsStore;
  workspace: string;
  appId: string;
  /** That of a 429. */
  budgetOf(channel: string): string;
};

/**
 * Looks for the bot's messages by the key that they carry, among the latest of a channel or thread. In chats with people
 * it cannot: no consent of a team's owner reaches there.
 */
export const createLookUp = (parts: Parts): Messenger['lookUp'] => {
  const { latest, connector, store, workspace, appId, budgetOf } = parts;

  /** Not every activity tells it: Teams is asked once, then. */
  const askedGroupOf = async (channel: string): Promise<string | undefined> => {
    const place = await store.conversation(workspace, channel);
    if (place?.teamId === undefined) return undefined;
    const path = `v3/teams/${encodeURIComponent(place.teamId)}`;
    const team = await connector({ method: 'GET', serviceUrl: place.serviceUrl, path });
    const { aadGroupId } = teamSchema.parse(team);
    await store.saveConversation(workspace, { ...place, aadGroupId });
    return aadGroupId;
  };

  /** @returns nothing where the team is not known, without whose group Graph knows no channel */
  const placeOf = async (channel: string, destination: Destination): Promise<GraphPlace | undefined> => {
    const group = (await groupOf(store, workspace, channel)) ?? (await askedGroupOf(channel));
    if (group === undefined) return undefined;
    return { group, channel, ...(destination.to === 'thread' && { root: rootOf(destination) }) };
  };

  const find = async (
    read: LatestMessages,
    destination: Destination,
    channel: string,
    at: Date,
    key: string,
  ): Promise<LookUp> => {
    const place = await placeOf(channel, destination);
    if (!place) return { kind: 'cannot', code: 'no-group' };
    const { messages, hasMore } = await read(place);
    const ours = messages.filter(
      (one) => one.appId === appId && !one.isDeleted && one.cards.some((card) => carriesKey(card, key)),
    );
    const copies = ours.sort(byAge).map((message) => copyIn(place, message));
    if (copies.length > 0) return { kind: 'found', copies };
    const from = at.getTime() - clockDoubtMs;
    const oldest = messages.at(-1);
    const reachesBack = !hasMore || (oldest !== undefined && oldest.changedAt.getTime() < from);
    return reachesBack ? { kind: 'absent' } : { kind: 'cannot', code: 'too-many-messages' };
  };

  return async ({ destination, at }, key) => {
    const channel = channelRead(destination);
    if (!latest || channel === undefined) return { kind: 'cannot', code: 'no-history' };
    try {
      return await find(latest, destination, channel, at, key);
    } catch (fault) {
      return failedLookUp(classifyOutcome(fault, budgetOf(channel)));
    }
  };
};

const rootOf = ({ root }: Destination & { to: 'thread' }): string => {
  const { conversation, activity } = teamsReference(root);
  return rootIn(conversation) ?? activity;
};

const byAge = (one: GraphMessage, other: GraphMessage) => one.createdAt.getTime() - other.createdAt.getTime();

const copyIn = ({ channel, root }: GraphPlace, { id, createdAt }: GraphMessage): Copy => ({
  reference: referenceTo(threadIn(channel, root ?? id), id),
  postedAt: createdAt,
});
