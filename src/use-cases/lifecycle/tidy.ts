import { faultFields } from '../../errors.ts';
import { earlier, minute } from '../../session/rules.ts';
import type { Context } from '../context.ts';
import { forgotten } from '../forgotten.ts';
import {
  otherRemains,
  type RetentionStore,
  sessionRemains,
  type WorkspaceKeeping,
} from '../lifecycle-ports.ts';
import type { Log } from '../log-port.ts';

type Tidying = Pick<Context, 'transaction' | 'texts' | 'now' | 'machineNow'>;

/** What one statement deletes at most, so that none holds its locks for long. */
const mostRows = 1_000;
/** Sessions that are looked at together. */
const mostSessions = 100;

const day = 24 * 60 * minute;
/** How long what is no session's is kept, in milliseconds. */
const keepMs = {
  /** A form closed by mistake is taken up again for this long (flow 5.1). */
  drafts: day,
  /** The platform tells again for minutes; a day is safe. */
  requests: day,
  outages: 90 * day,
} as const;

/** How many rows are gone, by what they were. */
type Counts = Record<string, number>;

/**
 * The nightly round: deletes what is older than the workspace keeps it, and workspaces that were uninstalled long ago.
 * Several processes may do this at once. What stands on the platform stays there.
 */
export const tidy = async (context: Tidying, store: RetentionStore, log: Log): Promise<void> => {
  const now = context.now();
  const counts: Counts = {};
  for (const workspace of await store.workspaces()) {
    try {
      await tidyWorkspace(context, store, workspace, counts);
    } catch (fault) {
      log.error({ workspace: workspace.id, ...faultFields(fault) }, 'a workspace could not be tidied');
    }
  }
  const outages = earlier(now, keepMs.outages);
  await deleteAll(counts, 'outages', () => store.deleteOutages(outages, mostRows));
  log.info(counts, 'what is no longer kept was deleted');
};

const tidyWorkspace = async (
  context: Tidying,
  store: RetentionStore,
  { id, uninstalledAt, keepMonths, keepUninstalledDays }: WorkspaceKeeping,
  counts: Counts,
): Promise<void> => {
  const now = context.now();
  const uninstalledBefore = earlier(now, keepUninstalledDays * day);
  if (uninstalledAt && uninstalledAt <= uninstalledBefore) {
    return deleteWorkspace(store, id, uninstalledBefore, counts);
  }
  await tidySessions(context, store, id, keepMonths, counts);
  const before = {
    'sign-ups': now,
    announcements: now,
    drafts: earlier(now, keepMs.drafts),
    requests: earlier(context.machineNow(), keepMs.requests),
    members: now,
    'known-people': now,
    'closed-chats': now,
  };
  await deleteAll(counts, 'series', () => store.blankSeries(id, forgotten, mostRows));
  for (const what of otherRemains) {
    await deleteAll(counts, what, () => store.deleteOld(id, what, before[what], mostRows));
  }
};

const tidySessions = async (
  context: Tidying,
  store: RetentionStore,
  workspace: string,
  keepMonths: number,
  counts: Counts,
): Promise<void> => {
  for (;;) {
    const sessions = await store.untidied(workspace, context.now(), keepMonths, mostSessions);
    if (sessions.length === 0) return;
    for (const what of sessionRemains) {
      await deleteAll(counts, what, () => store.deleteOf(workspace, what, sessions, mostRows));
    }
    const standIn = { id: forgotten, name: context.texts.privacy.somebody, zone: 'UTC' };
    await context.transaction(workspace, ({ people }) => people.saveMember(standIn));
    const tidied = await store.markTidied(workspace, sessions, forgotten, context.now());
    count(counts, 'sessions', tidied);
    // Another process is at it, too: it brings the rest to its end.
    if (tidied === 0) return;
  }
};

/** Until nothing is left: tables may refer to one another, so that one is asked again after the other. */
const deleteWorkspace = async (
  store: RetentionStore,
  workspace: string,
  before: Date,
  counts: Counts,
): Promise<void> => {
  for (;;) {
    const deleted = await store.deleteUninstalled(workspace, before, mostRows);
    if (deleted === 0) break;
    count(counts, 'of-uninstalled', deleted);
  }
  count(counts, 'workspaces', 1);
};

const deleteAll = async (counts: Counts, what: string, some: () => Promise<number>): Promise<void> => {
  for (;;) {
    const deleted = await some();
    count(counts, what, deleted);
    if (deleted < mostRows) return;
  }
};

const count = (counts: Counts, what: string, by: number): void => {
  if (by > 0) counts[what] = (counts[what] ?? 0) + by;
};
