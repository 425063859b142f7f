import type { Arguments } from '../arguments.ts';
import { SlackApiError } from '../slack-api-error.ts';

/** One page of a list, and the cursor of the next one (empty at the end). */
export interface Page<T> {
  items: T[];
  nextCursor: string;
}

const PREFIX = 'next:';

/**
 * Cuts the page that `cursor` and `limit` ask for.
 * @param keyOf names an item; the cursor carries the key of the first item of the next page, so that the
 *   page stays right when the list grows at the other end
 * @throws SlackApiError `invalid_cursor`
 */
export function page<T>(
  items: readonly T[],
  args: Arguments,
  fallback: number,
  keyOf: (item: T) => string,
): Page<T> {
  const limit = args.count('limit', fallback, 999);
  const cursor = args.text('cursor');
  const start = cursor ? startOf(items, cursor, keyOf) : 0;
  const next = items[start + limit];
  return {
    items: items.slice(start, start + limit),
    nextCursor: next === undefined ? '' : Buffer.from(PREFIX + keyOf(next)).toString('base64'),
  };
}

function startOf<T>(items: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  const decoded = Buffer.from(cursor, 'base64').toString();
  const start = items.findIndex((item) => PREFIX + keyOf(item) === decoded);
  if (start < 0) throw new SlackApiError('invalid_cursor');
  return start;
}
