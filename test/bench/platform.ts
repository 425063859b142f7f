import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { en } from '../../src/texts/en.ts';

/** A message as it was posted; `at` is when it arrived (epoch, milliseconds). */
export type Posted = { channel: string; thread: string; ts: string; at: number; isGone: boolean };
export type Arguments = Readonly<Record<string, string>>;

export type Platform = {
  apiUrl: string;
  /** Takes what is sent to the address of a press, which is this with the press's number behind it. */
  responseUrl: string;
  /** Presses whose people were told in private that they are not saved, or perhaps not. */
  refused: ReadonlySet<number>;
  /** Everything that was posted, in its order. */
  posted: readonly Posted[];
  /** The first few posts as they were sent. */
  samples: readonly Arguments[];
  /** Forgets what was posted. */
  clear(): void;
  stop(): Promise<void>;
};

const mostSamples = 50;
const everybody = 31;

/**
 * A platform that takes what is posted and counts it: as much of Slack's Web API as the bot and its peers call, and no
 * more, so that it costs both sides of a comparison equally little.
 * @param answerMs a post stands at once and is answered after this
 */
export const startPlatform = async (answerMs: number): Promise<Platform> => {
  const posted: Posted[] = [];
  const byTs = new Map<string, Posted>();
  const inChannel = new Map<string, { message: Posted; metadata: string | undefined }[]>();
  const samples: Arguments[] = [];
  const refused = new Set<number>();
  let lastTs = Date.now() * 1_000;

  const post = (sent: Arguments) => {
    const channel = sent.channel ?? '';
    lastTs = Math.max(lastTs + 1, Date.now() * 1_000);
    const ts = `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    const message = { channel, thread: sent.thread_ts ?? '', ts, at: now(), isGone: false };
    posted.push(message);
    byTs.set(ts, message);
    const others = inChannel.get(channel) ?? [];
    inChannel.set(channel, others);
    others.push({ message, metadata: sent.metadata });
    if (samples.length < mostSamples) samples.push(sent);
    return { channel, ts };
  };

  const remove = ({ ts = '' }: Arguments) => {
    const message = byTs.get(ts);
    if (!message || message.isGone) return { ok: false, error: 'message_not_found' };
    message.isGone = true;
    return {};
  };

  const messages = ({ channel = '', ts }: Arguments) => ({
    messages: (inChannel.get(channel) ?? [])
      .filter(({ message }) => !message.isGone && (ts === undefined || message.thread === ts))
      .map(({ message, metadata }) => ({
        ts: message.ts,
        ...(metadata && { metadata: JSON.parse(metadata) }),
      })),
  });

  const methods: Record<string, (sent: Arguments) => object> = {
    'auth.test': () => ({
      team_id: 'T1',
      team: 'Acme',
      user_id: 'U-BOT',
      bot_id: 'B-BOT',
      url: 'http://localhost/',
    }),
    'chat.postMessage': post,
    'chat.update': ({ channel, ts }) => ({ channel, ts }),
    'chat.delete': remove,
    'chat.getPermalink': ({ channel, message_ts }) => ({
      permalink: `http://localhost/${channel}/${message_ts}`,
    }),
    'conversations.history': messages,
    'conversations.replies': messages,
    'conversations.info': ({ channel }) => ({
      channel: { id: channel, name: 'team', is_member: true, num_members: everybody },
    }),
    'conversations.members': () => ({
      members: Array.from({ length: everybody }, (_, index) => `U${index}`),
    }),
    'conversations.open': ({ users }) => ({ channel: { id: `D${users}` } }),
    'users.info': ({ user }) => ({ user: { id: user, name: user, team_id: 'T1', tz: 'Europe/Berlin' } }),
  };

  const answer = async (request: IncomingMessage): Promise<object> => {
    const body = await read(request);
    const [, group, method = ''] = (request.url ?? '').split('/');
    if (group === 'respond') {
      if (saysNotSaved(body)) refused.add(Number(method));
      return { ok: true };
    }
    const done = methods[method]?.(Object.fromEntries(new URLSearchParams(body)));
    if (done && answerMs > 0 && method.startsWith('chat.')) await after(answerMs);
    return done ? { ok: true, ...done } : { ok: false, error: 'unknown_method' };
  };

  const server = createServer((request, response) => {
    void answer(request).then((answered) => {
      const text = JSON.stringify(answered);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  const origin = await listen(server);
  return {
    apiUrl: `${origin}/api/`,
    responseUrl: `${origin}/respond`,
    posted,
    samples,
    refused,
    clear: () => {
      posted.length = 0;
      byTs.clear();
      inChannel.clear();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Whether a note, as it is sent, says so: cheaper than to read it, for every answer is followed by one. */
export const saysNotSaved = (note: string): boolean =>
  note.includes(en.notSaved) || note.includes(en.perhapsSaved);

/** With parts of a millisecond, comparable between processes of one machine. */
const now = (): number => performance.timeOrigin + performance.now();

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
