import type { Claim, Compose, DeliveryStore } from '../../src/use-cases/delivery-ports.ts';
import type { Stores } from '../../src/use-cases/ports.ts';
import type { Planted } from './bot.ts';

/** Mistakes that a ledger or a use case might make, each with the promises that it breaks. */
export const plantedFaults: Readonly<Record<string, { breaks: readonly string[]; planted: Planted }>> = {
  'a doubtful message is sent again without a look': {
    breaks: ['G2'],
    planted: changeStore((store) => ({
      doubt: (claim, _doubt, machine) => store.putBack(claim, machine),
    })),
  },
  'what was sent again is not looked at any more': {
    breaks: ['G2'],
    planted: changeStore((store) => ({ watch: (claim) => store.watch(claim, undefined) })),
  },
  'a message is closed before it is sent': {
    breaks: ['G1'],
    planted: changeStore((store) => ({
      sending: async (claim, leaseUntil, sent) => {
        const isOurs = await store.sending(claim, leaseUntil, sent);
        await store.posted(claim, { reference: { ts: 'unknown' }, postedAt: leaseUntil, shownVersion: 1 });
        return isOurs;
      },
    })),
  },
  'the session clock of the processes is five seconds ahead': {
    breaks: ['G3'],
    planted: { aheadMs: 5_000 },
  },
  'a message that failed comes never again': {
    breaks: ['G1'],
    planted: changeStore((store) => ({
      putBack: (claim, retryAt) => store.putBack(claim, later(retryAt, 3_600_000)),
    })),
  },
  'a dead process keeps its claims': {
    breaks: ['G1', 'G11'],
    planted: changeStore(() => ({ expireLeases: async () => ({ freed: 0, unknown: 0 }) })),
  },
  'an edit that failed is forgotten': {
    breaks: ['G9'],
    planted: changeStore((store) => ({
      putEditBack: (claim: Claim) => store.shown(claim, Number.MAX_SAFE_INTEGER, claim.dueAt),
    })),
  },
  'a prompt is sent whatever has become of its phase': {
    breaks: ['G6', 'G7'],
    planted: {
      ...changeStore((store) => ({
        putBack: (claim, retryAt) => store.putBack(claim, later(retryAt, 100_000)),
      })),
      compose:
        (compose): Compose =>
        (workspace, letter, now) =>
          compose(workspace, letter, now, 'edit'),
    },
  },
  'a card is posted in another channel': {
    breaks: ['G10'],
    planted: {
      compose:
        (compose): Compose =>
        async (workspace, letter, ...rest) => {
          const composed = await compose(workspace, letter, ...rest);
          if (letter.kind !== 'card' || 'nothing' in composed) return composed;
          return { ...composed, where: { to: 'channel', channelId: 'C-elsewhere' } };
        },
    },
  },
  'a use case fails': {
    breaks: ['no fault'],
    planted: changeStores((stores) => ({
      answers: { ...stores.answers, put: () => Promise.reject(new Error('planted')) },
    })),
  },
  'what a session owes is not owed in the same transaction': {
    breaks: ['G1'],
    planted: changeStores((stores) => ({
      ledger: {
        ...stores.ledger,
        owe: async (posts) => void (posts.length === 1 && stores.ledger.owe(posts)),
      },
    })),
  },
  'an older answer wins over a newer one': {
    breaks: ['G8'],
    planted: changeStores((stores) => ({
      answers: {
        ...stores.answers,
        put: (session, revision, answer) =>
          stores.answers.put(session, revision, { ...answer, orderedAt: new Date(8.64e15) }),
      },
    })),
  },
  'who is not in any more stays in': {
    breaks: ['G8'],
    planted: changeStores((stores) => ({
      participants: {
        ...stores.participants,
        set: async (session, member, isIn, now, saidAt) =>
          isIn && stores.participants.set(session, member, isIn, now, saidAt),
      },
    })),
  },
  'an answer is confirmed without being stored': {
    breaks: ['G8'],
    planted: changeStores((stores) => ({
      answers: {
        ...stores.answers,
        put: async (session, revision, answer) =>
          answer.question === 'list' ? 'stored' : stores.answers.put(session, revision, answer),
      },
    })),
  },
};

function changeStore(change: (store: DeliveryStore) => Partial<DeliveryStore>): Planted {
  return { store: (store) => ({ ...store, ...change(store) }) };
}

function changeStores(change: (stores: Stores) => Partial<Stores>): Planted {
  return { stores: (stores) => ({ ...stores, ...change(stores) }) };
}

const later = (instant: Date, ms: number) => new Date(instant.getTime() + ms);
