import type { AnyBlock } from '@slack/types';
import { check, SLACK_LIMITS, type Violation } from '../../slack/limits.ts';
import { withIds } from './block-ids.ts';
import { SlackApiError } from './slack-api-error.ts';
import type { Content } from './stored-message.ts';

/** What Slack puts into `text` when a message brings blocks only. */
const NO_TEXT = "This content can't be displayed.";

/**
 * Checks text and blocks of a message as Slack does.
 * @param before the content that an edit changes: blocks that are left out stay, an empty list removes them
 * @throws SlackApiError `no_text`, `msg_too_long`, `msg_blocks_too_long`, `invalid_blocks_format` or
 *   `invalid_blocks` with details
 */
export function readContent(text: unknown, blocks: unknown, before?: Content): Content {
  if (blocks !== undefined && blocks !== null && !Array.isArray(blocks)) {
    throw new SlackApiError('invalid_blocks_format');
  }
  const given = (blocks ?? undefined) as AnyBlock[] | undefined;
  const words = typeof text === 'string' ? text : '';
  if (!words && !given?.length) throw new SlackApiError('no_text');
  const { textChars, blocksChars } = SLACK_LIMITS.message;
  if (words.length > textChars) throw new SlackApiError('msg_too_long');
  if (given && JSON.stringify(given).length > blocksChars) throw new SlackApiError('msg_blocks_too_long');
  const violations = check({ surface: 'message', text: words, blocks: given ?? [] });
  if (violations.length > 0) throw new SlackApiError('invalid_blocks', violations.map(described));
  return {
    text: words || NO_TEXT,
    blocks: given ? withIds(given) : (before?.blocks ?? []),
  };
}

function described({ path, rule }: Violation): string {
  return `[ERROR] ${rule} [json-pointer:${path}]`;
}
