import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { TEAMS_LIMITS } from '../../teams/limits.ts';
import { answerJson } from './answer-json.ts';
import type { Answered, Call, Method } from './call.ts';
import { ConnectorError, throttled } from './connector-error.ts';
import type { Operation } from './control.ts';
import type { Core } from './core.ts';
import { asJson, parseJson } from './json.ts';
import { graphOf, issueToken, openIdMetadata, publishedKeys } from './login.ts';
import { misfire } from './misfire.ts';
import { changeMethods } from './operations/change.ts';
import { createConversation } from './operations/create-conversation.ts';
import { memberMethods } from './operations/members.ts';
import { isOfGraph, messageMethods } from './operations/messages.ts';
import { sendMethods } from './operations/send.ts';
import { teamMethods } from './operations/teams.ts';
import { routeOf } from './routes.ts';
import { CHANNEL_ISSUER } from './tokens.ts';

const METHODS: Record<Operation, Method> = {
  openIdMetadata: ({ tenantId }, core) => ({ status: 200, body: openIdMetadata(core, tenantId) }),
  keys: ({ tenantId }, core) => ({ status: 200, body: publishedKeys(core, tenantId) }),
  token: async ({ tenantId, body }, core) => ({
    status: 200,
    body: await issueToken(core, tenantId, new URLSearchParams(body)),
  }),
  createConversation,
  ...sendMethods,
  ...changeMethods,
  ...memberMethods,
  ...teamMethods,
  ...messageMethods,
};

const open: readonly Operation[] = ['openIdMetadata', 'keys', 'token'];

/** Answers a request of the bot, faults included. */
export const answerCall = async (
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', core.url);
  const route = routeOf(request.method ?? '', pathname);
  if (!route) return answerJson(response, 404, { message: 'No HTTP resource was found.' });
  const body = await text(request);
  const { authorization } = request.headers;
  const call: Call = { ...route, query: searchParams, body, json: asJson(parseJson(body)), authorization };
  const end = core.traffic.begin({ kind: 'call', name: route.operation, ...shown(call) });
  const fault = core.faults.take(route.operation, argumentsOf(call));
  if (fault && 'when' in fault && typeof fault.when === 'object') {
    end({ status: misfire(fault, request, response), error: fault.kind, response: undefined });
    const later = async () => {
      await core.faults.delay(route.operation);
      await perform(core, call);
    };
    setTimeout(later, fault.when.afterMs).unref();
    return;
  }
  await core.faults.delay(route.operation);
  if (fault && (!('when' in fault) || fault.when === 'before')) {
    const error = fault.kind === 'error' ? fault.code : fault.kind;
    end({ status: misfire(fault, request, response), error, response: undefined });
    return;
  }
  const { status, body: answer, headers, error } = await perform(core, call);
  if (fault) {
    end({ status: misfire(fault, request, response), error: fault.kind, response: hidden(answer) });
    return;
  }
  answerJson(response, status, answer, headers);
  end({ status, response: hidden(answer), ...(error && { error }) });
};

const perform = async (core: Core, call: Call): Promise<Answered> => {
  try {
    if (!open.includes(call.operation)) await admit(core, call);
    return await METHODS[call.operation](call, core);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { status: error.status, body: error.body, headers: error.headers, error: error.code };
  }
};

/** Whether the connector looks at the call at all. @throws ConnectorError 401, 413, 429 */
const admit = async ({ url, tokens, rates, world }: Core, call: Call): Promise<void> => {
  const ofGraph = isOfGraph(call);
  await tokens.check(call.authorization, ofGraph ? graphOf(url) : CHANNEL_ISSUER);
  // The address of Graph names no tenant: it is the token's, and the app is in the first one alone.
  if (!ofGraph && !world.state.tenants.has(call.tenantId)) throw new ConnectorError(404, 'TenantNotFound');
  if (call.body.length * 2 > TEAMS_LIMITS.message.bytes) {
    throw new ConnectorError(413, 'MessageSizeTooBig', 'Message size too large.');
  }
  const seconds = ofGraph
    ? rates?.readingRetryAfter(call.id, call.subId)
    : rates?.retryAfter(call.operation, call.tenantId, placeOf(call));
  if (seconds !== undefined) throw throttled(seconds);
};

/** The conversation that is called, or that is to be created: by its channel, else its only member. */
const placeOf = ({ id, json }: Call): string => {
  const channel = asJson(asJson(json.channelData).channel).id;
  const [member] = Array.isArray(json.members) ? json.members : [];
  return id || String(channel ?? asJson(member).id ?? '');
};

/** What faults can be told apart by. */
const argumentsOf = ({ id, subId, query, json }: Call): Record<string, unknown> => ({
  ...json,
  ...(id && { conversationId: id }),
  ...(subId && { activityId: subId }),
  ...Object.fromEntries(query),
});

/** For the traffic: no secrets. */
const shown = (call: Call) => {
  const place = placeOf(call);
  const request = call.operation === 'token' ? { tenantId: call.tenantId } : argumentsOf(call);
  return { request, ...(place && { channelId: place }) };
};

const hidden = (answer: unknown): unknown => {
  const { access_token: token, ...others } = asJson(answer);
  return token === undefined ? answer : others;
};
