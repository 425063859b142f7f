import type { MessageMetadata } from '@slack/types';
import type { Copy } from '../use-cases/delivery-ports.ts';

/** A message as Slack describes it in answers, payloads and events, as far as it can be recognised. */
export type KeyedMessage = {
  ts?: string | undefined;
  blocks?: readonly { block_id?: string | undefined }[] | undefined;
  metadata?: { event_payload?: object | undefined } | undefined;
};

const prefix = 'key:';

/** The id of a message's first block: it comes back with every press in the message. */
export const keyBlockId = (key: string): string => `${prefix}${key}`;

export const keyMetadata = (key: string): MessageMetadata => ({
  event_type: 'microtraining_message',
  event_payload: { key },
});

/** The key that a message carries, if it carries one. */
export const keyOf = ({ blocks, metadata }: KeyedMessage): string | undefined => {
  const told = metadata?.event_payload;
  if (told && 'key' in told && typeof told.key === 'string') return told.key;
  const blockId = blocks?.[0]?.block_id;
  return blockId?.startsWith(prefix) ? blockId.slice(prefix.length) : undefined;
};

/** Where a message of a channel stands, and since when by Slack's clock: its `ts` is seconds. */
export const copyIn = (channel: string, { ts = '' }: KeyedMessage): Copy => ({
  reference: { channel, ts },
  postedAt: new Date(Math.floor(Number(ts) * 1_000)),
});
