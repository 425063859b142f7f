import { nextDue } from '../../src/session/timetable.ts';
import { defaultChannelSettings } from '../../src/use-cases/channel-settings.ts';
import type {
  Answer,
  AnswerStore,
  ParticipantStore,
  SessionStore,
  Stores,
} from '../../src/use-cases/ports.ts';
import {
  type AnswerRow,
  answerName,
  isDue,
  type Participant,
  type SessionRow,
  type Tables,
} from './tables.ts';
import type { Open } from './transaction.ts';

/** The stores within one transaction, as far as a session that runs needs them: any other method throws. */
export const createStores = (tables: Tables, open: Open): Stores => {
  const participants = participantStore(tables, open);
  return oneAfterTheOther({
    sessions: sessionStore(tables, open),
    participants,
    answers: answerStore(tables, open, participants),
    inbox: {
      take: async (requestId) => {
        await open.lock(`inbox ${requestId}`);
        if (tables.inbox.has(requestId)) return false;
        open.write(() => tables.inbox.add(requestId));
        return true;
      },
    },
    ledger: ledgerStore(tables, open),
    series: { get: async (id) => tables.series.get(id)! },
    people: {
      getMember: async (id) => ({ id, name: id, zone: 'UTC' }),
      getChannel: async (id) => ({ id, name: id }),
      namesOf: async (ids) => new Map(ids.map((id) => [id, id])),
    },
    questions: { parked: async () => [], known: async () => [] },
    settings: { get: async () => defaultChannelSettings, namesShownSince: async () => undefined },
    recaps: { add: async () => {} },
    outages: { at: async () => undefined },
  } satisfies Partial<{ [Name in keyof Stores]: Partial<Stores[Name]> }>) as unknown as Stores;
};

type Method = (...values: unknown[]) => Promise<unknown>;

/** Statements are carried out in the order of asking, as on one connection; once one has failed, so do the others. */
const oneAfterTheOther = (stores: object): object => {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (store: Record<string, Method>): object =>
    new Proxy(store, {
      get:
        (_, name: string) =>
        (...values: unknown[]) => {
          last = last.then(() => store[name]!(...values));
          return last;
        },
    });
  return Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, inTurn(store)]));
};

const sessionStore = (tables: Tables, open: Open): Partial<SessionStore> => {
  const own = new Map<string, SessionRow>();
  const find = (id: string) => own.get(id) ?? tables.sessions.get(id);
  const save = (row: SessionRow, effect: () => void) => {
    own.set(row.facts.id, row);
    open.write(() => {
      tables.sessions.set(row.facts.id, row);
      effect();
    });
  };
  return {
    find: async (id) => find(id),
    ofSeries: async (seriesId) =>
      [...tables.sessions.values()].filter(({ facts }) => facts.seriesId === seriesId),
    lock: async (id) => {
      await open.lock(`session ${id}`);
      return find(id);
    },
    lockDue: async (ids, now) =>
      ids
        .filter((id) => open.tryLock(`session ${id}`))
        .map((id) => find(id)!)
        .filter((row) => isDue(row, now))
        .sort((one, other) => nextDue(one.session)!.at.getTime() - nextDue(other.session)!.at.getTime()),
    save: async (changes) => {
      for (const { id, session, events } of changes) {
        const row = find(id)!;
        save({ ...row, session, revision: row.revision + 1, setAside: undefined }, () => {
          tables.history.get(id)!.push({ atMs: open.nowMs(), session, events });
        });
      }
    },
    setAside: async (id, code) => save({ ...find(id)!, setAside: code }, () => {}),
  };
};

