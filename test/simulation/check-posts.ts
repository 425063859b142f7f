import { isOpen, type Session } from '../../src/session/session.ts';
import type { LedgerRow } from '../support/in-memory-delivery-store.ts';
import type { Posted } from './platform.ts';
import { largestOffsetMs } from './processes.ts';
import type { Committed } from './tables.ts';
import type { World } from './world.ts';

/** What lies between composing words and sending them, where nothing holds the process up. */
const onItsWayMs = 1_000;

/** Looks at each message in the moment in which the platform accepts it: early, stale, out of order (G3, G6, G7). */
export const checkPosts = ({
  tables,
  platform,
  trace,
}: Pick<World, 'tables' | 'platform' | 'trace'>): void => {
  const inChannels = new Map<string, { row: LedgerRow; posted: Posted }[]>();

  platform.onPost((posted) => {
    const row = tables.delivery.rows.find(({ id }) => id === posted.key);
    if (!row) return trace.violated('G1', `message ${posted.ts} was never owed`, posted.key);
    const isPrompt = row.kind.startsWith('prompt-');
    const name = `${row.kind} of ${row.subject.id}`;
    if (posted.at < row.dueAt.getTime() - largestOffsetMs) {
      trace.violated('G3', `${name} stands ${row.dueAt.getTime() - posted.at} ms early`, row.id);
    }
    const left = leftAt(row, tables.history.get(row.subject.id) ?? []);
    if (left && posted.calledAt > left.atMs + onItsWayMs + posted.by.heldUpSince(left.atMs)) {
      const isStop = left.session.status === 'collecting' && left.session.endedBy === 'stop';
      const lateMs = posted.calledAt - left.atMs;
      trace.violated(
        isStop ? 'G7' : 'G6',
        `${name} was sent ${lateMs} ms after ${isStop ? 'the stop' : 'its phase was left'}`,
        row.id,
      );
    }
    if (row.kind === 'desk' || posted.place !== placeOfSession(row, tables)) return;
    const others = inChannels.get(posted.place) ?? [];
    inChannels.set(posted.place, [...others, { row, posted }]);
    const overtaken = others.find(
      (other) =>
        other.row.dueAt > row.dueAt &&
        // Its phase is open again, or open as well: what was in doubt comes late rather than never.
        !(isPrompt && !left && (row.doubt || other.row.withdrawn)) &&
        other.row.id !== row.id &&
        posted.calledAt > other.posted.at + onItsWayMs + posted.by.heldUpSince(other.posted.at),
    );
    if (overtaken) trace.violated('G7', `${name} was sent after ${overtaken.row.kind}`, row.id);
  });
};

const placeOfSession = ({ subject }: LedgerRow, { sessions }: World['tables']) =>
  sessions.get(subject.id)?.facts.channelId;

/** The commit by which the session left what a prompt announces; undefined where it has not, or for other messages. */
const leftAt = ({ kind, run }: LedgerRow, history: readonly Committed[]): Committed | undefined => {
  if (!kind.startsWith('prompt-')) return undefined;
  const phase = Number(kind.slice('prompt-'.length));
  const last = history.findLastIndex(({ session }) => isAnnounced(session, phase, run));
  return last < 0 ? undefined : history[last + 1];
};

const isAnnounced = (session: Session, phase: number, run: number): boolean => {
  if (!isOpen(session)) return false;
  if (session.status === 'writing' && phase > session.phase) return true;
  return session.phase === phase && session.run.phases[phase - 1]?.run === run;
};
