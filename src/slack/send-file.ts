import type { WebClient } from '@slack/web-api';
import type { FileOutcome, SendFile, TextFile } from '../use-cases/file-port.ts';
import { classifyOutcome, slackErrorOf } from './classify-outcome.ts';
import { renderMessage } from './render-message.ts';

const scope = 'files:write';
const uploadWithinMs = 2_500;

/**
 * Slack's three steps: an address to upload to, the upload, and the file's place in a chat. Between them the message
 * is posted, because its answer tells the chat's id: to ask for that would take one scope more.
 */
export const createSendFile =
  (clientOf: (workspace: string) => WebClient): SendFile =>
  async (workspace, memberId, file, message) => {
    const client = clientOf(workspace);
    const uploaded = await upload(client, file);
    if ('kind' in uploaded) return uploaded;
    try {
      const rendered = renderMessage(message, undefined, () => undefined);
      const { channel = '' } = await client.chat.postMessage({
        channel: memberId,
        ...rendered,
        parse: 'none',
      });
      await client.files.completeUploadExternal({
        files: [{ id: uploaded.id, title: file.title }],
        channel_id: channel,
      });
      return { kind: 'done' };
    } catch (fault) {
      return classifyOutcome(fault, 'files');
    }
  };

/** Until its place is told nobody sees the file, so whatever fails here has not been done. */
const upload = async (client: WebClient, { name, text }: TextFile): Promise<{ id: string } | FileOutcome> => {
  const bytes = new TextEncoder().encode(text);
  try {
    const { upload_url: address = '', file_id: id = '' } = await client.files.getUploadURLExternal({
      filename: name,
      length: bytes.length,
    });
    const { ok } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
      signal: AbortSignal.timeout(uploadWithinMs),
    });
    return ok ? { id } : { kind: 'not-done', code: 'upload_failed' };
  } catch (fault) {
    if (slackErrorOf(fault) === 'missing_scope') return { kind: 'unable', scope };
    return { kind: 'not-done', code: slackErrorOf(fault) ?? 'upload_failed' };
  }
};
