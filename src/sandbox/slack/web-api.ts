import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebAPICallResult } from '@slack/web-api';
import { Arguments } from './arguments.ts';
import type { Core } from './core.ts';
import { misfire } from './faults.ts';
import { SlackApiError } from './slack-api-error.ts';
import { appMethods } from './web-api/apps.ts';
import { authMethods } from './web-api/auth.ts';
import { chatMethods } from './web-api/chat.ts';
import { conversationMethods } from './web-api/conversations.ts';
import { fileMethods } from './web-api/files.ts';
import { directChannelOr } from './web-api/find-channel.ts';
import { historyMethods } from './web-api/history.ts';
import { userMethods } from './web-api/users.ts';
import { viewMethods } from './web-api/views.ts';

/** Carries out one method. @throws SlackApiError as Slack refuses it */
export type Method = (args: Arguments, core: Core) => WebAPICallResult;

const METHODS: Record<string, Method> = {
  ...appMethods,
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...userMethods,
  ...viewMethods,
};

/** What Slack answers; refusals carry their code. */
type Answered = WebAPICallResult & { error?: string };

interface Outcome {
  status: number;
  answer: Answered;
  headers?: Record<string, string>;
}

/** Answers `POST /api/<method>`, faults included. */
export async function answerApiCall(
  core: Core,
  method: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const args = new Arguments(request.headers['content-type'] ?? '', body);
  const { token, ...shown } = args.all;
  const channelId = typeof args.all.channel === 'string' ? args.all.channel : undefined;
  const about = { kind: 'call', name: method, request: shown, ...(channelId && { channelId }) } as const;
  const end = core.traffic.begin(about);
  const fault = core.faults.take(method, args.all);
  const bearer = request.headers.authorization?.replace(/^Bearer /, '');
  if (fault?.kind !== '429' && typeof fault?.when === 'object') {
    end({ status: misfire(fault, request, response), error: fault.kind, response: undefined });
    const later = async () => {
      await core.faults.delay(method);
      perform(core, method, args, { bearer, token });
    };
    setTimeout(later, fault.when.afterMs).unref();
    return;
  }
  await core.faults.delay(method);
  if (fault?.kind === '429' || fault?.when === 'before') {
    const error = fault.kind === 'error' ? fault.code : fault.kind;
    end({ status: misfire(fault, request, response), error, response: undefined });
    return;
  }
  const { status, answer, headers } = perform(core, method, args, { bearer, token });
  if (fault) {
    end({ status: misfire(fault, request, response), error: fault.kind, response: answer });
    return;
  }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': core.scopes.join(),
    ...headers,
  });
  response.end(JSON.stringify(answer));
  end({ status, response: answer, ...(answer.error && { error: answer.error }) });
}

function perform(core: Core, method: string, args: Arguments, credentials: Credentials): Outcome {
  try {
    authorize(core, method, credentials);
    const carryOut = METHODS[method];
    if (!carryOut) throw new SlackApiError('unknown_method');
    const seconds = core.rates?.retryAfter(method, directChannelOr(core.workspace, args.text('channel')));
    if (seconds !== undefined) {
      const headers = { 'retry-after': String(seconds) };
      return { status: 429, answer: { ok: false, error: 'ratelimited' }, headers };
    }
    return { status: 200, answer: carryOut(args, core) };
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    const metadata = error.details.length > 0 && { response_metadata: { messages: error.details } };
    return { status: 200, answer: { ok: false, error: error.code, ...metadata } };
  }
}

/** The token in the `Authorization` header and the one among the arguments. */
interface Credentials {
  bearer: string | undefined;
  token: unknown;
}

/** The app-level token is for its one method only, and only in the header. */
function authorize(core: Core, method: string, { bearer, token }: Credentials): void {
  const isForApp = method in appMethods;
  const given = isForApp ? bearer : (bearer ?? token);
  if (!given) throw new SlackApiError('not_authed');
  const known = [core.botToken, core.appToken];
  if (!known.includes(String(given))) throw new SlackApiError('invalid_auth');
  if (!core.deliveries.isInstalled) throw new SlackApiError('account_inactive');
  if (given !== (isForApp ? core.appToken : core.botToken)) throw new SlackApiError('not_allowed_token_type');
}
