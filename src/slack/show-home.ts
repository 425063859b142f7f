import type { WebClient } from '@slack/web-api';
import type { Context } from '../use-cases/context.ts';
import { showHome, type Viewer } from '../use-cases/show-home.ts';
import type { Addresses } from './addresses.ts';
import { renderHome } from './render-home.ts';

/** Shows a member's Home tab as it is now. */
export type ShowHome = (viewer: Viewer) => Promise<void>;

export const createShowHome =
  (client: WebClient, addresses: Addresses, context: Context): ShowHome =>
  async (viewer) => {
    const home = await showHome(context, viewer);
    await client.views.publish({ user_id: viewer.memberId, view: renderHome(home, await addresses(home)) });
  };
