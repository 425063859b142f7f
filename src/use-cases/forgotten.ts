import type { MemberId } from './ports.ts';

/** Stands where somebody has to be named who has deleted what was stored about them. No platform has such an id. */
export const forgotten: MemberId = 'forgotten';
