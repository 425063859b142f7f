/** A permission of the bot's token. */
export type SlackScope = {
  scope: string;
  /** What the bot does with it, to be read in "without it there is no …". */
  uses: string;
};

/**
 * What the bot may ask of a workspace; the manifest holds the same. Without a required one sessions cannot be held,
 * without an optional one a single thing is left out.
 * Source: "Required scopes" of each method at https://docs.slack.dev/reference/methods.
 */
export const slackScopes: { required: readonly SlackScope[]; optional: readonly SlackScope[] } = {
  required: [
    { scope: 'commands', uses: 'command /microtraining' },
    { scope: 'chat:write', uses: 'posting and editing of messages' },
    { scope: 'channels:read', uses: 'knowing who is in a public channel' },
    { scope: 'groups:read', uses: 'knowing who is in a private channel' },
    { scope: 'users:read', uses: 'knowing names, time zones and guests' },
  ],
  optional: [
    { scope: 'files:write', uses: 'personal export as a file' },
    { scope: 'channels:history', uses: 'finding of a doubled message in a public channel' },
    { scope: 'groups:history', uses: 'finding of a doubled message in a private channel' },
    { scope: 'im:history', uses: 'finding of a doubled private message' },
    { scope: 'im:write', uses: 'finding of a doubled private message' },
  ],
};

/** What is missing where Slack has granted these; nothing where it does not say what it has granted. */
export const missingScopes = (
  granted: readonly string[] | undefined,
): { required: readonly SlackScope[]; optional: readonly SlackScope[] } => {
  const isMissing = ({ scope }: SlackScope) => granted !== undefined && !granted.includes(scope);
  return {
    required: slackScopes.required.filter(isMissing),
    optional: slackScopes.optional.filter(isMissing),
  };
};
