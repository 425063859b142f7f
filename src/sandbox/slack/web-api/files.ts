import type { FilesCompleteUploadExternalResponse, FilesGetUploadURLExternalResponse } from '@slack/web-api';
import type { Arguments } from '../arguments.ts';
import type { Core } from '../core.ts';
import { emitMessageEvent } from '../message-events.ts';
import { SlackApiError } from '../slack-api-error.ts';
import type { Method } from '../web-api.ts';
import { SANDBOX } from '../workspace.ts';
import { findJoinedChannel } from './find-channel.ts';

/** The `files.*` methods of an upload. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};

const scope = 'files:write';
/** People are no place for a file, unlike for a message: it takes the id of the chat with them. */
const placePattern = /^[CGDZ][A-Z0-9]+$/;

function getUploadUrl(args: Arguments, core: Core): FilesGetUploadURLExternalResponse {
  if (!core.scopes.includes(scope)) return withoutScope(core);
  const id = core.files.announce(args.required('filename'), Number(args.required('length')));
  return { ok: true, upload_url: `${core.url}/upload/${id}`, file_id: id };
}

/** A file without a place stays private, and is of no use here. */
function completeUpload(args: Arguments, core: Core): FilesCompleteUploadExternalResponse {
  if (!core.scopes.includes(scope)) return withoutScope(core);
  const channelId = args.required('channel_id');
  if (!placePattern.test(channelId)) {
    const details = '[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]';
    throw new SlackApiError('invalid_arguments', [details]);
  }
  const channel = findJoinedChannel(core.workspace, channelId);
  const files = filesIn(args).map(({ id, title }) => core.files.complete(id, title));
  const message = core.workspace.post(
    channel,
    SANDBOX.botUserId,
    { text: args.text('initial_comment') ?? '', blocks: [] },
    { threadTs: args.text('thread_ts'), by: 'files.completeUploadExternal', byBot: true, files },
  );
  emitMessageEvent(core, channel, message);
  return { ok: true, files: files.map(({ id, title }) => ({ id, title })) };
}

function filesIn(args: Arguments): { id: string; title?: string }[] {
  const { files } = args.all;
  if (!Array.isArray(files) || files.length === 0) throw new SlackApiError('invalid_arguments');
  return files;
}

function withoutScope({ scopes }: Core) {
  return { ok: false, error: 'missing_scope', needed: scope, provided: scopes.join() };
}
