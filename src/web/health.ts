import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** The name of a check, and how to make it: `ok`, or the code of what is wrong. A check must not reject. */
export type Checks = Readonly<Record<string, () => string | Promise<string>>>;

/** What `/readyz` answers. */
export type Readiness = { status: 'ready' | 'not-ready'; checks: Record<string, string> };

export const healthPaths = { lives: '/healthz', isReady: '/readyz' } as const;

/**
 * Two questions of whoever runs the process, by path. `/healthz`: does it live? `/readyz`: can it work, and if not, why
 * not? They are answered to everybody, so they tell codes only and may not cost much: whoever asks while an answer is
 * being found gets the same one.
 */
export const createHealth = (checks: Checks): ReadonlyMap<string, RequestListener> => {
  let underWay: Promise<Readiness> | undefined;
  const readiness = () => {
    underWay ??= examine(checks).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return new Map<string, RequestListener>([
    [healthPaths.lives, answering(async () => ({ status: 'ok' }))],
    [healthPaths.isReady, answering(readiness)],
  ]);
};

const examine = async (checks: Checks): Promise<Readiness> => {
  const found = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await check()] as const),
  );
  const isReady = found.every(([, code]) => code === 'ok');
  return { status: isReady ? 'ready' : 'not-ready', checks: Object.fromEntries(found) };
};

const answering =
  (find: () => Promise<{ status: string }>): RequestListener =>
  (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD', ...neverKept }).end();
      return;
    }
    void find().then((found) => send(request, response, found.status === 'not-ready' ? 503 : 200, found));
  };

const neverKept = { 'cache-control': 'no-store' };

const send = (request: IncomingMessage, response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/json', ...neverKept });
  response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
};
