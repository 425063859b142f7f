import { deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { createDispatcher } from '../../src/delivery/dispatcher.ts';
import { createTakeEvidence } from '../../src/delivery/take-evidence.ts';
import { nextDue } from '../../src/session/timetable.ts';
import { en } from '../../src/texts/en.ts';
import type { WakingClock } from '../../src/timer/clock.ts';
import { createRunner } from '../../src/timer/runner.ts';
import { createCompose } from '../../src/use-cases/compose-message.ts';
import type { Context } from '../../src/use-cases/context.ts';
import type { Compose, DeliveryStore, TakeEvidence } from '../../src/use-cases/delivery-ports.ts';
import type { DueStore, Stores } from '../../src/use-cases/ports.ts';
import { createRememberedSessions } from '../../src/use-cases/remembered-sessions.ts';
import { sweepSessions } from '../../src/use-cases/sweep-sessions.ts';
import type { Life } from './life.ts';
import type { Ask, LinkParts } from './link.ts';
import type { Platform } from './platform.ts';
import { isDue, type Tables } from './tables.ts';
import { createTransaction } from './transaction.ts';
import { troubledDeliveryStore } from './troubled-delivery-store.ts';

/** Faults planted on purpose, to see the checks find them. */
export type Planted = {
  store?(store: DeliveryStore): DeliveryStore;
  stores?(stores: Stores): Stores;
  compose?(compose: Compose): Compose;
  /** By how much the session clock is ahead of the database's. */
  aheadMs?: number;
};

/** One process of the bot: put together as in `app.ts`, on what is simulated. */
export type Bot = {
  life: Life;
  context: Context;
  takeEvidence: TakeEvidence;
  /** Asked to end: lets what is on its way come to its end, takes no new work. */
  end(): Promise<void>;
};

export type BotParts = LinkParts & {
  tables: Tables;
  ask: Ask;
  platform: Platform;
  planted: Planted;
};

export const startBot = (life: Life, parts: BotParts): Bot => {
  const { tables, ask, platform, planted, trace } = parts;
  const clocks = { session: aheadBy(life.clock, planted.aheadMs ?? 0), machine: life.clock };
  const transaction = createTransaction(tables, life, ask, parts, planted.stores ?? ((stores) => stores));
  const store = troubledDeliveryStore(
    planted.store?.(tables.delivery.store) ?? tables.delivery.store,
    life,
    ask,
    trace,
  );
  const due = createDueStore(tables, life, ask);
  const log = createLog(parts, life);
  const context = {
    ...{ transaction, due, texts: en, now: clocks.session.now, machineNow: life.clock.now },
    remembered: createRememberedSessions(),
    newId: () => {
      throw new Error('nothing is planned here');
    },
    nudge: () => nudge(),
  } as Partial<Context> as Context;
  const compose = createCompose(context);
  const dispatcher = createDispatcher({
    ...{ store, clocks, log, limits: deliveryLimits },
    messengers: (workspace) => platform.messenger(life, workspace),
    compose: planted.compose?.(compose) ?? compose,
  });
  const onFault = (fault: unknown) => log.warn({}, `a round failed: ${String(fault)}`);
  const sessions = createRunner({
    clocks,
    tick: (_now, signal) => sweepSessions(context, log, () => deliveries.nudge(), signal),
    nextDueAt: async () => ({ session: await due.nextSessionDueAt(), machine: undefined }),
    onFault,
  });
  const deliveries = createRunner({
    clocks,
    tick: (_now, signal) => dispatcher.deliver(signal),
    nextDueAt: store.nextDueAt,
    onFault,
  });
  const nudge = () => {
    sessions.nudge();
    deliveries.nudge();
  };
  const takeEvidence = createTakeEvidence({ store, clocks, log, onSettled: deliveries.nudge });
  const stopBeating = beat(life, parts, nudge);
  nudge();
  return {
    ...{ life, context, takeEvidence },
    end: async () => {
      stopBeating();
      await Promise.all([sessions.stop(), deliveries.stop()]);
      life.kill();
    },
  };
};

const aheadBy = ({ now, wakeAt }: WakingClock, ms: number): WakingClock => ({
  now: () => new Date(now().getTime() + ms),
  wakeAt: (instant, wake) => wakeAt(new Date(instant.getTime() - ms), wake),
});

/** The safety net under the timers; beats are dropped now and then. */
const beat = (life: Life, { chance }: LinkParts, nudge: () => void): (() => void) => {
  let isOver = false;
  const next = () => {
    if (isOver) return;
    nudge();
    const inMs = chance.between(1_000, 8_000);
    life.clock.wakeAt(new Date(life.clock.now().getTime() + inMs), next);
  };
  next();
  return () => {
    isOver = true;
  };
};

const createDueStore = (tables: Tables, life: Life, ask: Ask): DueStore => ({
  dueSessions: (now, limit) =>
    ask(
      life,
      'due sessions',
      () =>
        [...tables.sessions.values()]
          .filter((row) => isDue(row, now))
          .sort((one, other) => nextDue(one.session)!.at.getTime() - nextDue(other.session)!.at.getTime())
          .slice(0, limit)
          .map(({ workspace, facts: { id } }) => ({ workspace, id })),
      'reads',
    ),
  nextSessionDueAt: () =>
    ask(
      life,
      'next session due',
      () =>
        [...tables.sessions.values()]
          .filter(({ setAside }) => setAside === undefined)
          .map(({ session }) => nextDue(session)?.at)
          .filter((at) => at !== undefined)
          .sort((one, other) => one.getTime() - other.getTime())[0],
      'reads',
    ),
  beat: async () => {},
});

const createLog = ({ trace }: LinkParts, { name }: Life) => {
  const write = (level: string) => (fields: object, text: string) => {
    const { delivery, session, code } = fields as { delivery?: string; session?: string; code?: string };
    trace.note(name, `${level}: ${text}${code ? ` (${code})` : ''}`, delivery ?? session);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
