import { createHmac } from 'node:crypto';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { signingSecret, type World } from './world.ts';

/** The body in which Slack posts what people press and send. */
export const interactive = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** The headers with which Slack signs a body; `secret` and `at` (seconds) are its own unless somebody forges them. */
export const signed = (
  body: string,
  { secret = signingSecret, at = Math.floor(Date.now() / 1_000) } = {},
): Record<string, string> => ({
  'content-type': 'application/x-www-form-urlencoded',
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
});

/** Posts a body as Slack does. */
export const postSigned = (to: string, body: string): Promise<Response> =>
  fetch(to, { method: 'POST', headers: signed(body), body });

/** The latest delivery of a kind (that somebody caused): what it said, and where it went. */
export const latestDelivery = ({ slack }: World, name: string, person?: Person) => {
  const found = slack.traffic.findLast(({ kind, name: its, request }) => {
    const user = (request.user as { id?: string } | undefined)?.id ?? request.user_id;
    return kind === 'delivery' && its === name && (!person || user === person.id);
  });
  if (!found?.to) throw new Error(`Slack has delivered no ${name}`);
  return { to: found.to, payload: found.request };
};
