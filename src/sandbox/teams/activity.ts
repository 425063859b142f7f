import { type Core, serviceUrlOf } from './core.ts';
import { threadIdOf } from './ids.ts';
import type { Json } from './json.ts';
import { BOT_NAME } from './world.ts';
import type { ConversationState, PersonState, TeamState } from './world-state.ts';

/** Where and by whom something happens. */
export type Scene = {
  conversation: ConversationState;
  /** Of a channel's thread. */
  rootId?: string | undefined;
  person: PersonState;
};

/**
 * An activity as Teams sends it to the bot (Bot Framework, activity schema).
 * @param details what this one brings; its `channelData` is added to what stands there always
 */
export const activityOf = (core: Core, scene: Scene, details: Json & { channelData?: Json }): Json => {
  const { world } = core;
  const { person, conversation } = scene;
  const { channelData, ...others } = details;
  const now = world.now();
  return {
    id: world.nextActivityId(),
    timestamp: now.toISOString(),
    localTimestamp: localTimeOf(now, person.zone),
    localTimezone: person.zone,
    channelId: 'msteams',
    serviceUrl: serviceUrlOf(core, conversation.tenantId),
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    conversation: conversationAccountOf(scene),
    recipient: { id: world.botId, name: BOT_NAME },
    locale: person.locale,
    ...others,
    channelData: { tenant: { id: conversation.tenantId }, ...placeOf(conversation), ...channelData },
  };
};

/** What a client says about itself with messages and invokes. */
export const clientInfo = ({ locale, zone }: PersonState): Json => ({
  type: 'clientInfo',
  locale,
  country: locale.split('-')[1] ?? '',
  platform: 'Web',
  timezone: zone,
});

/** A team as events tell of it; messages and invokes bring its id only. */
export const teamInfo = ({ id, name, aadGroupId }: TeamState): Json => ({ id, name, aadGroupId });

const conversationAccountOf = ({ conversation, rootId }: Scene): Json => {
  const { id, tenantId, kind, name } = conversation;
  switch (kind) {
    case 'personal':
      return { id, tenantId, conversationType: 'personal' };
    case 'groupChat':
      return { id, tenantId, conversationType: 'groupChat', isGroup: true, name };
    case 'standard':
    case 'private':
    case 'shared': {
      const threadId = rootId === undefined ? id : threadIdOf(id, rootId);
      return { id: threadId, tenantId, conversationType: 'channel', isGroup: true };
    }
  }
};

const placeOf = (conversation: ConversationState): Json => {
  if (conversation.kind === 'personal' || conversation.kind === 'groupChat') return {};
  const { id, teamId } = conversation;
  return { teamsChannelId: id, teamsTeamId: teamId, channel: { id }, team: { id: teamId } };
};

/** ISO with the zone's offset. */
const localTimeOf = (now: Date, zone: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(now);
  const minutes = Math.round((Date.parse(`${parts.replace(' ', 'T')}Z`) - now.getTime()) / 60_000);
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  const ms = String(now.getUTCMilliseconds()).padStart(3, '0');
  return `${parts.replace(' ', 'T')}.${ms}${offset}`;
};
