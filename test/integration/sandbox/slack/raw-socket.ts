import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Stage } from './bolt-bot.ts';

/** What Slack says over a socket. */
export type SocketMessage = {
  type: string;
  reason?: string;
  envelope_id?: string;
  payload?: Record<string, unknown>;
  accepts_response_payload?: boolean;
  retry_attempt?: number;
  retry_reason?: string;
};

/** A connection without an SDK behind it: it acknowledges only what it is told to. */
export interface RawSocket {
  messages: SocketMessage[];
  /** Resolves with the first message of that type, present or to come. */
  first(type: string): Promise<SocketMessage>;
  acknowledge(message: SocketMessage, payload?: object): void;
  breakOff(): void;
}

/** The URL for one connection. */
export const openUrl = async ({ clientWith }: Stage): Promise<string> => {
  const { url = '' } = await clientWith('xapp-tests').apps.connections.open({});
  return url;
};

/** Connects by hand. @throws when the handshake is refused */
export const connectRaw = async (stage: Stage, url?: string): Promise<RawSocket> => {
  const socket = new WebSocket(url ?? (await openUrl(stage)));
  const messages: SocketMessage[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)) as SocketMessage);
    for (const wake of waiting.splice(0)) wake();
  });
  await once(socket, 'open');
  return {
    messages,
    first: async (type) => {
      for (;;) {
        const found = messages.find((message) => message.type === type);
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    acknowledge: ({ envelope_id }, payload) => socket.send(JSON.stringify({ envelope_id, payload })),
    breakOff: () => socket.terminate(),
  };
};
