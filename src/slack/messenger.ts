import type { WebClient } from '@slack/web-api';
import type { Message } from '../messages/message.ts';
import type { Messenger, Outcome, Permit } from '../use-cases/delivery-ports.ts';
import type { Destination, Opaque } from '../use-cases/ports.ts';
import { createAddresses } from './addresses.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { SLACK_LIMITS } from './limits.ts';
import { createLookUp, lookUpBudget } from './look-up.ts';
import { keyMetadata } from './message-key.ts';
import { renderMessage } from './render-message.ts';

const quiet = { unfurl_links: false, unfurl_media: false, parse: 'none' } as const;

/** A posted message as Slack names it. */
type SlackReference = { channel: string; ts: string };
const slackReference = (reference: Opaque): SlackReference => ({
  channel: reference.channel ?? '',
  ts: reference.ts ?? '',
});

/** How often Slack lets itself be called; each budget is kept for a workspace, that of posts also for a channel. */
export type SlackRates = {
  postsPerChannel: { perSecond: number; burst: number };
  postsPerWorkspace: { perMinute: number };
  postEphemeral: { perMinute: number };
  update: { perMinute: number };
  delete: { perMinute: number };
  /** `conversations.history` and `.replies`, each. */
  history: { perMinute: number };
};

/**
 * How many sessions may begin in one minute of a workspace: each posts one prompt. A third of the budget is left for the
 * recaps, cards and desks of those that began before.
 */
export const startsPerMinute = ({ postsPerWorkspace }: SlackRates = SLACK_LIMITS.rates): number =>
  Math.floor((postsPerWorkspace.perMinute * 2) / 3);

/** Posts, edits and removes in one Slack workspace; never retries, and says of each call how it ended. */
export const createMessenger = (client: WebClient, rates: SlackRates = SLACK_LIMITS.rates): Messenger => {
  const addresses = createAddresses(client);
  const permits: Messenger['permits'] = (call) => permitsOf(call, rates);

  const post = async (destination: Destination, message: Message, key: string): Promise<Outcome> => {
    const budget = permits({ does: 'post', destination })[0]!.budget;
    return attempt(budget, async () => {
      const rendered = renderMessage(message, key, await addresses(message));
      return send(client, destination, rendered, key);
    });
  };

  return {
    post,
    edit: (reference, message, key) =>
      attempt(budgets.edits, async () => {
        const rendered = renderMessage(message, key, await addresses(message));
        await client.chat.update({ ...slackReference(reference), ...rendered, parse: 'none' });
        return reference;
      }),
    remove: async (reference) => {
      const outcome = await attempt(budgets.removals, async () => {
        await client.chat.delete(slackReference(reference));
        return reference;
      });
      return outcome.kind === 'refused' && outcome.code === 'message_not_found' ? { kind: 'done' } : outcome;
    },
    lookUp: createLookUp(client),
    permits,
  };
};

const send = async (
  client: WebClient,
  destination: Destination,
  rendered: ReturnType<typeof renderMessage>,
  key: string,
): Promise<Opaque | undefined> => {
  const metadata = keyMetadata(key);
  switch (destination.to) {
    case 'channel':
      return reference(
        await client.chat.postMessage({ channel: destination.channelId, ...rendered, ...quiet, metadata }),
      );
    case 'member':
      return reference(
        await client.chat.postMessage({ channel: destination.memberId, ...rendered, ...quiet, metadata }),
      );
    case 'thread': {
      const { channelId: channel, root, alsoInChannel } = destination;
      const reply = { channel, thread_ts: slackReference(root).ts, ...rendered, ...quiet, metadata };
      return reference(
        await (alsoInChannel
          ? client.chat.postMessage({ ...reply, reply_broadcast: true })
          : client.chat.postMessage(reply)),
      );
    }
    case 'member-in-thread':
    case 'member-in-channel': {
      const thread = 'root' in destination && { thread_ts: slackReference(destination.root).ts };
      const { channelId: channel, memberId: user } = destination;
      await client.chat.postEphemeral({ channel, user, ...thread, ...rendered, parse: 'none' });
      return undefined;
    }
  }
};

const reference = ({ channel, ts }: { channel?: string; ts?: string }): Opaque => ({
  channel: channel ?? '',
  ts: ts ?? '',
});

const attempt = async (budget: string, call: () => Promise<Opaque | undefined>): Promise<Outcome> => {
  try {
    const done = await call();
    return { kind: 'done', ...(done && { reference: done }) };
  } catch (fault) {
    return classifyOutcome(fault, budget);
  }
};

/** Names of the budgets that Slack keeps for each workspace. */
const budgets = {
  channel: (channel: string) => `chat.postMessage ${channel}`,
  posts: 'chat.postMessage',
  notes: 'chat.postEphemeral',
  edits: 'chat.update',
  removals: 'chat.delete',
};

/** A budget of so many a minute, all of which may go out at once. */
const perMinute = (budget: string, rate: number): Permit => ({ budget, burst: rate, perSecond: rate / 60 });

/**
 * A budget of few calls, of which one is never used: between a permit and its call lies a commit, and two calls may
 * arrive closer together than they were permitted.
 */
const oneInReserve = (budget: string, { burst, perSecond }: SlackRates['postsPerChannel']): Permit => ({
  ...{ budget, perSecond },
  burst: Math.max(1, burst - 1),
});

const permitsOf = (call: Parameters<Messenger['permits']>[0], rates: SlackRates): Permit[] => {
  switch (call.does) {
    case 'edit':
      return [perMinute(budgets.edits, rates.update.perMinute)];
    case 'remove':
      return [perMinute(budgets.removals, rates.delete.perMinute)];
    case 'look-up': {
      const budget = lookUpBudget(call.destination);
      return budget ? [perMinute(budget, rates.history.perMinute)] : [];
    }
    case 'post':
      return permitsOfPost(call.destination, rates);
  }
};

const permitsOfPost = (destination: Destination, rates: SlackRates): Permit[] => {
  if (destination.to === 'member-in-thread' || destination.to === 'member-in-channel') {
    return [perMinute(budgets.notes, rates.postEphemeral.perMinute)];
  }
  const channel = destination.to === 'member' ? destination.memberId : destination.channelId;
  return [
    oneInReserve(budgets.channel(channel), rates.postsPerChannel),
    perMinute(budgets.posts, rates.postsPerWorkspace.perMinute),
  ];
};
