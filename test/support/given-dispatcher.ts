import { type DeliveryLimits, deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { createDispatcher, type Dispatcher } from '../../src/delivery/dispatcher.ts';
import type { MessageKind } from '../../src/messages/owed.ts';
import type { DeliveryStore, Letter, Messenger } from '../../src/use-cases/delivery-ports.ts';
import type { Composition, OwedPost } from '../../src/use-cases/ports.ts';
import { createFakeMessenger, type FakeCall, plainMessage } from './fake-messenger.ts';
import { createInMemoryDeliveryStore } from './in-memory-delivery-store.ts';
import { createManualClocks } from './manual-clocks.ts';

const workspace = 'slack:T1';

const forever = new Promise<never>(() => {});

type Words = (letter: Letter) => Composition | Promise<Composition> | undefined;

/** A dispatcher on fakes: a ledger, a platform and two clocks moved by hand. Session `s1` lives in channel `s1`. */
export const givenDispatcher = (limits: Partial<DeliveryLimits> = {}) => {
  const clocks = createManualClocks();
  const ledger = createInMemoryDeliveryStore();
  const messenger = createFakeMessenger(clocks.machine);
  const logged: { level: string; fields: object; text: string }[] = [];
  const log = (level: string) => (fields: object, text: string) => void logged.push({ level, fields, text });
  let words: Words = () => undefined;
  let postsAreComing = false;

  /** One more process; `over` replaces methods of its store and of its messenger. */
  const process = (over: Partial<DeliveryStore> = {}, messengerOver: Partial<Messenger> = {}): Dispatcher =>
    createDispatcher({
      store: { ...ledger.store, ...over },
      messengers: () => ({ ...messenger, ...messengerOver }),
      compose: async (_, letter) =>
        (await words(letter)) ?? say(letter, `${letter.kind} ${letter.subject.id}`),
      clocks,
      log: { info: log('info'), warn: log('warn'), error: log('error') },
      limits: { ...deliveryLimits, ...limits },
      postsAreComing: () => postsAreComing,
    });

  /** A process that dies at a step of the ledger: nothing that it waits for ever answers again. */
  const dyingProcess = (step: keyof DeliveryStore, when: 'before' | 'after'): Dispatcher => {
    let isDead = false;
    const mortal = <Parts extends object>(parts: Parts): Parts =>
      Object.fromEntries(
        Object.entries(parts).map(([name, method]) => [
          name,
          (...values: unknown[]) => {
            if (name === 'permits') return method(...values);
            const dies = name === step;
            if (isDead || (dies && when === 'before')) {
              isDead = true;
              return forever;
            }
            isDead = dies;
            const result = method(...values);
            return dies ? forever : result;
          },
        ]),
      ) as Parts;
    return process(mortal(ledger.store), mortal({ ...messenger }));
  };

  const owe = (kind: MessageKind, session = 's1', more: Partial<OwedPost> = {}) =>
    ledger.ledger(workspace).owe([
      {
        subject: { kind: 'session', id: session },
        kind,
        recipient: '',
        run: 0,
        dueAt: clocks.session.now(),
        after: undefined,
        ...more,
      },
    ]);
  const outdate = (kind: MessageKind, session = 's1') =>
    ledger
      .ledger(workspace)
      .outdate([{ subject: { kind: 'session', id: session }, kind, urgency: 'now' }], clocks.session.now());
  const withdraw = (kind: MessageKind, session = 's1') =>
    ledger
      .ledger(workspace)
      .withdraw([{ subject: { kind: 'session', id: session }, kind, run: 0 }], clocks.session.now());

  const dispatcher = process();
  return {
    ...{
      clocks,
      messenger,
      logged,
      process,
      dyingProcess,
      owe,
      outdate,
      withdraw,
      dispatcher,
      rows: ledger.rows,
      store: ledger.store,
    },
    /** Delivers what is due, letting as much time pass as that takes. */
    deliver: (by = dispatcher) => clocks.until(by.deliver()),
    /** Replaces what is said; undefined leaves the usual words. */
    compose: (composed: Words) => {
      words = composed;
    },
    /** Says whether sessions are being moved on, so that more posts are about to be owed. */
    expectPosts: (areComing: boolean) => {
      postsAreComing = areComing;
    },
    /** Delivers whatever becomes due within `ms`, as a process does that is woken when something is. */
    live: async (ms: number, by = dispatcher) => {
      const endsAt = new Date(clocks.machine.now().getTime() + ms);
      for (;;) {
        await clocks.until(by.deliver());
        const due = Object.values(await ledger.store.nextDueAt()).filter((at) => at !== undefined);
        const next = Math.min(endsAt.getTime(), ...due.map((at) => at.getTime()));
        await clocks.pass(Math.max(0, next - clocks.machine.now().getTime()));
        if (clocks.machine.now() >= endsAt) return;
      }
    },
    /** The texts that arrived at the platform, in order. */
    sent: () => messenger.calls.filter(isSaid).map(({ text }) => text),
    /** How many milliseconds after `since` each post, edit and removal arrived. */
    sentAfterMs: (since: Date) =>
      messenger.calls.filter(isSaid).map(({ at }) => at.getTime() - since.getTime()),
    /** How many milliseconds after `since` each look-up arrived. */
    lookedAfterMs: (since: Date) =>
      messenger.calls
        .filter(({ does }) => does === 'look-up')
        .map(({ at }) => at.getTime() - since.getTime()),
    states: () =>
      ledger.rows.map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`)),
  };
};

const isSaid = ({ does }: FakeCall) => does !== 'look-up';

/** The words of a letter, said in the channel that is named after its session. */
export const say = ({ subject }: Letter, text: string): Composition => ({
  say: plainMessage(text),
  where: { to: 'channel', channelId: subject.id },
});
