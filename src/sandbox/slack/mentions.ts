import type { AnyBlock } from '@slack/types';

type Json = Record<string, unknown>;

/** Whom a message calls. */
export interface Mentions {
  /** Each user id once, in the order of appearance. */
  userIds: string[];
  /** `here`, `channel`, `everyone`. */
  broadcasts: string[];
}

/**
 * Finds the mentions that Slack would make of a message. Plain text objects mention nobody; in mrkdwn that is
 * not `verbatim`, a bare `@here` does.
 * @param parse the `parse` argument of the post, which governs bare `@here` in `text` without blocks
 */
export function mentionsIn(text: string, blocks: readonly AnyBlock[], parse?: string): Mentions {
  const userIds = new Set<string>();
  const broadcasts = new Set<string>();
  const read = (mrkdwn: string, verbatim: boolean) => {
    for (const [, id] of mrkdwn.matchAll(/<@([UW][A-Z0-9]+)/g)) userIds.add(id as string);
    for (const [, range] of mrkdwn.matchAll(/<!(here|channel|everyone)/g)) broadcasts.add(range as string);
    if (verbatim) return;
    for (const [, range] of mrkdwn.matchAll(/(?<![\w@<.])@(here|channel|everyone)\b/g)) {
      broadcasts.add(range as string);
    }
  };
  read(text, blocks.length > 0 || parse === 'none');
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const object = value as Json;
    if (object.type === 'mrkdwn') read(String(object.text), object.verbatim === true);
    else if (object.type === 'user') userIds.add(String(object.user_id));
    else if (object.type === 'broadcast') broadcasts.add(String(object.range));
    else Object.values(object).forEach(walk);
  };
  walk(blocks);
  return { userIds: [...userIds], broadcasts: [...broadcasts] };
}
