import type { AuthTestResponse } from '@slack/web-api';
import type { Method } from '../web-api.ts';
import { SANDBOX } from '../workspace.ts';

/** `auth.test`. */
export const authMethods: Record<string, Method> = {
  'auth.test': (_args, { url }): AuthTestResponse => ({
    ok: true,
    url: `${url}/`,
    team: SANDBOX.teamName,
    team_id: SANDBOX.teamId,
    user: SANDBOX.botName.toLowerCase(),
    user_id: SANDBOX.botUserId,
    bot_id: SANDBOX.botId,
    is_enterprise_install: false,
  }),
};
