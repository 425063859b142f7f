import type { UsersInfoResponse, UsersListResponse } from '@slack/web-api';
import { SlackApiError } from '../slack-api-error.ts';
import type { Method } from '../web-api.ts';
import { SANDBOX, type User } from '../workspace.ts';
import { page } from './page.ts';

/** The `users.*` methods. */
export const userMethods: Record<string, Method> = {
  'users.info': (args, { workspace }): UsersInfoResponse => {
    const user = workspace.users.get(args.required('user'));
    if (!user) throw new SlackApiError('user_not_found');
    return { ok: true, user: userObject(user, workspace.now(), args.flag('include_locale')) };
  },
  'users.list': (args, { workspace }): UsersListResponse => {
    const { items, nextCursor } = page([...workspace.users.values()], args, 100, ({ id }) => id);
    const withLocale = args.flag('include_locale');
    const members = items.map((user) => userObject(user, workspace.now(), withLocale));
    return { ok: true, members, response_metadata: { next_cursor: nextCursor } };
  },
};

/** A user as Slack describes one. */
export function userObject(user: User, now: Date, withLocale: boolean) {
  return {
    id: user.id,
    team_id: user.otherTeam ?? SANDBOX.teamId,
    name: user.name.toLowerCase(),
    real_name: user.name,
    deleted: user.isDeleted ?? false,
    tz: user.tz,
    tz_label: zoneName(user.tz, now, 'long'),
    tz_offset: offsetSeconds(user.tz, now),
    profile: {
      real_name: user.name,
      real_name_normalized: user.name,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.otherTeam ?? SANDBOX.teamId,
    },
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    ...(user.otherTeam && { is_stranger: true }),
    is_app_user: false,
    updated: Math.floor(now.getTime() / 1_000),
    ...(withLocale && { locale: user.locale }),
  };
}

function zoneName(zone: string, now: Date, style: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

function offsetSeconds(zone: string, now: Date): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(zoneName(zone, now, 'longOffset')) ?? [];
  const seconds = Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}
