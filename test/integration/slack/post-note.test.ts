import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { postNote } from '../../../src/slack/post-note.ts';

let server: Server;

const serve = async (answer: RequestListener): Promise<string> => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
};

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('postNote', () => {
  test('posts it as JSON and waits for the answer, whatever that is', async () => {
    const got: string[] = [];
    const url = await serve(async (request, response) => {
      got.push(`${request.method} ${request.headers['content-type']} ${await text(request)}`);
      response.writeHead(404).end('expired_url');
    });

    await postNote(url, { text: 'Saved: 4 ✓' });

    expect(got).toEqual(['POST application/json {"text":"Saved: 4 ✓"}']);
  });

  test('goes out once more where the connection that was kept is closed at the other end', async () => {
    let requests = 0;
    const url = await serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end();
    });
    await postNote(url, {});

    await postNote(url, {});

    expect(requests).toBe(3);
  });

  test('fails where a new connection is closed', async () => {
    const url = await serve((request) => void request.socket.resetAndDestroy());

    await expect(postNote(url, {})).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
