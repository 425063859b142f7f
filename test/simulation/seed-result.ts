import type { ReadySession } from '../../src/templates/ready-session.ts';
import type { Planted } from './bot.ts';
import { type Figures, simulate } from './simulate.ts';
import type { Traced, Violation } from './trace.ts';

/** What is told of a seed; plain data, so that a worker can send it. */
export type SeedResult = {
  seed: number;
  startMs: number;
  figures: Figures;
  faults: [kind: string, count: number][];
  violations: readonly Violation[];
  /** What led to the first violation: the last events of what it is about, or of everything. */
  leadUp: readonly Traced[];
  /** Everything that happened, where that was asked for. */
  events: readonly Traced[];
};

const longestLeadUp = 40;

/** Plays a seed; a promise that is rejected and that nobody waits for is a violation, too. */
export const runSeed = async (
  seed: number,
  content: ReadySession,
  { planted, trace: isTraced = false }: { planted?: Planted; trace?: boolean } = {},
): Promise<SeedResult> => {
  const rejected: unknown[] = [];
  const note = (fault: unknown) => void rejected.push(fault);
  process.on('unhandledRejection', note);
  try {
    const { startMs, trace, figures } = await simulate(seed, content, planted);
    // Node tells of rejections when nothing else is left to do.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (const fault of rejected) trace.violated('no fault', `nobody waits for: ${String(fault)}`);
    const { violations, events } = trace;
    return {
      ...{ seed, startMs, figures, violations },
      faults: [...trace.faults],
      leadUp: violations[0] ? leadUpTo(violations[0], events) : [],
      events: isTraced ? events : [],
    };
  } finally {
    process.off('unhandledRejection', note);
  }
};

/** The last events before it that are about the same message or session, and whatever befell the processes. */
export const leadUpTo = (violation: Violation, events: readonly Traced[]): Traced[] => {
  const before = events.filter(({ at }) => at <= violation.at);
  const isRelevant = ({ about, what }: Traced) =>
    violation.about === '' || about === violation.about || (about === '' && what.startsWith('FAULT'));
  return before.filter(isRelevant).slice(-longestLeadUp);
};
