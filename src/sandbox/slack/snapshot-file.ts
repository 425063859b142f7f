import { type KeptFile, keepInFile } from '../kept-file.ts';
import type { Core } from './core.ts';
import { restoreSnapshot, snapshotVersion, takeSnapshot } from './snapshot.ts';

/** Goes on from what the file holds, and writes every change into it: as a whole or not at all. */
export function keepSnapshot(core: Core, file: string): KeptFile {
  return keepInFile(file, {
    changes: core.changes,
    version: snapshotVersion,
    take: () => takeSnapshot(core),
    restore: (snapshot) => restoreSnapshot(core, snapshot),
  });
}
