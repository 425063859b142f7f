import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import type { LocalTeams, LocalTeamsOptions } from '../../../../src/sandbox/teams/control.ts';
import type { Json } from '../../../../src/sandbox/teams/json.ts';
import { startLocalTeams } from '../../../../src/sandbox/teams/local-teams.ts';

export const APP_ID = '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01';
export const APP_PASSWORD = 'a password of the tests';

/** What the bot answers: a status, and JSON where it has something to say. */
export type Reply = { status?: number; body?: unknown };
type Respond = (activity: Json) => Reply | Promise<Reply>;

/** What the connector answered. */
export type Answer = { status: number; body: Json; headers: Headers };

/** A local Teams, a bot without any SDK that checks its callers' tokens, a client of the connector, and the clocks. */
export type Stage = {
  teams: LocalTeams;
  /** Every activity that came with a right token. */
  heard: Json[];
  /** Why calls were refused, oldest first. */
  refused: string[];
  /** What the bot answers from now on; default: 200 without a body. */
  respond(how: Respond): void;
  /** The bot's messaging endpoint. */
  messagesUrl: string;
  /** Starts one more bot, which answers for itself. @returns its messaging endpoint */
  addBot(how: Respond): Promise<string>;
  /** Calls the connector; a path from `v3/` on. */
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  /** Posts a message to a conversation. @returns its id */
  send(conversationId: string, message: Json): Promise<string>;
  /** Starts a thread in a channel. @returns its id as a conversation, and its first message's */
  post(channel: string, message: Json): Promise<{ id: string; activityId: string }>;
  token(form?: Record<string, string>, url?: string): Promise<Answer>;
  /** Moves the session clock. */
  moveOn(minutes: number): void;
  /** Moves the machine clock. */
  letPass(ms: number): void;
  stop(): Promise<void>;
};

export type CallOptions = { token?: string | undefined; serviceUrl?: string; withinMs?: number };

export const openStage = async (options: Partial<LocalTeamsOptions> = {}): Promise<Stage> => {
  let now = Date.parse('2026-12-01T09:00:00Z');
  let passedMs = 0;
  const machineNow = () => Date.now() + passedMs;
  const teams = await startLocalTeams({
    now: () => new Date(now),
    machineNow,
    appId: APP_ID,
    appPassword: APP_PASSWORD,
    ...options,
  });
  const heard: Json[] = [];
  const refused: string[] = [];
  const stops: (() => void)[] = [];
  let respond: Respond = () => ({});
  const addBot = async (how: Respond) => {
    const server = createServer((request, response) => {
      void receive(teams, machineNow, request, response, { heard, refused, respond: how });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
    teams.connect(url);
    return url;
  };
  const token = async (form: Record<string, string> = {}, url = teams.endpoints.token) => {
    const grant = {
      grant_type: 'client_credentials',
      client_id: APP_ID,
      client_secret: APP_PASSWORD,
      scope: 'https://api.botframework.com/.default',
    };
    return answerOf(await fetch(url, { method: 'POST', body: new URLSearchParams({ ...grant, ...form }) }));
  };
  const call: Stage['call'] = async (method, path, body, given = {}) => {
    const bearer = 'token' in given ? given.token : String((await token()).body.access_token);
    const response = await fetch(`${given.serviceUrl ?? teams.serviceUrl}${path}`, {
      method,
      signal: AbortSignal.timeout(given.withinMs ?? 10_000),
      headers: {
        'content-type': 'application/json',
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answerOf(response);
  };
  const messagesUrl = await addBot((activity) => respond(activity));
  return {
    teams,
    heard,
    refused,
    messagesUrl,
    addBot,
    token,
    call,
    respond: (how) => {
      respond = how;
    },
    send: async (conversationId, message) => {
      const path = `v3/conversations/${encodeURIComponent(conversationId)}/activities`;
      const { status, body } = await call('POST', path, { type: 'message', ...message });
      if (status !== 201) throw new Error(`Not sent: ${status} ${JSON.stringify(body)}`);
      return String(body.id);
    },
    post: async (channel, message) => {
      const { status, body } = await call('POST', 'v3/conversations', {
        isGroup: true,
        channelData: { channel: { id: teams.channel(channel).id }, tenant: { id: teams.tenantId } },
        activity: { type: 'message', ...message },
      });
      if (status !== 201) throw new Error(`Not posted: ${status} ${JSON.stringify(body)}`);
      return { id: String(body.id), activityId: String(body.activityId) };
    },
    moveOn: (minutes) => {
      now += minutes * 60_000;
    },
    letPass: (ms) => {
      passedMs += ms;
    },
    stop: async () => {
      for (const stop of stops) stop();
      await teams.stop();
    },
  };
};

/** An Adaptive Card as an attachment. */
export const withCard = (card: Json): Json => ({
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.5', ...card },
    },
  ],
});

const answerOf = async (response: Response): Promise<Answer> => {
  const body = await response.text();
  const json = body.startsWith('{') || body.startsWith('[') ? (JSON.parse(body) as Json) : { text: body };
  return { status: response.status, body: json, headers: response.headers };
};

type Memory = { heard: Json[]; refused: string[]; respond: Respond };

const receive = async (
  teams: LocalTeams,
  machineNow: () => number,
  request: IncomingMessage,
  response: ServerResponse,
  { heard, refused, respond }: Memory,
): Promise<void> => {
  const activity = JSON.parse(await text(request)) as Json;
  try {
    await authenticate(teams, machineNow, request.headers.authorization, activity);
  } catch (error) {
    refused.push(error instanceof Error ? error.message : String(error));
    response.writeHead(401).end();
    return;
  }
  heard.push(activity);
  const { status = 200, body } = await respond(activity);
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
};

/** As a bot has to: key, endorsement, issuer, audience, times and the address it will answer to. */
const authenticate = async (
  teams: LocalTeams,
  machineNow: () => number,
  authorization: string | undefined,
  activity: Json,
): Promise<void> => {
  const token = authorization?.replace(/^Bearer /, '');
  if (!token) throw new Error('no token');
  const metadata = (await (await fetch(teams.endpoints.openIdMetadata)).json()) as { jwks_uri: string };
  const keys = (await (await fetch(metadata.jwks_uri)).json()) as JSONWebKeySet;
  const verified = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer: teams.endpoints.issuer,
    audience: teams.appId,
    algorithms: ['RS256'],
    currentDate: new Date(machineNow()),
  });
  const key = keys.keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid) as {
    endorsements?: string[];
  };
  if (!key.endorsements?.includes(String(activity.channelId))) throw new Error('not endorsed');
  if (verified.payload.serviceurl !== activity.serviceUrl) throw new Error('another service url');
};
