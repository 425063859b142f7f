import { faultCode, UnavailableError } from '../errors.ts';
import { applyAll } from './change-session.ts';
import type { Context } from './context.ts';
import type { Log } from './log-port.ts';
import type { WorkspaceId } from './ports.ts';

type Sweeping = Pick<Context, 'transaction' | 'due' | 'now' | 'newId'>;

/** Sessions of all workspaces that one round looks at. */
export const mostInARound = 500;
/** Sessions of one workspace that are moved on in one transaction, which may not take long. */
const together = 25;
/** Workspaces whose sessions are moved on side by side. */
const sideBySide = 8;

/**
 * Lets happen in every session what is due at the present instant, round by round until nothing is left but what somebody
 * else holds. A session that cannot be processed is set aside and does not hold up the others.
 * @param onMoved is told after each round in which something was due: what is owed by then need not wait for the next
 * @param signal aborted: no further round begins
 */
export const sweepSessions = async (
  context: Sweeping,
  log: Log,
  onMoved: () => void,
  signal?: AbortSignal,
): Promise<void> => {
  for (let isMore = true; isMore && !signal?.aborted; ) {
    const { due, processed } = await sweepRound(context, log);
    if (due > 0) onMoved();
    isMore = due === mostInARound && processed > 0;
  }
};

/** Workspace by workspace. */
const sweepRound = async (context: Sweeping, log: Log): Promise<{ due: number; processed: number }> => {
  const now = context.now();
  const due = await context.due.dueSessions(now, mostInARound);
  const byWorkspace = Map.groupBy(due, ({ workspace }) => workspace);
  const queue = [...byWorkspace.entries()];
  let processed = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [workspace, sessions] = next;
      const ids = sessions.map(({ id }) => id);
      for (let from = 0; from < ids.length; from += together) {
        processed += await sweepTogether(context, log, workspace, ids.slice(from, from + together), now);
      }
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return { due: due.length, processed };
};

const sweepTogether = async (
  context: Sweeping,
  log: Log,
  workspace: WorkspaceId,
  ids: readonly string[],
  now: Date,
): Promise<number> => {
  try {
    return await tickAll(context, workspace, ids, now);
  } catch (fault) {
    // A database that cannot be asked is no session's fault; the next round asks again.
    if (fault instanceof UnavailableError) throw fault;
    if (ids.length > 1) {
      let processed = 0;
      for (const id of ids) processed += await sweepTogether(context, log, workspace, [id], now);
      return processed;
    }
    return setAside(context, log, workspace, ids[0]!, now, fault);
  }
};

const tickAll = (
  context: Sweeping,
  workspace: WorkspaceId,
  ids: readonly string[],
  now: Date,
): Promise<number> =>
  context.transaction(workspace, async (stores) => {
    const sessions = await stores.sessions.lockDue(ids, now);
    await applyAll(context, stores, sessions, () => ({ type: 'tick', now }));
    return sessions.length;
  });

const setAside = async (
  { transaction }: Sweeping,
  log: Log,
  workspace: WorkspaceId,
  id: string,
  now: Date,
  fault: unknown,
): Promise<number> => {
  const code = faultCode(fault);
  await transaction(workspace, (stores) => stores.sessions.setAside(id, code, now));
  log.error({ workspace, session: id, code }, 'session set aside: it cannot be processed');
  return 1;
};
