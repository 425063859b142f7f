import type { Scheduler } from './scheduler.ts';

export type Traced = {
  /** Epoch, milliseconds. */
  at: number;
  who: string;
  what: string;
  /** The delivery, session or the like that it happened to. */
  about: string;
};

export type Violation = {
  /** The promise that is broken, e.g. `G2`. */
  promise: string;
  what: string;
  about: string;
  at: number;
};

/** Everything notable that happened under one seed. */
export type Trace = {
  readonly events: readonly Traced[];
  readonly violations: readonly Violation[];
  /** How often each kind of fault was injected. */
  readonly faults: ReadonlyMap<string, number>;
  note(who: string, what: string, about?: string): void;
  fault(kind: string, who: string, about?: string): void;
  violated(promise: string, what: string, about?: string): void;
};

export const createTrace = (scheduler: Pick<Scheduler, 'now'>): Trace => {
  const events: Traced[] = [];
  const violations: Violation[] = [];
  const faults = new Map<string, number>();
  const note = (who: string, what: string, about = '') =>
    void events.push({ at: scheduler.now(), who, what, about });
  return {
    events,
    violations,
    faults,
    note,
    fault: (kind, who, about) => {
      faults.set(kind, (faults.get(kind) ?? 0) + 1);
      note(who, `FAULT ${kind}`, about);
    },
    violated: (promise, what, about = '') => {
      // One that lasts is told once.
      if (violations.some((known) => known.promise === promise && known.about === about)) return;
      violations.push({ promise, what, about, at: scheduler.now() });
      note('checker', `VIOLATED ${promise}: ${what}`, about);
    },
  };
};
