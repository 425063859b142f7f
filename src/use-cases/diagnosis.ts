import type { Advice } from './advice.ts';

/** How one check of the set-up ended. Only `ok` is well; a skipped one waits for another that failed. */
export type Verdict = 'ok' | 'look' | 'failed' | 'skipped';

/** One line of the diagnosis. */
export type Finding = {
  /** A short name that does not change: for programmes. */
  check: string;
  verdict: Verdict;
  /** What was found, as a part of a sentence. */
  says: string;
  /** What to do, where something is to be done. */
  remedies: readonly string[];
};

export const fine = (check: string, says: string): Finding => ({ check, verdict: 'ok', says, remedies: [] });

export const failed = (check: string, { problem, remedy }: Advice): Finding => ({
  check,
  verdict: 'failed',
  says: problem,
  remedies: [remedy],
});

/** Something that does not stop the bot. */
export const toLookAt = (check: string, { problem, remedy }: Advice): Finding => ({
  ...failed(check, { problem, remedy }),
  verdict: 'look',
});

export const skipped = (check: string, waitsFor: string): Finding => ({
  check,
  verdict: 'skipped',
  says: `${waitsFor} comes first`,
  remedies: [],
});

const marks: Readonly<Record<Verdict, string>> = {
  ok: '✓ ok     ',
  look: '! look   ',
  failed: '✗ failed ',
  skipped: '– skipped',
};

/** The diagnosis for people: a line for each check, below it what to do, and at the end how much there is to do. */
export const describeDiagnosis = (findings: readonly Finding[]): string => {
  const lines = findings.flatMap(({ check, verdict, says, remedies }) => [
    `${marks[verdict]}  ${check}: ${says}`,
    ...remedies.map((remedy) => `             ${remedy}`),
  ]);
  return [...lines, '', conclusion(findings)].join('\n');
};

const conclusion = (findings: readonly Finding[]): string => {
  const count = (verdict: Verdict) => findings.filter((one) => one.verdict === verdict).length;
  if (count('failed') > 0)
    return `To mend: ${count('failed')}. Begin at the top, then run "npm run doctor" again.`;
  if (count('look') > 0) return `The bot can run. To look at: ${count('look')}.`;
  return 'All is well.';
};

/** For the shell: 0 where all is well, 1 where something has to be mended, 2 where something is to be looked at. */
export const exitCodeOf = (findings: readonly Finding[]): 0 | 1 | 2 => {
  if (findings.some(({ verdict }) => verdict === 'failed')) return 1;
  return findings.some(({ verdict }) => verdict === 'look') ? 2 : 0;
};
