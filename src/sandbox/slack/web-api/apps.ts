import type { AppsConnectionsOpenResponse } from '@slack/web-api';
import type { Method } from '../web-api.ts';

/** `apps.connections.open`, the one method that takes the app-level token. */
export const appMethods: Record<string, Method> = {
  'apps.connections.open': (_args, { sockets, url }): AppsConnectionsOpenResponse => ({
    ok: true,
    url: sockets.issueUrl(url),
  }),
};
