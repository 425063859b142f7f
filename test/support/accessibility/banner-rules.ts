import { mentionsIn } from '../../../src/sandbox/slack/mentions.ts';
import type { RenderedForSlack } from '../../../src/slack/limits.ts';
import { objectsIn, textIn } from './objects-in.ts';

/** What a message is about, to judge its banner by. */
export type Known = {
  /** The words that people wrote hold no signs, so that every sign is the bot's own. */
  isPlain: boolean;
  /** Answers and who gave them. */
  secrets: readonly string[];
  /** Titles of sessions and series. */
  titles: readonly string[];
  /** Whoever has changed something. */
  doers: readonly string[];
  /** It repeats an answer to who gave it; its banner says no more than that it is saved. */
  isReceipt: boolean;
};

/** Longer ones are cut on every screen, and tire who listens. */
const mostChars = 300;

/**
 * What is wrong with the text that stands for a message in banners and is read out in its place (Slack, "Designing
 * with Block Kit": accessible fallback text).
 */
export const bannerBreaches = ({ text = '', blocks }: RenderedForSlack, known: Known): string[] => {
  const [head] = objectsIn(blocks).filter(({ type }) => type === 'rich_text' || type === 'section');
  const said = textIn(head);
  const { userIds, broadcasts } = mentionsIn(text, [], 'none');
  const rules: Record<string, boolean> = {
    'the banner says nothing': !/\p{L}/u.test(text),
    'the banner is a mere title': (known.isPlain && !/[.!?…:]["”)]?$/.test(text)) || !/\S \S/.test(text),
    'the banner holds an answer': known.secrets.some((secret) => text.includes(secret)),
    'the banner calls somebody': userIds.length + broadcasts.length > 0,
    'the banner is too long': known.isPlain && text.length > mostChars,
    'the banner holds markup or signs':
      known.isPlain && /[*_~`|<>●○▇★→⋯]|:[a-z_]+:|\p{Extended_Pictographic}/u.test(text),
    'the banner does not say what': known.titles.some(
      (title) => said.includes(title) && !text.includes(title),
    ),
    'the banner does not say when':
      known.isPlain && !known.isReceipt && /\d\d:\d\d/.test(said) && !/\d\d:\d\d/.test(text),
    'the banner does not say who': known.doers.some((doer) => said.includes(doer) && !text.includes(doer)),
  };
  return Object.keys(rules).filter((rule) => rules[rule]);
};
