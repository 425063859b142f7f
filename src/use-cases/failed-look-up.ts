import type { LookUp, Outcome } from './delivery-ports.ts';

/** What a look-up comes to whose call failed: it can be repeated, unless the platform refuses it, for want of a right say. */
export const failedLookUp = (outcome: Outcome): LookUp => {
  if (outcome.kind === 'refused') return { kind: 'cannot', code: outcome.code };
  if (outcome.kind === 'not-done') return { ...outcome, kind: 'not-now' };
  return { kind: 'not-now', code: outcome.kind === 'unknown' ? outcome.code : 'unknown' };
};
