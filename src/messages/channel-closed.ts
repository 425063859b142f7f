import type { Texts } from '../texts/en.ts';
import { spoken } from '../texts/spoken.ts';
import type { Block, Message } from './message.ts';
import { oneLine } from './tally-block.ts';

/** Why the bot can post nothing in a channel any more. */
export const hindrances = ['bot-removed', 'channel-archived', 'channel-gone'] as const;
export type Hindrance = (typeof hindrances)[number];

export type ChannelClosedView = {
  channelName: string;
  why: Hindrance;
  /** Titles of what waits, and of what was broken off and has nothing more to come. */
  waiting: readonly string[];
  brokenOff: readonly string[];
};

/** As many as a lead is told by name. */
const mostTitles = 10;

/** Told the lead once, in private: what has happened, and how to go on. */
export const channelClosed = (texts: Texts, view: ChannelClosedView): Message => {
  const { channelName, why, waiting, brokenOff } = view;
  const words = texts.channelClosed;
  const hidden = waiting.length - mostTitles;
  const happened = [words.what(why, channelName), ...brokenOff.slice(0, mostTitles).map(words.brokenOff)];
  const blocks: Block[] = [{ kind: 'text', lines: happened }];
  if (waiting.length > 0) {
    blocks.push(
      oneLine(words.waits()),
      { kind: 'list', items: waiting.slice(0, mostTitles).map(words.title) },
      ...(hidden > 0 ? [{ kind: 'note' as const, line: texts.prompt.more(hidden) }] : []),
      oneLine(words.goOn(why)),
    );
  }
  return { push: `${words.push(channelName)} ${spoken(...happened)}`, blocks };
};
