import type { Pool } from 'pg';
import { UnavailableError } from '../errors.ts';
import type { Stores, Transaction, WorkspaceId } from '../use-cases/ports.ts';
import { createAnswerStore } from './answer-store.ts';
import { createDraftStore } from './draft-store.ts';
import { errorCode } from './error-code.ts';
import { createInboxStore } from './inbox-store.ts';
import { createLedgerStore } from './ledger-store.ts';
import { createLifecycleStore } from './lifecycle-store.ts';
import { createOutageStore } from './outage-store.ts';
import { createOwnDataStore } from './own-data-store.ts';
import { createParticipantStore } from './participant-store.ts';
import { createPeopleStore } from './people-store.ts';
import type { Queryable } from './query.ts';
import { createQuestionStore } from './question-store.ts';
import { createRecapStore } from './recap-store.ts';
import { createSeriesStore } from './series-store.ts';
import { createSessionStore } from './session-store.ts';
import { createSettingsStore } from './settings-store.ts';
import {
  BrokenConnectionError,
  begin,
  beginSnapshot,
  inFailedTransaction,
  type TransactedOptions,
  transacted,
} from './transacted.ts';

/**
 * Serialisation failure and deadlock: both mean "nothing was done, do it again". So does a transaction that failed before
 * its first statement: the embedded server's clients share one session, and meet one that another is about to roll back.
 */
const repeatable = new Set(['40001', '40P01', inFailedTransaction]);
const mostAttempts = 4;

/** The use cases' way in: every store, in one transaction of one workspace. */
export const createTransaction =
  (pool: Pool): Transaction =>
  (workspace, work, signal) =>
    inWorkspace(pool, workspace, (client) => work(storesIn(client)), { signal });

/** Runs `work` in a transaction that sees one workspace only. It is repeated and aborted like that of `Transaction`. */
export const inWorkspace = async <Result>(
  pool: Pool,
  workspace: WorkspaceId,
  work: (client: Queryable) => Promise<Result>,
  options: TransactedOptions = {},
): Promise<Result> => {
  if (workspace === '') throw new Error('a transaction needs a workspace');
  const opening = [begin, { text: asWorkspace, values: ['microtraining_app', workspace] }];
  return repeated(() => transacted(pool, opening, work, options));
};

/** As `set local role` and `set local app.workspace` would, in one statement that the server has met. */
const asWorkspace = `select set_config('role', $1, true), set_config('app.workspace', $2, true)`;
const asRole = `select set_config('role', $1, true)`;

const toDispatch = { text: asRole, values: ['microtraining_dispatcher'] };

/** Runs `work` across workspaces, in the role that sees ids, instants and states only. Repeated likewise. */
export const asDispatcher = <Result>(
  pool: Pool,
  work: (client: Queryable) => Promise<Result>,
  options: TransactedOptions = {},
): Promise<Result> => repeated(() => transacted(pool, [begin, toDispatch], work, options));

/** The same for `work` that only reads, and to which nothing may change between two of its statements. */
export const readAsDispatcher = <Result>(
  pool: Pool,
  work: (client: Queryable) => Promise<Result>,
): Promise<Result> => repeated(() => transacted(pool, [beginSnapshot, toDispatch], work));

const storesIn = (client: Queryable): Stores => ({
  series: createSeriesStore(client),
  sessions: createSessionStore(client),
  participants: createParticipantStore(client),
  answers: createAnswerStore(client),
  questions: createQuestionStore(client),
  people: createPeopleStore(client),
  drafts: createDraftStore(client),
  settings: createSettingsStore(client),
  recaps: createRecapStore(client),
  outages: createOutageStore(client),
  inbox: createInboxStore(client),
  ownData: createOwnDataStore(client),
  lifecycle: createLifecycleStore(client),
  ledger: createLedgerStore(client),
});

const repeated = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isConflict = repeatable.has(errorCode(error) ?? '');
      if (attempts < mostAttempts && (isConflict || error instanceof BrokenConnectionError)) continue;
      throw isConflict ? new UnavailableError(error) : error;
    }
  }
};
