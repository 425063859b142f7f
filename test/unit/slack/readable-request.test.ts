import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readableRequest } from '../../../src/slack/readable-request.ts';

let server: Server;
let address: string;

beforeAll(async () => {
  const listener = readableRequest((request, response) => {
    const { rawBody } = request as unknown as { rawBody: Buffer };
    response.writeHead(200).end(`read ${rawBody.length}`);
  }, 1_000);
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const form = 'application/x-www-form-urlencoded';

test.each([
  ['a form without a payload', form, 'command=%2Fmicrotraining&text=list', 200],
  ['a form with an object in it', form, `payload=${encodeURIComponent('{"type":"x"}')}`, 200],
  ['a form with null in it', form, 'payload=null', 400],
  ['a form with broken JSON in it', form, 'payload=%7B', 400],
  ['an event', 'application/json', '{"type":"event_callback"}', 200],
  ['null', 'application/json', 'null', 400],
  ['a word', 'text/plain', '"word"', 400],
  ['nothing', 'application/json', '', 400],
  ['as much as may be', form, 'x'.repeat(1_000), 200],
  ['more than that', form, 'x'.repeat(1_001), 413],
])('%s as %s is answered by %4$d', async (_, type, body, status) => {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    keepalive: false,
  });
  expect(answer.status).toBe(status);
  if (status === 200) expect(await answer.text()).toBe(`read ${body.length}`);
});
