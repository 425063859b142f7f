import type { RenderedForSlack } from '../../../src/slack/limits.ts';
import { type Json, objectsIn } from './objects-in.ts';

/** Signs that some people do not see, or cannot tell apart, and that programs read out as something else. */
const verdicts = /[✓✔✗✘✅❌☑☒👍👎🟢🟡🔴🟥🟩]/u;

/** What is said by a sign, a colour or bold print alone. */
export const signBreaches = ({ blocks }: RenderedForSlack): string[] =>
  objectsIn(blocks).flatMap((object) => {
    const { text } = object;
    if (typeof text !== 'string') return [];
    const rules: Record<string, boolean> = {
      'right or wrong by a sign': verdicts.test(text),
      'a sign by itself': /[\p{S}\p{Extended_Pictographic}]/u.test(text) && !/[\p{L}\p{N}]/u.test(text),
      'dots without words': /[●○]/.test(text) && !/[●○] +\p{L}{3}/u.test(text),
      'a bar without its number': /▇(?!▇| \d)/u.test(text),
      'an emoji by its code': object.type !== 'plain_text' && /(^|\s):[a-z_+-]+:(\s|$)/.test(text),
      'the right answer by its print alone': isMarked(object) && !/\bright\b/.test(text),
    };
    return Object.keys(rules)
      .filter((rule) => rules[rule])
      .map((rule) => `${rule}: ${text.slice(0, 40)}`);
  });

/** A row of a distribution in bold print. */
const isMarked = ({ style }: Json): boolean => {
  const { code, bold } = (typeof style === 'object' && style !== null ? style : {}) as Json;
  return code === true && bold === true;
};
