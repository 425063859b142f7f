import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileRecord } from './control.ts';
import type { Core } from './core.ts';
import { misfire } from './faults.ts';
import { SlackApiError } from './slack-api-error.ts';

interface Upload {
  name: string;
  length: number;
  bytes: Buffer | undefined;
}

/** Takes files in Slack's three steps: an address, the upload, its place in a chat. */
export class Files {
  readonly #uploads = new Map<string, Upload>();

  /** @returns the file's id */
  announce(name: string, length: number): string {
    const id = `F0${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
    this.#uploads.set(id, { name, length, bytes: undefined });
    return id;
  }

  /** @throws SlackApiError `file_not_found`, `invalid_length` */
  receive(id: string, bytes: Buffer): void {
    const upload = this.#uploads.get(id);
    if (!upload) throw new SlackApiError('file_not_found');
    if (bytes.length !== upload.length) throw new SlackApiError('invalid_length');
    upload.bytes = bytes;
  }

  /** Once for each file. @throws SlackApiError `file_not_found` */
  complete(id: string, title: string | undefined): FileRecord {
    const upload = this.#uploads.get(id);
    if (!upload?.bytes) throw new SlackApiError('file_not_found');
    this.#uploads.delete(id);
    return { id, name: upload.name, title: title ?? upload.name, text: upload.bytes.toString() };
  }
}

/** Answers `POST /upload/<id>`; faults on it are those of the method `upload`. */
export async function answerUpload(
  core: Core,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const about = { file: id, length: bytes.length };
  const end = core.traffic.begin({ kind: 'call', name: 'upload', request: about });
  const fault = core.faults.take('upload', about);
  await core.faults.delay('upload');
  const isLost = fault?.kind === '429' || fault?.when === 'before';
  const { status, said } = isLost ? { status: 0, said: '' } : receive(core, id, bytes);
  if (fault) {
    end({ status: misfire(fault, request, response), error: fault.kind, response: undefined });
    return;
  }
  response.writeHead(status, { 'content-type': 'text/plain' }).end(said);
  end({ status, response: said, ...(status !== 200 && { error: said }) });
}

function receive({ files }: Core, id: string, bytes: Buffer): { status: number; said: string } {
  try {
    files.receive(id, bytes);
    return { status: 200, said: `OK - ${bytes.length}` };
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    return { status: 400, said: error.code };
  }
}
