import { createHmac } from 'node:crypto';
import type { AnyBlock } from '@slack/types';
import { encode } from '../../src/messages/interaction.ts';
import { keyBlockId } from '../../src/slack/message-key.ts';
import { signingSecret } from './bot-settings.ts';
import { channelOf, sessionIdOf, workspaceOf } from './plant.ts';

/** What the presses are made from. */
export type PressParts = {
  url: string;
  /** With the number of the press behind it. */
  responseUrl: string;
  /** Of the message in which the button stands, as Slack sends it along. */
  blocks: readonly AnyBlock[];
  sessions: number;
  perWorkspace: number;
  peopleEach: number;
};

const options = 5;

/** So many sessions are asking at a time: with 30 people each about what comes in a minute at the rate that is aimed at. */
export const askingAtOnce = 2_000;

/**
 * Who gives the answer of each press, by its number, and in which session. First all people of the sessions that ask
 * first, one session after the other in turn; then those of the sessions that follow. The first `sessions × peopleEach`
 * are of different people; then they change their answers.
 */
export const createAnswerers = ({ sessions, peopleEach }: Pick<PressParts, 'sessions' | 'peopleEach'>) => {
  const asking = Math.min(askingAtOnce, sessions);
  return (number: number): { session: number; member: string } => {
    const place = number % (sessions * peopleEach);
    const from = Math.floor(place / (asking * peopleEach)) * asking;
    const inTurn = Math.min(asking, sessions - from);
    const rest = place - from * peopleEach;
    return { session: from + (rest % inTurn), member: `U${Math.floor(rest / inTurn)}` };
  };
};

/**
 * Makes the requests of Slack in which somebody answers the first question of a session, ready to be written to a
 * connection; who presses is told by `createAnswerers`.
 */
export const createPresses = (parts: PressParts): ((number: number) => string) => {
  const { url, responseUrl, blocks, perWorkspace } = parts;
  const { host, pathname } = new URL(url);
  const answererOf = createAnswerers(parts);
  // Encoded once; what differs between presses is put in its places.
  const pieces = encodeURIComponent(JSON.stringify(pressOf(responseUrl, blocks))).split(/(PLACE-[A-Z]+)/);
  return (number) => {
    const { session, member } = answererOf(number);
    const now = Date.now();
    const option = 1 + (number % options);
    const does = encode({ do: 'choose', session: sessionIdOf(session), question: 'warm-up', option });
    const places: Record<string, string> = {
      'PLACE-TEAM': workspaceOf(session, perWorkspace).slice('slack:'.length),
      'PLACE-CHANNEL': channelOf(session),
      'PLACE-USER': member,
      'PLACE-NUMBER': `${number}`,
      'PLACE-TRIGGER': `${number}.${now}`,
      'PLACE-ACTION': encodeURIComponent(does),
      'PLACE-TIME': (now / 1_000).toFixed(6),
      'PLACE-KEY': sessionIdOf(session),
    };
    const body = `payload=${pieces.map((piece) => places[piece] ?? piece).join('')}`;
    const timestamp = String(Math.floor(now / 1_000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    return [
      `POST ${pathname} HTTP/1.1`,
      `host: ${host}`,
      'content-type: application/x-www-form-urlencoded',
      `content-length: ${body.length}`,
      `x-slack-request-timestamp: ${timestamp}`,
      `x-slack-signature: v0=${signature}`,
      '',
      body,
    ].join('\r\n');
  };
};

/** As Slack sends it ("block_actions payload"). */
const pressOf = (responseUrl: string, [, ...blocks]: readonly AnyBlock[]) => ({
  type: 'block_actions',
  user: { id: 'PLACE-USER', username: 'somebody', name: 'somebody', team_id: 'PLACE-TEAM' },
  api_app_id: 'A1',
  token: 'unused',
  container: {
    type: 'message',
    message_ts: '1700000001.000100',
    channel_id: 'PLACE-CHANNEL',
    is_ephemeral: false,
    thread_ts: '1700000000.000100',
  },
  trigger_id: 'PLACE-TRIGGER',
  team: { id: 'PLACE-TEAM', domain: 'acme' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: 'PLACE-CHANNEL', name: 'team' },
  message: {
    type: 'message',
    user: 'U-BOT',
    bot_id: 'B-BOT',
    ts: '1700000001.000100',
    thread_ts: '1700000000.000100',
    text: 'A prompt',
    blocks: [
      { type: 'section', block_id: keyBlockId('PLACE-KEY'), text: { type: 'plain_text', text: '…' } },
      ...blocks,
    ],
  },
  state: { values: {} },
  response_url: `${responseUrl}/PLACE-NUMBER`,
  actions: [
    {
      type: 'button',
      action_id: 'PLACE-ACTION',
      block_id: 'answers',
      text: { type: 'plain_text', text: '3', emoji: true },
      action_ts: 'PLACE-TIME',
    },
  ],
});
