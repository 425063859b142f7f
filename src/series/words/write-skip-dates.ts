import type { SkipDates } from '../skip-dates.ts';

/** Skip dates as a text that reads the same again, one a line: `2026-12-24..2027-01-02`. */
export const writeSkipDates = (skipDates: SkipDates): string =>
  skipDates.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join('\n');
