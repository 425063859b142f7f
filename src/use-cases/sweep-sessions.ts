import { faultCode, UnavailableError } from '../errors.ts';
import { applyAll } from './change-session.ts';
import type { Context } from './context.ts';
import type { Log } from './log-port.ts';
import type { WorkspaceId } from './ports.ts';

type Sweeping = Pick<Context, 'transaction' | 'due' | 'now' | 'newId'>;

/** Sessions of all workspaces that one round looks at. */
const batch = 500;
/** Workspaces whose sessions are moved on side by side. */
const sideBySide = 8;

/**
 * Lets happen in every session what is due at the present instant, workspace by workspace. A session that cannot be
 * processed is set aside and does not hold up the others.
 * @returns how many sessions were due, and whether some were left to whoever holds them now
 */
export const sweepSessions = async (context: Sweeping, log: Log): Promise<{ due: number; left: boolean }> => {
  const now = context.now();
  const due = await context.due.dueSessions(now, batch);
  const byWorkspace = Map.groupBy(due, ({ workspace }) => workspace);
  const queue = [...byWorkspace.entries()];
  let processed = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [workspace, sessions] = next;
      const ids = sessions.map(({ id }) => id);
      processed += await sweepWorkspace(context, log, workspace, ids, now);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return { due: due.length, left: processed < due.length };
};

const sweepWorkspace = async (
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
      for (const id of ids) processed += await sweepWorkspace(context, log, workspace, [id], now);
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