const participantStore = (tables: Tables, open: Open): ParticipantStore => {
  const own = new Map<string, Participant>();
  const find = (sessionId: string, memberId: string) =>
    own.get(`${sessionId} ${memberId}`) ?? tables.participants.get(sessionId)?.get(memberId);
  const since = (sessionId: string, memberId: string) => find(sessionId, memberId)?.joinedAt;
  const membersOf = (sessionId: string) => [
    ...new Set([
      ...tables.participants.get(sessionId)!.keys(),
      ...[...own.keys()]
        .filter((name) => name.startsWith(`${sessionId} `))
        .map((name) => name.split(' ')[1]!),
    ]),
  ];
  const set: ParticipantStore['set'] = async (sessionId, memberId, isIn, now, saidAt = now) => {
    await open.lock(`participant ${sessionId} ${memberId}`);
    const before = find(sessionId, memberId);
    if (before && before.saidAt > saidAt) return false;
    const after = { joinedAt: isIn ? (before?.joinedAt ?? now) : undefined, saidAt };
    own.set(`${sessionId} ${memberId}`, after);
    open.write(() => void tables.participants.get(sessionId)!.set(memberId, after));
    return isIn !== (before?.joinedAt !== undefined);
  };
  return {
    set,
    join: async (sessionId, memberId, now, saidAt) => {
      await open.lock(`participant ${sessionId} ${memberId}`);
      return since(sessionId, memberId) === undefined && set(sessionId, memberId, true, now, saidAt);
    },
    isIn: async (sessionId, memberId) => since(sessionId, memberId) !== undefined,
    in: async (sessionId) =>
      membersOf(sessionId)
        .map((memberId) => ({ memberId, joinedAt: since(sessionId, memberId) }))
        .filter((one): one is { memberId: string; joinedAt: Date } => one.joinedAt !== undefined)
        .sort((one, other) => one.joinedAt.getTime() - other.joinedAt.getTime()),
  };
};

const answerStore = (tables: Tables, open: Open, participants: ParticipantStore): Partial<AnswerStore> => {
  const own = new Map<string, AnswerRow>();
  const of = (sessionId: string) =>
    [...new Map([...tables.answers, ...own]).values()].filter((row) => row.sessionId === sessionId);
  const progress: AnswerStore['progress'] = async (sessionId, question) => {
    const people = await participants.in(sessionId);
    const writers = new Set(
      of(sessionId)
        .filter((row) => row.question === question)
        .map(({ memberId }) => memberId),
    );
    return {
      peopleIn: people.length,
      answered: people.filter(({ memberId }) => writers.has(memberId)).length,
    };
  };
  return {
    put: async (sessionId, revision, answer) => {
      const row: AnswerRow = { sessionId, ...answer };
      const name = answerName(row);
      await open.lock(`answer ${name}`);
      if (!hasOnlyCounted(tables, sessionId, revision)) return 'outdated';
      const standing = own.get(name) ?? tables.answers.get(name);
      if (standing && standing.orderedAt > row.orderedAt) return 'stored';
      own.set(name, row);
      open.write(() => tables.answers.set(name, row));
      return 'stored';
    },
    of: async (sessionId) => of(sessionId).map(asAnswer),
    ofMember: async (sessionId, memberId) =>
      of(sessionId)
        .filter((row) => row.memberId === memberId)
        .map(asAnswer),
    progress,
    isComplete: async (sessionId, question) => {
      const { peopleIn, answered } = await progress(sessionId, question);
      return answered === peopleIn;
    },
  };
};

/** Whether nothing but the number of people has changed since a revision. */
const hasOnlyCounted = ({ sessions, history }: Tables, sessionId: string, revision: number): boolean => {
  const row = sessions.get(sessionId);
  if (!row) return false;
  const since = row.revision - revision;
  const changes = since > 0 ? history.get(sessionId)!.slice(-since) : [];
  return changes.every(({ events }) => events.every(({ type }) => type === 'people-counted'));
};

const asAnswer = (row: AnswerRow): Answer => ({ ...row, mark: answerName(row), starred: false });

/** What is owed takes effect with the rest of the transaction; nobody in it reads that again. */
const ledgerStore = (tables: Tables, open: Open): Stores['ledger'] => {
  const workspaceOf = (subjectId: string) =>
    (tables.sessions.get(subjectId) ??
      [...tables.sessions.values()].find(({ facts }) => facts.seriesId === subjectId))!.workspace;
  const ledgerOf = (subjectId: string) => tables.delivery.ledger(workspaceOf(subjectId));
  return {
    owe: async (posts) => {
      for (const post of posts) open.write(() => void ledgerOf(post.subject.id).owe([post]));
    },
    outdate: async (messages, now) => {
      for (const one of messages) open.write(() => void ledgerOf(one.subject.id).outdate([one], now));
    },
    withdraw: async (messages, now) => {
      for (const one of messages) open.write(() => void ledgerOf(one.subject.id).withdraw([one], now));
    },
    reference: (subject, kind, run) => ledgerOf(subject.id).reference(subject, kind, run),
    isUnsettled: (subject, kind) => ledgerOf(subject.id).isUnsettled(subject, kind),
  };
};
