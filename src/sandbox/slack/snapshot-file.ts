import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Core } from './core.ts';
import { restoreSnapshot, type Snapshot, snapshotVersion, takeSnapshot } from './snapshot.ts';

export interface KeptSnapshot {
  /** Whether the file held a state that could be gone on from. */
  restored: boolean;
  /** Writes for the last time. */
  stop(): void;
}

/** Writing may take this part of the time at most: the next one waits that many times as long as the last one took. */
const restFactor = 4;

/** Goes on from what the file holds, and writes every change into it: as a whole or not at all. */
export function keepSnapshot(core: Core, file: string): KeptSnapshot {
  const snapshot = read(file);
  if (snapshot) restoreSnapshot(core, snapshot);
  let timer: NodeJS.Timeout | undefined;
  let restMs = 0;
  let due = true;
  const write = () => {
    const beganAt = performance.now();
    due = false;
    writeFileSync(`${file}.new`, JSON.stringify(takeSnapshot(core)));
    renameSync(`${file}.new`, file);
    restMs = (performance.now() - beganAt) * restFactor;
    timer = setTimeout(() => {
      timer = undefined;
      if (due) write();
    }, restMs);
    timer.unref();
  };
  const stopListening = core.changes.listen(() => {
    due = true;
    // Between two writes the changes are gathered; the first one after a quiet time is written at once.
    if (!timer) write();
  });
  return {
    restored: snapshot !== undefined,
    stop: () => {
      stopListening();
      clearTimeout(timer);
      if (due) write();
    },
  };
}

/** What cannot be read, or was written by another version, is put aside. */
function read(file: string): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const snapshot = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
    if (snapshot.version === snapshotVersion) return snapshot;
  } catch {
    // Put aside like one of another version.
  }
  rmSync(`${file}.old`, { force: true });
  renameSync(file, `${file}.old`);
  return undefined;
}
