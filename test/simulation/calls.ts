import type { Outcome } from '../../src/use-cases/delivery-ports.ts';
import type { Life } from './life.ts';
import { type LinkParts, remotely } from './link.ts';
import { type CallFault, callFaults } from './profile.ts';

type CallFacts = {
  /** The key of the message. */
  about: string;
  /** What a 429 says is spent. */
  budget: string;
  /** Whether it may be accepted after the bot has given it up. */
  mayBeLate?: boolean;
};

/** One call to the platform that changes something: what comes of it, as the bot gets to know. */
export type Call = (life: Life, facts: CallFacts, accept: () => Outcome) => Promise<Outcome>;

/** As `slack/slack-client.ts` gives calls up. */
const abortMs = 2_500;
const latestMs = 25_000;

type Fate = { outcome: Outcome; accepts: 'never' | 'at once' | 'late'; takesMs?: number };

/** Calls that end as the seed decides, in the ways that `slack/classify-outcome.ts` tells apart. */
export const createCalls = ({ scheduler, chance, profile, weather, trace }: LinkParts): Call => {
  const drawFault = (mayBeLate: boolean): CallFault | undefined => {
    if (!weather.isRough()) return undefined;
    let drawn = chance.number();
    for (const fault of callFaults) {
      drawn -= profile.calls[fault];
      if (drawn < 0) return fault.startsWith('late') && !mayBeLate ? undefined : fault;
    }
    return undefined;
  };

  const fateOf = (life: Life, { about, budget, mayBeLate = false }: CallFacts): Fate | undefined => {
    if (weather.isIn('token revoked')) {
      trace.fault('token revoked', life.name, about);
      return { outcome: { kind: 'not-done', code: 'token_revoked' }, accepts: 'never' };
    }
    if (weather.isIn('platform down')) {
      trace.fault('platform down', life.name, about);
      return chance.oneOf<Fate>([
        { outcome: { kind: 'not-done', code: 'ECONNREFUSED' }, accepts: 'never' },
        { outcome: { kind: 'unknown', code: 'http_503', answered: true }, accepts: 'never' },
        { outcome: { kind: 'unknown', code: 'timeout' }, accepts: 'never', takesMs: abortMs },
      ]);
    }
    const fault = drawFault(mayBeLate);
    if (!fault) return undefined;
    trace.fault(fault, life.name, about);
    return fates(chance.oneOf([1_000, 1_000, 2_000, 5_000, 10_000]), budget)[fault];
  };

  return async (life, facts, accept) => {
    const fate = fateOf(life, facts);
    const timing = { thereMs: chance.between(10, 200), backMs: chance.between(10, 200) };
    if (!fate) {
      const calledAt = scheduler.now();
      const outcome = await remotely(scheduler, life, timing, accept);
      // It was stopped meanwhile: the answer waits in the socket, and the time is over.
      const isGivenUp = scheduler.now() - calledAt > abortMs && chance.happens(0.5);
      return isGivenUp ? { kind: 'unknown', code: 'timeout' } : outcome;
    }
    if (fate.accepts === 'at once') scheduler.in(timing.thereMs, accept);
    if (fate.accepts === 'late') scheduler.in(chance.between(abortMs, latestMs), accept);
    const thereMs = Math.max(timing.thereMs, fate.takesMs ?? 0);
    return remotely(scheduler, life, { ...timing, thereMs }, () => fate.outcome);
  };
};

const fates = (retryAfterMs: number, spentBudget: string): Record<CallFault, Fate> => ({
  '429 with Retry-After': {
    outcome: { kind: 'not-done', code: 'ratelimited', retryAfterMs, spentBudget },
    accepts: 'never',
  },
  '429 without Retry-After': {
    outcome: { kind: 'not-done', code: 'ratelimited', spentBudget },
    accepts: 'never',
  },
  '500, not accepted': { outcome: { kind: 'unknown', code: 'http_500', answered: true }, accepts: 'never' },
  '500 after accepting': {
    outcome: { kind: 'unknown', code: 'http_500', answered: true },
    accepts: 'at once',
  },
  'reset, not accepted': { outcome: { kind: 'unknown', code: 'ECONNRESET' }, accepts: 'never' },
  'reset after accepting': { outcome: { kind: 'unknown', code: 'ECONNRESET' }, accepts: 'at once' },
  'hang after accepting': {
    outcome: { kind: 'unknown', code: 'timeout' },
    accepts: 'at once',
    takesMs: abortMs,
  },
  'late: accepted after it was given up': {
    outcome: { kind: 'unknown', code: 'timeout' },
    accepts: 'late',
    takesMs: abortMs,
  },
});
