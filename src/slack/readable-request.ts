import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';

/** Where Bolt looks for a body that was read already. */
export type ReadRequest = IncomingMessage & { rawBody: Buffer };

/**
 * Refuses what is too large or holds no object: Bolt's listener stumbles over `null` so that the process would end.
 * @param mostBytes of a body; more is not read
 */
export const readableRequest =
  (listener: (request: ReadRequest, response: ServerResponse) => void, mostBytes: number): RequestListener =>
  async (request, response) => {
    const body = await bodyOf(request, mostBytes).catch(() => undefined);
    // Whoever sent it has gone away.
    if (body === undefined) return void response.destroy();
    if (body === 'too large') return void response.writeHead(413, { connection: 'close' }).end();
    const read: ReadRequest = Object.assign(request, { rawBody: body });
    if (holdsObject(read)) listener(read, response);
    else response.writeHead(400).end();
  };

const bodyOf = async (request: IncomingMessage, mostBytes: number): Promise<Buffer | 'too large'> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Read as Bolt does: a form with a payload, a form without one, else JSON. */
const holdsObject = ({ rawBody, headers }: ReadRequest): boolean => {
  const text = rawBody.toString();
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const json = isForm ? parse(text).payload : text;
  if (typeof json !== 'string') return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};
