import type { HomeView } from '@slack/types';
import type { Home } from '../messages/home.ts';
import { type AddressOf, renderBlocks } from './render-message.ts';

/** A page as Slack's Home tab. */
export const renderHome = ({ blocks }: Home, addressOf: AddressOf): HomeView => ({
  type: 'home',
  blocks: renderBlocks(blocks, addressOf),
});
