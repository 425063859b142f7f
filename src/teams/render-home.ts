import type { Home } from '../messages/home.ts';
import { plain } from '../texts/plain.ts';
import { type AddressOf, type RenderedMessage, renderMessage } from './render-message.ts';

/** A page as a card in the chat with the bot, on request: its first words are its push text. */
export const renderHome = ({ blocks }: Home, addressOf: AddressOf): RenderedMessage => {
  const [first] = blocks.flatMap((block) => (block.kind === 'text' ? block.lines : []));
  return renderMessage({ push: plain(first ?? []), blocks }, undefined, addressOf, () => undefined);
};
