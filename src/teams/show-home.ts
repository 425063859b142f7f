import type { Context } from '../use-cases/context.ts';
import { showHome, type Viewer } from '../use-cases/show-home.ts';
import type { TeamsStore } from '../use-cases/teams-ports.ts';
import type { Addresses } from './addresses.ts';
import type { Connector } from './connector.ts';
import { renderHome } from './render-home.ts';
import { messageOf } from './send.ts';

/** Shows a member's own page as it is now, in their chat with the bot. */
export type ShowHome = (viewer: Viewer) => Promise<void>;

export const createShowHome =
  (connector: Connector, store: TeamsStore, addresses: Addresses, context: Context): ShowHome =>
  async (viewer) => {
    const home = await showHome(context, viewer);
    const chat = await store.chatWith(viewer.workspace, viewer.memberId);
    if (!chat) return;
    const path = `v3/conversations/${encodeURIComponent(chat.id)}/activities`;
    const body = messageOf(renderHome(home, await addresses(viewer.workspace, home)));
    await connector({ method: 'POST', serviceUrl: chat.serviceUrl, path, body });
  };
