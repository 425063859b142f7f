/**
 * What Teams keeps to by itself, from Microsoft's documentation as of November 2026 (platforms, Teams). What a bot has to
 * keep to stands in `teams/limits.ts`, and is enforced from there.
 */
export const LOCAL_LIMITS = {
  members: { perPage: 200, fewestPerPage: 50, mostPerPage: 500 },
  /** A targeted message is gone from all clients after that. */
  targeted: { hours: 24 },
  /** When the client gives up an invoke, or repeats it. */
  invoke: { answerMs: 15_000 },
  token: { seconds: 3_599 },
} as const;
