import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { snapshotVersion as slackVersion } from './slack/snapshot.ts';
import { snapshotVersion as teamsVersion } from './teams/snapshot.ts';

/** Raise it when an older sandbox cannot be gone on with. */
const version = `2.${slackVersion}.${teamsVersion}`;

const stateSchema = z.object({
  version: z.literal(version),
  /** What the session clock showed last. */
  at: z.coerce.date(),
  colleagues: z.boolean(),
  /** Where the local Teams was: the bot has noted its address with each conversation. */
  teamsPort: z.number(),
});

/** What outlives a restart besides the database and the platforms. */
export type SandboxState = Omit<z.infer<typeof stateSchema>, 'version'>;

/** Undefined where there is nothing to go on from. */
export const readSandboxState = (file: string): SandboxState | undefined => {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

/** The clock runs by itself, so it is noted once a second. */
const everyMs = 1_000;

/** Writes the state now, every second, on `note` and on `stop`: as a whole or not at all. */
export const keepSandboxState = (file: string, current: () => SandboxState) => {
  const note = () => {
    writeFileSync(`${file}.new`, JSON.stringify({ version, ...current() }));
    renameSync(`${file}.new`, file);
  };
  note();
  const timer = setInterval(note, everyMs);
  return {
    note,
    stop: () => {
      clearInterval(timer);
      note();
    },
  };
};
