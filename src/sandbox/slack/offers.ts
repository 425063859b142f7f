import type { KnownBlock } from '@slack/types';
import { decode } from '../../messages/interaction.ts';
import type { Offer, OfferedButton } from '../platform.ts';
import type { Core } from './core.ts';
import { elementsIn } from './elements.ts';
import { visibleIn } from './surfaces.ts';
import { useElement } from './use-element.ts';
import type { User } from './workspace.ts';

/** What the bot's messages and private notes offer somebody to press, the oldest first. */
export const offersTo = (core: Core, user: User): Offer[] =>
  [...core.workspace.channels.values()]
    .flatMap((channel) => visibleIn(core, user, channel))
    .filter((surface) => surface.kind === 'ephemeral' || surface.message.byBot)
    .map(({ channel, message, blocks }) => ({
      id: message.ts,
      postedAt: message.postedAt,
      push: message.text,
      buttons: buttonsIn(blocks, ({ blockId, actionId }) =>
        useElement(core, user, { on: { channel: channel.id, ts: message.ts }, blockId, actionId }, {}),
      ),
    }));

const buttonsIn = (
  blocks: KnownBlock[],
  press: (at: { blockId: string; actionId: string }) => Promise<unknown>,
): OfferedButton[] =>
  elementsIn(blocks).flatMap(({ blockId, actionId, element }) => {
    const interaction = element.type === 'button' ? decode(actionId) : undefined;
    if (!interaction || element.type !== 'button') return [];
    return [{ label: element.text.text, interaction, press: () => press({ blockId, actionId }) }];
  });
