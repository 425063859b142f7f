import type { Chance } from './chance.ts';

const second = 1_000;
const minute = 60 * second;

export const callFaults = [
  '429 with Retry-After',
  '429 without Retry-After',
  '500, not accepted',
  '500 after accepting',
  'reset, not accepted',
  'reset after accepting',
  'hang after accepting',
  'late: accepted after it was given up',
] as const;
export type CallFault = (typeof callFaults)[number];

export const windowKinds = [
  'database down',
  'database slow',
  'platform down',
  'token revoked',
  'history down',
] as const;
export type WindowKind = (typeof windowKinds)[number];
export type Window = { kind: WindowKind; fromMs: number; untilMs: number };

/** What a seed has in store. Shares are of all calls; spans count from the beginning, in milliseconds. */
export type Profile = {
  /** Whether the bot may look at the platform's history. */
  canLook: boolean;
  historyLagMs: number;
  calls: Readonly<Record<CallFault, number>>;
  database: { lostCommits: number; busy: number };
  windows: readonly Window[];
  /** A process is killed, stopped or asked to end this often; undefined: never. */
  processFaultEveryMs: number | undefined;
  longestStopMs: number;
  /** Processes that are killed or stopped just when a step of theirs has been committed. */
  strikesAtSteps: number;
  /** How many of the bot's own messages the platform tells it of. */
  toldMessages: number;
  /** From then on nothing fails any more. */
  calmFromMs: number;
  /** When all has come to rest, but for sessions that have been held up. */
  restFromMs: number;
};

/** Nothing fails before: the processes have to get up first. */
export const troubleFromMs = 5 * second;
export const calmFromMs = 10 * minute;

export const createProfile = (chance: Chance): Profile => {
  // From a day without any fault to one on which every third call fails.
  const severity = chance.oneOf([0, 0.5, 1, 1, 2, 4]);
  const share = (usual: number) => usual * severity * (0.5 + chance.number());
  const canLook = !chance.happens(0.15);
  return {
    canLook,
    historyLagMs: chance.oneOf([0, 0, 500, 2_000, 4_000]),
    calls: {
      '429 with Retry-After': share(0.02),
      '429 without Retry-After': share(0.005),
      '500, not accepted': share(0.02),
      '500 after accepting': share(0.03),
      'reset, not accepted': share(0.01),
      'reset after accepting': share(0.03),
      'hang after accepting': share(0.01),
      'late: accepted after it was given up': share(0.01),
    },
    database: { lostCommits: share(0.002), busy: share(0.002) },
    windows: severity === 0 ? [] : createWindows(chance),
    processFaultEveryMs: severity === 0 ? undefined : chance.oneOf([5, 15, 15, 40]) * second,
    longestStopMs: chance.oneOf([5, 15, 40]) * second,
    strikesAtSteps: share(0.002),
    toldMessages: chance.oneOf([0, 0.3, 1]),
    calmFromMs,
    restFromMs: calmFromMs + (canLook ? 2 : 5) * minute,
  };
};

const longestMs: Readonly<Record<WindowKind, number>> = {
  'database down': 15 * second,
  'database slow': 20 * second,
  'platform down': 40 * second,
  'token revoked': 40 * second,
  'history down': 60 * second,
};

const createWindows = (chance: Chance): Window[] =>
  Array.from({ length: chance.between(0, 3) }, () => {
    const kind = chance.oneOf(windowKinds);
    const fromMs = chance.between(troubleFromMs, calmFromMs - longestMs[kind]);
    return { kind, fromMs, untilMs: fromMs + chance.between(second, longestMs[kind]) };
  });
