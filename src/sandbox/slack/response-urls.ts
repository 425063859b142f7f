import type { IncomingMessage, ServerResponse } from 'node:http';
import { SLACK_LIMITS } from '../../slack/limits.ts';
import { Arguments } from './arguments.ts';
import { readContent } from './content.ts';
import type { Core } from './core.ts';
import { misfire } from './faults.ts';
import { SlackApiError } from './slack-api-error.ts';
import type { StoredEphemeral, StoredMessage } from './stored-message.ts';
import { type ChannelState, SANDBOX } from './workspace.ts';

/** What a `response_url` stands for. */
interface Target {
  channel: ChannelState;
  userId: string;
  /** What was clicked; nothing for a command. */
  original: StoredMessage | StoredEphemeral | undefined;
}

/** Hands out `response_url`s: five uses within 30 minutes of the machine clock. */
export class ResponseUrls {
  readonly #machineNow: () => number;
  readonly #issued = new Map<string, Target & { issuedAt: number; uses: number }>();

  constructor(machineNow: () => number) {
    this.#machineNow = machineNow;
  }

  /** @returns the path of the new URL */
  issue(target: Target): string {
    const id = crypto.randomUUID();
    this.#issued.set(id, { ...target, issuedAt: this.#machineNow(), uses: 0 });
    return `/response/${id}`;
  }

  /** Counts one use. @throws SlackApiError `no_such_url`, `expired_url` or `used_url` */
  use(id: string): Target {
    const issued = this.#issued.get(id);
    if (!issued) throw new SlackApiError('no_such_url');
    const { uses, validMs } = SLACK_LIMITS.responseUrl;
    if (this.#machineNow() - issued.issuedAt > validMs) throw new SlackApiError('expired_url');
    if (issued.uses >= uses) throw new SlackApiError('used_url');
    issued.uses += 1;
    return issued;
  }
}

/** Answers `POST /response/<id>`. */
export async function answerResponseUrl(
  core: Core,
  id: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const args = new Arguments(request.headers['content-type'] ?? '', body);
  const end = core.traffic.begin({ kind: 'response_url', name: 'response_url', request: args.all });
  const fault = core.faults.take('response_url', args.all);
  await core.faults.delay('response_url');
  const lost = fault?.kind === '429' || fault?.when === 'before';
  const { status, answer } = lost ? { status: 0, answer: undefined } : perform(core, id, args);
  if (fault) {
    end({ status: misfire(fault, request, response), error: fault.kind, response: answer });
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
  end({ status, response: answer, ...(answer?.error !== undefined && { error: answer.error }) });
}

function perform(
  core: Core,
  id: string,
  args: Arguments,
): { status: number; answer: { ok: boolean; error?: string; response_metadata?: unknown } } {
  try {
    respond(core, core.responseUrls.use(id), args);
    return { status: 200, answer: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    const status = error.code.endsWith('_url') ? 404 : 400;
    const metadata = error.details.length > 0 && { response_metadata: { messages: error.details } };
    return { status, answer: { ok: false, error: error.code, ...metadata } };
  }
}

function respond({ workspace }: Core, { channel, userId, original }: Target, args: Arguments): void {
  if (args.flag('delete_original')) {
    if (original) workspace.delete(original);
    return;
  }
  const replaces = args.flag('replace_original') && original;
  const content = readContent(args.all.text, args.all.blocks);
  if (replaces) {
    // An ephemeral that its reader has lost by a reload stays lost.
    if (!original.deletedAt) workspace.edit(original, content, 'response_url');
    return;
  }
  const details = { threadTs: args.text('thread_ts'), by: 'response_url' } as const;
  if (args.text('response_type') === 'in_channel') {
    workspace.post(channel, SANDBOX.botUserId, content, { ...details, byBot: true });
  } else {
    workspace.postEphemeral(channel, userId, content, details);
  }
}
