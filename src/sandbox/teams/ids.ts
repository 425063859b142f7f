import { createHash } from 'node:crypto';

const hash = (seed: string) => createHash('sha256').update(seed).digest();

/** A GUID that is always the same for that seed. */
export const guidOf = (seed: string): string => {
  const hex = hash(seed).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
};

/** A person as this bot, and only this bot, knows them. */
export const personIdOf = (appId: string, aadObjectId: string): string =>
  `29:1${hash(`${appId} ${aadObjectId}`).toString('base64url')}`;

/** The chat of a person with this bot. */
export const personalChatIdOf = (appId: string, aadObjectId: string): string =>
  `a:1${hash(`chat ${appId} ${aadObjectId}`).toString('base64url')}`;

/** A channel; the General channel's id is the team's. */
export const channelIdOf = (seed: string): string =>
  `19:${hash(`channel ${seed}`).toString('hex').slice(0, 32)}@thread.tacv2`;

export const groupChatIdOf = (seed: string): string =>
  `19:${hash(`chat ${seed}`).toString('hex').slice(0, 32)}@thread.v2`;

/** A channel's thread, by its first message. */
export const threadIdOf = (channelId: string, rootId: string): string => `${channelId};messageid=${rootId}`;

/** The channel or chat in a conversation id, and the thread's first message, if it names one. */
export const partsOf = (conversationId: string): { id: string; rootId: string | undefined } => {
  const [id = '', ...rest] = conversationId.split(';');
  const root = rest.find((part) => part.startsWith('messageid='));
  return { id, rootId: root?.slice('messageid='.length) };
};
