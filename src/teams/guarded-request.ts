import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { faultFields } from '../errors.ts';
import type { Log } from '../use-cases/log-port.ts';
import { type Activity, activitySchema, tenantOf } from './activity.ts';
import type { TokenCheck } from './channel-token.ts';
import { isAllowed } from './connector-address.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** What an activity is answered with; for an invoke the body is what it asked for. */
export type HttpAnswer = { status: number; body?: object };

/** Answers an activity that is known to come from Teams; `raw` is all of it. */
export type TakeActivity = (activity: Activity, raw: object) => Promise<HttpAnswer>;

const oneMebibyte = 1024 * 1024;

/**
 * Hands on what comes from Teams, and refuses everything else without a word: no POST (405), too large (413), no activity
 * (400), no right token (401), another tenant or a connector elsewhere (403). 503 where that cannot be told at present,
 * or the activity could not be carried out.
 */
export const guardedRequest = (
  settings: TeamsSettings,
  check: TokenCheck,
  take: TakeActivity,
  log: Log,
): RequestListener => {
  const answerOf = async (request: IncomingMessage): Promise<HttpAnswer | undefined> => {
    if (request.method !== 'POST') return { status: 405 };
    const body = await bodyOf(request).catch(() => undefined);
    // Whoever sent it has gone away.
    if (body === undefined) return undefined;
    if (body === 'too large') return { status: 413 };
    const raw = objectIn(body);
    const activity = activitySchema.safeParse(raw).data;
    if (!raw || !activity) return { status: 400 };
    const checked = await check(request.headers.authorization, activity);
    if (checked === 'cannot-tell') {
      log.warn({}, "the keys of Teams' activities could not be fetched");
      return { status: 503 };
    }
    if (checked === 'wrong') return { status: 401 };
    if (!isAllowed(activity.serviceUrl, settings) || tenantOf(activity) !== settings.tenantId) {
      log.warn({ tenant: tenantOf(activity) }, 'an activity of another tenant or cloud was refused');
      return { status: 403 };
    }
    return take(activity, raw);
  };
  return async (request, response) => {
    try {
      const answer = await answerOf(request);
      if (answer) send(response, answer);
      else response.destroy();
    } catch (fault) {
      log.error(faultFields(fault), 'an activity could not be carried out');
      send(response, { status: 503 });
    }
  };
};

const send = (response: ServerResponse, { status, body }: HttpAnswer): void => {
  if (response.destroyed) return;
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(status === 405 && { allow: 'POST' }),
    ...(status === 413 && { connection: 'close' }),
  };
  response.writeHead(status, headers).end(body && JSON.stringify(body));
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer | 'too large'> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > oneMebibyte) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const objectIn = (body: Buffer): object | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
