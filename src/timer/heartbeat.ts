import { type Heartbeat, scheduleBeat } from './schedule-beat.ts';

const everySecond = '* * * * * *';

/**
 * Calls `beat` about every second. It is the safety net under the timers: a beat carries no meaning, may be dropped and
 * may be late.
 * @param onFault is given what `beat` throws; the heart goes on
 */
export const startHeartbeat = (beat: () => Promise<void>, onFault: (fault: unknown) => void): Heartbeat =>
  scheduleBeat(everySecond, beat, onFault);
