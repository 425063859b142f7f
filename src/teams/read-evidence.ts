import type { Copy } from '../use-cases/delivery-ports.ts';
import type { Activity } from './activity.ts';
import { referenceTo } from './reference.ts';

/** What a press tells of a message: which of the ledger's it is, and where it stands. */
export type Evidence = { key: string; copy: Copy };

/** Nothing where no message of the ledger was pressed. */
export const evidenceOfPress = (
  { conversation, replyToId }: Activity,
  key: string | undefined,
  now: Date,
): Evidence | undefined =>
  key === undefined || replyToId === undefined
    ? undefined
    : {
        key,
        copy: { reference: referenceTo(conversation.id, replyToId), postedAt: postedAt(replyToId, now) },
      };

/** Ids of messages in Teams are the milliseconds at which they were posted; not documented, so only where it may be. */
const postedAt = (id: string, now: Date): Date => {
  const told = /^\d{13}$/.test(id) ? new Date(Number(id)) : now;
  return told <= now ? told : now;
};
