import type { SwarmResult } from '../../faults/swarm.ts';

/** A run in which all is well, but for what is changed. */
export const result = (changes: Partial<SwarmResult['findings']> = {}): SwarmResult => ({
  findings: {
    posts: 4,
    latenessMs: [100, 200, 200, 250],
    copyLifeMs: [],
    missed: [],
    doubled: [],
    extra: [],
    early: [],
    late: [],
    outOfOrder: [],
    wrongChannel: [],
    wrongWorkspace: [],
    ...changes,
  },
  reported: { doubled: [], missed: [] },
  answers: { confirmed: 3, lost: [], extra: [] },
  lost: [],
  faults: { 'kill -9': 2, '429': 5 },
  recoveredMs: 1_234.5,
  crashed: 0,
});
