import type { AnyBlock, KnownBlock } from '@slack/types';
import { elementsIn } from './elements.ts';

let count = 0;
const newId = () => `auto${(++count).toString(36)}`;

/** A copy in which every block has a `block_id` and every interactive element an `action_id`, as Slack adds them. */
export function withIds(blocks: readonly AnyBlock[]): KnownBlock[] {
  const copy = structuredClone(blocks) as KnownBlock[];
  for (const block of copy) block.block_id ??= newId();
  for (const { element } of elementsIn(copy)) element.action_id ??= newId();
  return copy;
}
