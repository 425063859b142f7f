import type { KnownBlock } from '@slack/types';

/** What the buttons of a message do (`messages/interaction.ts`). */
export const verbsInBlocks = (blocks: readonly KnownBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map(({ action_id: actionId = '' }) => actionId.split(':')[0] ?? '')
      : [],
  );
