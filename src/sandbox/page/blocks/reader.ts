import { createContext, useContext } from 'react';
import type { Value } from '../protocol.ts';

/** Who reads, and what happens when they press something here. */
export type Reader = {
  personId: string;
  zone: string;
  now: Date;
  nameOf(userId: string): string;
  channelNameOf(channelId: string): string;
  people: readonly { id: string; name: string }[];
};

export const ReaderContext = createContext<Reader | undefined>(undefined);

export const useReader = (): Reader => {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('nobody reads here');
  return reader;
};

/** Uses an element of the message, form or Home tab around it; resolves when the bot has acknowledged. */
export type UseElement = (blockId: string, actionId: string, value?: Value, url?: string) => Promise<void>;

export const SurfaceContext = createContext<UseElement>(async () => {});
