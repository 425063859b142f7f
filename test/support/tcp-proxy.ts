import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createMessageReader, createTransactionReader } from './postgres-client-messages.ts';

/**
 * A proxy in front of a server (PostgreSQL, or a chat platform) whose network can be disturbed. What is set holds for
 * the open connections and for new ones, until `heal`.
 */
export type TcpProxy = {
  readonly port: number;
  /** How many connections are open. */
  readonly connections: number;
  /** Cuts every connection and takes no new one: whoever comes is refused by the system (ECONNREFUSED). */
  refuse(): Promise<void>;
  /** Cuts every connection (both ends see a reset); new ones are served. */
  cutAll(): void;
  /** Takes connections, but passes nothing on in either direction, as a network does that swallows packets. */
  freeze(): void;
  /** Lets every piece wait `ms` before it is passed on, in each direction. */
  delay(ms: number): void;
  /**
   * For PostgreSQL: the next transaction in which the client has sent `words` (in the SQL, or in a parameter) commits,
   * but its client never hears of it: the connection is cut when the server has answered the COMMIT.
   * @returns resolves when that has happened
   */
  loseCommitOf(words: string): Promise<void>;
  /** Everything is passed on again, also what was held back. */
  heal(): Promise<void>;
  stop(): Promise<void>;
};

type Doomed = { words: string; lost: () => void };

type Line = {
  client: Socket;
  server: Socket;
  /** Cuts what the client sends, and remembers what belongs to its present transaction. */
  read: ReturnType<typeof createMessageReader>;
  transaction: ReturnType<typeof createTransactionReader>;
  /** Its COMMIT is on its way, and the answer must not come back. */
  doomed: Doomed | undefined;
};

/**
 * @param target where the connections lead, at this machine unless another host is named
 * @param speaks what goes over them, for `loseCommitOf`
 */
export const startTcpProxy = async (
  target: { host?: string; port: number },
  speaks: 'postgres' | 'anything' = 'anything',
): Promise<TcpProxy> => {
  const lines = new Set<Line>();
  let doomed: Doomed | undefined;
  let delayMs = 0;
  /** Resolves at once, but for a proxy that is frozen. */
  let thawed = Promise.resolve();
  let thaw = () => {};

  const cut = (line: Line) => {
    lines.delete(line);
    for (const end of [line.client, line.server]) if (!end.destroyed) end.resetAndDestroy();
  };

  /** Whether the connection still lives afterwards. */
  const mayPass = async (line: Line): Promise<boolean> => {
    if (delayMs > 0) await wait(delayMs);
    await thawed;
    return lines.has(line);
  };

  const watchCommit = (line: Line, piece: Buffer) => {
    for (const message of line.read(piece)) {
      if (line.transaction.take(message) !== 'commit') continue;
      if (!doomed || !line.transaction.hasSent(doomed.words)) continue;
      line.doomed = doomed;
      doomed = undefined;
    }
  };

  const pass = async (line: Line, from: Socket, to: Socket, look: (piece: Buffer) => boolean) => {
    for await (const piece of from) {
      if (!(await mayPass(line))) return;
      if (!look(piece)) return cut(line);
      if (!to.write(piece)) await once(to, 'drain');
    }
    if (await mayPass(line)) to.end();
  };

  const serve = (client: Socket) => {
    const line: Line = {
      client,
      server: connect({ host: '127.0.0.1', ...target }),
      read: createMessageReader(),
      transaction: createTransactionReader(),
      doomed: undefined,
    };
    lines.add(line);
    const { server } = line;
    for (const end of [client, server]) {
      end.setNoDelay(true);
      end.on('error', () => cut(line));
      end.on('close', () => {
        if (client.destroyed && server.destroyed) lines.delete(line);
      });
    }
    const fromClient = (piece: Buffer) => {
      if (speaks === 'postgres') watchCommit(line, piece);
      return true;
    };
    const fromServer = () => {
      line.doomed?.lost();
      return line.doomed === undefined;
    };
    // What goes wrong here is that an end is gone, and then the other one goes, too.
    pass(line, client, server, fromClient).catch(() => cut(line));
    pass(line, server, client, fromServer).catch(() => cut(line));
  };

  const cutAll = () => {
    for (const line of lines) cut(line);
  };
  let listener = await listening(serve, 0);
  const { port } = listener.address() as AddressInfo;

  const heal = async () => {
    doomed = undefined;
    delayMs = 0;
    thaw();
    if (!listener.listening) listener = await listening(serve, port);
  };

  return {
    port,
    get connections() {
      return lines.size;
    },
    refuse: async () => {
      const closed = closing(listener);
      cutAll();
      await closed;
    },
    cutAll,
    freeze: () => {
      const freezing = Promise.withResolvers<void>();
      thaw();
      thawed = freezing.promise;
      thaw = freezing.resolve;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    loseCommitOf: (words) =>
      new Promise((lost) => {
        doomed = { words, lost };
      }),
    heal,
    stop: async () => {
      const closed = closing(listener);
      cutAll();
      thaw();
      await closed;
    },
  };
};

const listening = async (serve: (client: Socket) => void, port: number): Promise<Server> => {
  const server = createServer({ allowHalfOpen: true }, serve);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const closing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
