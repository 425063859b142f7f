import { faultCode } from '../errors.ts';
import type { Message } from '../messages/message.ts';
import { unreachable } from '../unreachable.ts';
import type { Messenger, Outcome, Permit } from '../use-cases/delivery-ports.ts';
import type { Destination, Opaque } from '../use-cases/ports.ts';
import type { StoredConversation, TeamsStore } from '../use-cases/teams-ports.ts';
import { placeIn } from './activity.ts';
import { createAddresses } from './addresses.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { TEAMS_LIMITS, type TeamsRates } from './limits.ts';
import { channelRead, createLookUp } from './look-up.ts';
import { createNames } from './names.ts';
import { workspaceOf } from './read-caller.ts';
import { teamsReference } from './reference.ts';
import { renderMessage } from './render-message.ts';
import { createSend, messageOf, noPlace } from './send.ts';
import type { TeamsClient } from './teams-client.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** A third of the budget is left for the recaps, cards and desks of those that began before. */
export const startsPerMinute = ({ tenant }: TeamsRates = TEAMS_LIMITS.rates.kept): number =>
  Math.floor((tenant.perSecond * 60 * 2) / 3);

/** The place, the message and the call itself, together. */
const postMs = 2_500;

export type MessengerParts = {
  settings: TeamsSettings;
  client: TeamsClient;
  store: TeamsStore;
  newId: () => string;
};

/**
 * Posts, edits and removes in one tenant; never retries, and says of each call how it ended. What Teams says of a place
 * that is closed is noted, and nothing is sent there until an event opens it again.
 */
export const createMessenger = (parts: MessengerParts): Messenger => {
  const { settings, client, store, newId } = parts;
  const { connector, rosters, latest } = client;
  const workspace = workspaceOf(settings.tenantId);
  const addresses = createAddresses(store, settings.cloud.webUrl);
  const names = createNames(workspace, rosters);
  const send = createSend(parts);
  const permits: Messenger['permits'] = (call) => permitsOf(call, settings.rates ?? TEAMS_LIMITS.rates.kept);

  const render = async (place: StoredConversation | undefined, message: Message, key: string) =>
    renderMessage(message, key, await addresses(workspace, message), await names(place, message), newId());

  const attempt = async (place: string, call: () => Promise<Opaque | undefined>): Promise<Outcome> => {
    try {
      const done = await call();
      return { kind: 'done', ...(done && { reference: done }) };
    } catch (fault) {
      const outcome = classifyOutcome(fault, budgets.place(place));
      await noteClosed(store, workspace, place, outcome);
      return outcome;
    }
  };

  const change = (
    reference: Opaque,
    work: (message: { place: StoredConversation; path: string }) => Promise<unknown>,
  ) => {
    const { conversation, activity } = teamsReference(reference);
    const placeId = placeIn(conversation);
    return attempt(placeId, async () => {
      const place = await store.conversation(workspace, placeId);
      if (!place || place.closed) throw noPlace(place);
      const path = `v3/conversations/${encodeURIComponent(conversation)}/activities/${encodeURIComponent(activity)}`;
      await work({ place, path });
      return reference;
    });
  };

  const post = async (destination: Destination, message: Message, key: string): Promise<Outcome> => {
    const signal = AbortSignal.timeout(postMs);
    const to = await send.placeOf(destination, signal);
    if ('outcome' in to) return to.outcome;
    try {
      const rendered = messageOf(await render(to.place, message, key));
      return await attempt(to.place.id, () => send.post(to, rendered, signal));
    } catch (fault) {
      return { kind: 'not-done', code: faultCode(fault) };
    }
  };

  return {
    post: async (destination, message, key) => {
      const outcome = await post(destination, message, key);
      if (outcome.kind !== 'refused') return outcome;
      // A chat that Teams has forgotten is made anew.
      if (destination.to === 'member' && closedBy[outcome.code] === 'channel-gone') {
        return post(destination, message, key);
      }
      const isTargeted = destination.to === 'member-in-thread' || destination.to === 'member-in-channel';
      if (!isTargeted || outcome.placeGone) return outcome;
      // What only one member is to see is said in their chat with the bot where it cannot be said in the channel.
      return post({ to: 'member', memberId: destination.memberId }, message, key);
    },
    edit: async (reference, message, key) => {
      const outcome = await change(reference, async ({ place, path }) => {
        const body = messageOf(await render(place, message, key));
        const { serviceUrl } = place;
        const { activity: id } = teamsReference(reference);
        await connector({ method: 'PUT', serviceUrl, path, body: { ...body, id } });
      });
      return isNotFound(outcome) ? { ...outcome, mayPass: true } : outcome;
    },
    remove: async (reference) => {
      const outcome = await change(reference, ({ place: { serviceUrl }, path }) =>
        connector({ method: 'DELETE', serviceUrl, path }),
      );
      return isNotFound(outcome) ? { kind: 'done' } : outcome;
    },
    lookUp: createLookUp({
      ...{ latest, connector, store, workspace, appId: settings.appId },
      budgetOf: budgets.reading,
    }),
    permits,
  };
};

/** Somebody has deleted it; or Teams does not find for a moment what stands there (flow 1, T9). */
const isNotFound = (outcome: Outcome): outcome is Extract<Outcome, { kind: 'refused' }> =>
  outcome.kind === 'refused' && outcome.code === 'ActivityNotFoundInConversation';

const noteClosed = async (
  store: TeamsStore,
  workspace: string,
  place: string,
  outcome: Outcome,
): Promise<void> => {
  const why = outcome.kind === 'refused' ? closedBy[outcome.code] : undefined;
  // Where it cannot be noted, Teams will say so again.
  if (why) await store.setClosed(workspace, place, why).catch(() => {});
};

const closedBy: Readonly<Record<string, 'bot-removed' | 'channel-archived' | 'channel-gone'>> = {
  BotNotInConversationRoster: 'bot-removed',
  MessageWritesBlocked: 'channel-archived',
  ConversationNotFound: 'channel-gone',
};

const budgets = {
  place: (place: string) => `conversation ${place}`,
  placeForLong: (place: string) => `conversation for long ${place}`,
  tenant: 'tenant',
  reading: (channel: string) => `reading ${channel}`,
  readingTenant: 'reading',
};

const permitsOf = (call: Parameters<Messenger['permits']>[0], rates: TeamsRates): Permit[] => {
  if (call.does === 'look-up') {
    const channel = channelRead(call.destination);
    if (channel === undefined) return [];
    return [
      { budget: budgets.reading(channel), ...rates.readingChannel },
      { budget: budgets.readingTenant, ...rates.readingTenant },
    ];
  }
  const place =
    'reference' in call ? placeIn(teamsReference(call.reference).conversation) : placeFor(call.destination);
  return [
    { budget: budgets.place(place), ...rates.conversation },
    { budget: budgets.placeForLong(place), ...rates.conversationForLong },
    { budget: budgets.tenant, ...rates.tenant },
  ];
};

/** A chat has its budget by whom it is with: which one it is may not be known yet. */
const placeFor = (destination: Destination): string => {
  switch (destination.to) {
    case 'channel':
    case 'thread':
    case 'member-in-thread':
    case 'member-in-channel':
      return destination.channelId;
    case 'member':
      return destination.memberId;
    default:
      return unreachable(destination);
  }
};
