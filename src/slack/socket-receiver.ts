import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { faultCode } from '../errors.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { MachineClock } from '../use-cases/ports.ts';
import { silentSdkLogger } from './sdk-logger.ts';

/** No connection of Socket Mode came about; `code` is Slack's reason, where it gave one. */
export class SocketModeError extends Error {
  readonly code: string;

  constructor(reason: string | undefined, cause: unknown) {
    super('Slack gave no connection for Socket Mode', { cause });
    this.name = 'SocketModeError';
    this.code = reason ?? 'no_hello';
  }
}

export type SocketSettings = { appToken: string; apiUrl: string | undefined };

/** Beyond Slack's three seconds an acknowledgement is worth nothing, so a silent connection need not be kept longer. */
const pongWithinMs = 3_000;
const pingWithinMs = 30_000;
const callWithinMs = 5_000;
const helloWithinMs = 10_000;
const closedWithinMs = 2_500;
/** A connection that lasted this long was a good one: the next one need not wait. */
const steadyMs = 10_000;
const longestDelayMs = 30_000;
const delayBefore = (attempt: number): number =>
  attempt === 0 ? 0 : Math.min(longestDelayMs, 500 * 2 ** (attempt - 1));

export type SocketReceiver = Receiver & {
  /** Whether a connection is open, so that Slack can reach the bot. */
  isConnected(): boolean;
};

type Connection = {
  /** Resolves when another one is needed: it is closed, or Slack says that it will be. */
  over: Promise<void>;
};

/**
 * Bolt over Socket Mode, with one connection at a time. It is this file that connects again, for as long as it
 * takes: the SDK (3.1) waits for seconds before each attempt, and ends the process where Slack refuses one.
 */
export const createSocketReceiver = (
  { appToken, apiUrl }: SocketSettings,
  clock: MachineClock,
  log: Log,
): SocketReceiver => {
  const stopping = new AbortController();
  /** Of the open connections. */
  const closings = new Set<() => Promise<void>>();
  let keeping = Promise.resolve();
  let app: App;
  let attempts = 0;

  const open = async (): Promise<Connection> => {
    const receiver = new SocketModeReceiver({
      appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: pongWithinMs,
      serverPingTimeout: pingWithinMs,
      installerOptions: { clientOptions: clientOptions(apiUrl) },
      // What matters of its lines is logged here, and by the app.
      logger: silentSdkLogger,
    });
    receiver.init(app);
    const { client } = receiver;
    const over = Promise.withResolvers<void>();
    const close = () => client.disconnect();
    let reason: string | undefined;
    client.on('disconnected', () => {
      closings.delete(close);
      over.resolve();
    });
    onDisconnectMessage(client, (why) => {
      reason = why;
      over.resolve();
    });
    const deadline = setTimeout(close, helloWithinMs);
    try {
      await client.start();
    } catch (fault) {
      throw fault ?? new SocketModeError(reason, fault);
    } finally {
      clearTimeout(deadline);
    }
    closings.add(close);
    // Whoever has stopped in the meantime found nothing to close: the SDK must not be disturbed while it connects.
    if (stopping.signal.aborted) await close();
    return { over: over.promise };
  };

  const reopen = async (): Promise<Connection | undefined> => {
    while (!stopping.signal.aborted) {
      await clock.wait(delayBefore(attempts), stopping.signal);
      attempts += 1;
      if (stopping.signal.aborted) break;
      try {
        return await open();
      } catch (fault) {
        log.warn({ code: faultCode(fault), attempts }, 'no connection to Slack; it is tried again');
      }
    }
    return undefined;
  };

  const keepConnected = async (first: Connection): Promise<void> => {
    for (let present: Connection | undefined = first; present; present = await reopen()) {
      const openedAt = clock.now().getTime();
      await present.over;
      if (clock.now().getTime() - openedAt >= steadyMs) attempts = 0;
    }
  };

  return {
    init: (bolt) => {
      app = bolt;
    },
    isConnected: () => closings.size > 0,
    start: async () => {
      keeping = keepConnected(await open());
    },
    stop: async () => {
      stopping.abort();
      const closed = new AbortController();
      void Promise.all([keeping, ...[...closings].map((close) => close())]).then(() => closed.abort());
      // Slack may leave the last step to the SDK's watchdog, which takes a moment longer.
      await clock.wait(closedWithinMs, closed.signal);
    },
  };
};

/** One try each: it is the loop above that tries again. */
const clientOptions = (apiUrl: string | undefined): WebClientOptions => ({
  ...(apiUrl && { slackApiUrl: apiUrl }),
  retryConfig: { retries: 0 },
  timeout: callWithinMs,
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
});

/**
 * Tells why Slack ends a connection. The SDK closes it at once, also upon a warning that comes ten seconds ahead: what
 * is being answered then could not be acknowledged any more, and nothing could come until there is another connection.
 * So warnings are kept from the SDK; the old connection serves until Slack ends it.
 */
const onDisconnectMessage = (
  client: SocketModeReceiver['client'],
  tell: (reason: string | undefined) => void,
): void => {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const { type, reason } = parse(data);
    if (type === 'disconnect') tell(reason);
    if (type === 'disconnect' && reason === 'warning') return;
    for (const handle of handlers) handle.call(client, data, isBinary);
  });
};

const parse = (data: unknown): { type?: string; reason?: string } => {
  try {
    return JSON.parse(String(data));
  } catch {
    return {};
  }
};
