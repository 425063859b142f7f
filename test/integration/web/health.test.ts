import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createHealth } from '../../../src/web/health.ts';
import { startServer, type WebServer } from '../../../src/web/server.ts';
import { askHealth } from '../../support/ask-health.ts';

type Handler = [string, RequestListener];
let server: WebServer;
const serve = async (checks: Parameters<typeof createHealth>[0]): Promise<number> => {
  server = await startServer(createHealth(checks), 0);
  return server.port;
};
afterEach(() => server.stop());

/** The status line of the answer to a request as it is written on the wire. */
const send = async (port: number, request: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString().split('\r\n')[0]!;
};

describe('the health of a process', () => {
  test('is ready where every check is ok', async () => {
    const port = await serve({ one: () => 'ok', other: async () => 'ok' });
    expect(await askHealth(port, '/readyz')).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { one: 'ok', other: 'ok' } },
    });
  });

  test('is not ready where one is not, and names it; it lives all the same', async () => {
    const port = await serve({ one: () => 'ok', other: async () => 'gone' });
    expect(await askHealth(port, '/readyz')).toMatchObject({
      status: 503,
      body: { status: 'not-ready', checks: { one: 'ok', other: 'gone' } },
    });
    expect(await askHealth(port, '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test.each(['/healthz', '/readyz'] as const)(
    'at %s is told by GET and HEAD and by no other method',
    async (path) => {
      const port = await serve({ one: () => 'gone' });
      const { status } = await askHealth(port, path);
      expect(await askHealth(port, path, { method: 'HEAD' })).toMatchObject({ status, body: undefined });
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status: refused, headers } = await askHealth(port, path, { method });
        expect(refused).toBe(405);
        expect(headers.get('allow')).toBe('GET, HEAD');
        expect(headers.get('cache-control')).toBe('no-store');
      }
    },
  );

  test('is examined once for all who ask at the same time', async () => {
    let asked = 0;
    let arrived = 0;
    const answer = Promise.withResolvers<string>();
    const slow = () => {
      asked += 1;
      return answer.promise;
    };
    const [[path, listener]] = [...createHealth({ slow })].filter(([one]) => one === '/readyz') as [Handler];
    const counted: RequestListener = (request, response) => {
      arrived += 1;
      listener(request, response);
      if (arrived === 3) answer.resolve('ok');
    };
    server = await startServer(new Map([[path, counted]]), 0);
    const answers = await Promise.all([1, 2, 3].map(() => askHealth(server.port, '/readyz')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked).toBe(1);
  });
});

describe('the server', () => {
  test.each(['//', '//[', '/\\', '*'])('survives the address %j, which is none', async (address) => {
    const port = await serve({});
    expect(await send(port, `GET ${address} HTTP/1.1\r\nhost: x\r\n\r\n`)).toBe('HTTP/1.1 404 Not Found');
    expect(await askHealth(port, '/healthz')).toMatchObject({ status: 200 });
  });

  test('takes what follows a question mark for no part of the path', async () => {
    const port = await serve({});
    expect(await send(port, 'GET /healthz?verbose HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('HTTP/1.1 200 OK');
  });
});
