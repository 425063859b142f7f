import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { callCode } from '../errors.ts';

const longestMs = 2_500;

/**
 * Posts to a press's own `response_url`, whatever is answered. By Node's client, which keeps connections: `fetch` costs
 * three times as much, and in a session every press is followed by one of these.
 * @throws where the way there breaks or takes longer than 2.5 s
 */
export const postNote = (url: string, note: object): Promise<void> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify(note);
    const send = url.startsWith('https:') ? overHttps : overHttp;
    const call = send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      timeout: longestMs,
    });
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', (fault) => {
      // Closed at the other end while it was kept ("request.reusedSocket" in Node's manual): another one takes its place.
      const wasKept = call.reusedSocket && callCode(fault) === 'ECONNRESET';
      if (wasKept) postNote(url, note).then(resolve, reject);
      else reject(fault);
    });
    call.on('response', (answer) => {
      answer.on('error', reject).on('end', resolve).resume();
    });
    call.end(body);
  });
