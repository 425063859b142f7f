import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Changes } from './changes.ts';

export interface KeptFile {
  /** Whether the file held a state that could be gone on from. */
  restored: boolean;
  /** Writes for the last time. */
  stop(): void;
}

/** What is kept, and how it is taken and put back. Another `version` than the file's puts the file aside. */
export interface Keeping<Snapshot extends { version: number }> {
  changes: Changes;
  version: number;
  take(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/** Writing may take this part of the time at most: the next one waits that many times as long as the last one took. */
const restFactor = 9;

/** Goes on from what the file holds, and writes every change into it: as a whole or not at all. */
export function keepInFile<Snapshot extends { version: number }>(
  file: string,
  { changes, version, take, restore }: Keeping<Snapshot>,
): KeptFile {
  const snapshot = read<Snapshot>(file, version);
  if (snapshot) restore(snapshot);
  let timer: NodeJS.Timeout | undefined;
  let restMs = 0;
  let due = true;
  const write = () => {
    const beganAt = performance.now();
    due = false;
    writeFileSync(`${file}.new`, JSON.stringify(take()));
    renameSync(`${file}.new`, file);
    restMs = (performance.now() - beganAt) * restFactor;
    timer = setTimeout(() => {
      timer = undefined;
      if (due) write();
    }, restMs);
    timer.unref();
  };
  const stopListening = changes.listen(() => {
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
function read<Snapshot extends { version: number }>(file: string, version: number): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const snapshot = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
    if (snapshot.version === version) return snapshot;
  } catch {
    // Put aside like one of another version.
  }
  rmSync(`${file}.old`, { force: true });
  renameSync(file, `${file}.old`);
  return undefined;
}
