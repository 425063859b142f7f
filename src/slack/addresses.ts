import type { WebClient } from '@slack/web-api';
import type { Block, Link } from '../messages/message.ts';
import { slackErrorOf } from './classify-outcome.ts';
import type { AddressOf } from './render-message.ts';

/** Web addresses of the messages that the buttons of some blocks lead to. */
export type Addresses = (shown: { blocks: readonly Block[] }) => Promise<AddressOf>;

/** Buttons lead to the messages of sessions that run now; asking anew for an old one is cheap. */
const mostAddresses = 1_000;

/** Asks Slack once for each message that a button leads to. */
export const createAddresses = (client: WebClient): Addresses => {
  const known = new Map<string, string>();
  const ask = async ({ channel = '', ts = '' }: Link['to']): Promise<void> => {
    if (known.has(ts)) return;
    try {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      if (known.size >= mostAddresses) known.clear();
      if (permalink) known.set(ts, permalink);
    } catch (fault) {
      // Without an address the button still works, it only leads nowhere; a fault of ours must not pass as one.
      if (slackErrorOf(fault) === undefined && !(fault instanceof Error && 'code' in fault)) throw fault;
    }
  };
  return async ({ blocks }) => {
    const links = blocks.flatMap((block) =>
      block.kind === 'actions' ? block.buttons.filter((button): button is Link => 'to' in button) : [],
    );
    for (const { to } of links) await ask(to);
    return ({ ts = '' }) => known.get(ts);
  };
};
