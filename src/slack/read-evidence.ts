import type { BlockAction } from '@slack/bolt';
import type { Copy } from '../use-cases/delivery-ports.ts';
import { copyIn, type KeyedMessage, keyOf } from './message-key.ts';

/** What a press or an event tells of a message: which of the ledger's it is, and where it stands. */
export type Evidence = { key: string; copy: Copy };

/** Nothing where no message was pressed, or one that one member alone sees: nothing can name it. */
export const evidenceOfPress = ({ channel, container, message }: BlockAction): Evidence | undefined =>
  container.is_ephemeral === true ? undefined : evidenceOf(channel?.id, message);

/** Of a `message` event, which an app with the history scopes may subscribe to. */
export const evidenceOfEvent = (event: KeyedMessage & { channel?: string }): Evidence | undefined =>
  evidenceOf(event.channel, event);

const evidenceOf = (channel: string | undefined, message: KeyedMessage | undefined): Evidence | undefined => {
  const key = message && keyOf(message);
  return key && channel && message.ts ? { key, copy: copyIn(channel, message) } : undefined;
};
