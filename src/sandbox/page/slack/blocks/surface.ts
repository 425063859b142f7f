import { createContext } from 'react';
import type { Value } from '../../slack-protocol.ts';

/** Uses an element of the message, form or Home tab around it; resolves when the bot has acknowledged. */
export type UseElement = (blockId: string, actionId: string, value?: Value, url?: string) => Promise<void>;

export const SurfaceContext = createContext<UseElement>(async () => {});
