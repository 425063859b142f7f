import { Agent, request } from 'node:http';

/** What came back from a bot. */
export interface Posted {
  /** 0 when there was no answer. */
  status: number;
  body: string;
  headers: Record<string, string | string[] | undefined>;
  /** Why there was no answer. */
  failure?: 'connection_refused' | 'connection_lost' | 'timeout';
  ms: number;
}

/** No connection is kept: a bot that was stopped must be noticed as refused, not as reset. */
const agent = new Agent({ keepAlive: false });

/** Posts to a bot and waits for the whole answer, `withinMs` at most. Never rejects. */
export function post(
  url: string,
  { headers, body, withinMs }: { headers: Record<string, string>; body: string; withinMs: number },
): Promise<Posted> {
  const startedAt = performance.now();
  const { promise, resolve } = Promise.withResolvers<Posted>();
  const fail = (failure: Posted['failure'] & string) =>
    resolve({ status: 0, body: '', headers: {}, failure, ms: performance.now() - startedAt });
  const outgoing = request(url, {
    method: 'POST',
    agent,
    headers: { 'content-length': Buffer.byteLength(body), ...headers },
  });
  const timer = setTimeout(() => {
    fail('timeout');
    outgoing.destroy();
  }, withinMs);
  outgoing.on('error', (error: NodeJS.ErrnoException) =>
    fail(error.code === 'ECONNREFUSED' ? 'connection_refused' : 'connection_lost'),
  );
  outgoing.on('response', (incoming) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => fail('connection_lost'));
    incoming.on('end', () => {
      const answered = { status: incoming.statusCode ?? 0, headers: incoming.headers };
      resolve({ ...answered, body: Buffer.concat(chunks).toString(), ms: performance.now() - startedAt });
    });
  });
  outgoing.end(body);
  return promise.finally(() => clearTimeout(timer));
}
