import type { StoredSession, WorkspaceId } from './ports.ts';

/**
 * Sessions as this process has read them last, so that an answer need not read its session again. One may be out of
 * date: what is done by it must be checked against its revision, and a refusal by it is none.
 */
export type RememberedSessions = {
  find(workspace: WorkspaceId, id: string): StoredSession | undefined;
  keep(workspace: WorkspaceId, stored: StoredSession): void;
};

/** More than are held at one time; what they say is shared between those that say the same. */
const mostKept = 10_000;

export const createRememberedSessions = (): RememberedSessions => {
  const kept = new Map<string, StoredSession>();
  const nameOf = (workspace: WorkspaceId, id: string) => `${workspace} ${id}`;
  return {
    find: (workspace, id) => kept.get(nameOf(workspace, id)),
    keep: (workspace, stored) => {
      const name = nameOf(workspace, stored.facts.id);
      // The oldest goes first.
      kept.delete(name);
      if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
      kept.set(name, stored);
    },
  };
};
