import { connect, type Socket } from 'node:net';

/** Sends whole HTTP requests over connections that are kept, one at a time over each. */
export type Connections = {
  /** @returns the status; rejects where the connection breaks */
  send(request: string): Promise<number>;
  close(): void;
};

/**
 * Written for the bench: an HTTP client for every use would cost more than what is measured.
 * @param most connections at most; who comes when all are in use waits
 */
export const createConnections = (url: string, most: number): Connections => {
  const { hostname, port } = new URL(url);
  const free: Connection[] = [];
  const waiting: ((one: Connection) => void)[] = [];
  let count = 0;

  const take = async (): Promise<Connection> => {
    const one = free.pop();
    if (one) return one;
    if (count >= most) return new Promise((resolve) => waiting.push(resolve));
    count += 1;
    return open(hostname, Number(port));
  };

  const giveBack = (one: Connection) => {
    const next = waiting.shift();
    if (next) next(one);
    else free.push(one);
  };

  return {
    send: async (request) => {
      const one = await take();
      const status = await one.send(request);
      giveBack(one);
      return status;
    },
    close: () => {
      for (const one of free) one.close();
    },
  };
};

type Connection = { send(request: string): Promise<number>; close(): void };

const open = async (host: string, port: number): Promise<Connection> => {
  const socket: Socket = connect({ host, port, noDelay: true });
  let answer: PromiseWithResolvers<number> | undefined;
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    received += part;
    if (!isWhole(received)) return;
    const status = Number(received.slice(9, 12));
    received = '';
    answer?.resolve(status);
  });
  const broke = () => answer?.reject(new Error('a connection broke'));
  socket.on('error', broke);
  socket.on('close', broke);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    send: (request) => {
      answer = Promise.withResolvers<number>();
      socket.write(request);
      return answer.promise;
    },
    close: () => socket.destroy(),
  };
};

/** Whether an answer has come in to its end, by its length or by its last chunk. */
const isWhole = (received: string): boolean => {
  const headEnds = received.indexOf('\r\n\r\n');
  if (headEnds < 0) return false;
  const length = /content-length: (\d+)/i.exec(received.slice(0, headEnds))?.[1];
  return length === undefined
    ? received.endsWith('0\r\n\r\n')
    : received.length >= headEnds + 4 + Number(length);
};
