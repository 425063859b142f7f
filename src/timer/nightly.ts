import { type Heartbeat, scheduleBeat } from './schedule-beat.ts';

const atThreeInTheMorning = '0 0 3 * * *';

/** Calls `round` once a night, in every process that runs then. One that is missed is made up for by the next night's. */
export const startNightly = (round: () => Promise<void>, onFault: (fault: unknown) => void): Heartbeat =>
  scheduleBeat(atThreeInTheMorning, round, onFault);
