import { randomUUID } from 'node:crypto';
import type { LocalTeams } from '../../src/sandbox/teams/control.ts';
import { asJson, type Json } from '../../src/sandbox/teams/json.ts';
import { plainCard } from '../../src/sandbox/teams/plain-card.ts';

/** Where an invoke comes from: a place, in a channel the first message of a thread. */
export type InvokedIn = { conversationId: string; rootId?: string | undefined };

/**
 * Sends an invoke that nobody's client would send, as Teams sends it for that person.
 * @returns what the answer says: words that are shown for a moment, or a card
 */
export const invokeAs = async (
  teams: LocalTeams,
  name: string,
  { conversationId, rootId }: InvokedIn,
  invoke: Json,
): Promise<string> => {
  const { id, aadObjectId } = teams.person(name);
  const channel = teams.channels.find((one) => one.id === conversationId);
  const thread = channel && rootId ? `;messageid=${rootId}` : '';
  const { body } = await teams.post({
    type: 'invoke',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id, aadObjectId, name },
    recipient: { id: teams.botId },
    conversation: {
      id: `${conversationId}${thread}`,
      conversationType: channel ? 'channel' : 'personal',
      tenantId: teams.tenantId,
    },
    channelData: {
      tenant: { id: teams.tenantId },
      ...(channel && { team: { id: channel.teamId }, channel: { id: channel.id } }),
    },
    ...invoke,
  });
  return saidIn(asJson(JSON.parse(body)));
};

const saidIn = ({ value, task }: Json): string => {
  if (typeof value === 'string') return value;
  const { card } = asJson(asJson(task).value);
  return plainCard(card ? asJson(asJson(card).content) : asJson(value), { zone: 'Europe/Berlin' });
};
