/** As much of a Slack user as their name needs. */
type Named = {
  id?: string;
  name?: string;
  real_name?: string;
  profile?: { display_name?: string };
};

/** What people call somebody: the display name, where they have chosen one. */
export const nameOf = (user: Named): string =>
  user.profile?.display_name || user.real_name || user.name || user.id || '';
