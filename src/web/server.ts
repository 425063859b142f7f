import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type WebServer = { port: number; stop(): Promise<void> };

/**
 * The process's one HTTP server. Platforms read raw bodies to check signatures, so their handlers come first and
 * nothing parses a body before them.
 * @param handlers by path
 */
export const startServer = async (
  handlers: ReadonlyMap<string, RequestListener>,
  port: number,
): Promise<WebServer> => {
  const server = createServer((request, response) => {
    // By hand: what a stranger sends need not be an address, and parsing it as one would throw.
    const [path = '/'] = (request.url ?? '/').split('?');
    const handler = handlers.get(path);
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  await listening(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve());
  });
