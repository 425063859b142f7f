import { checkAnswers } from '../faults/check-answers.ts';
import { checkRun } from '../faults/check-run.ts';
import type { LedgerRow } from '../support/in-memory-delivery-store.ts';
import { isFinal } from './check-backlog.ts';
import { checkOwed } from './check-owed.ts';
import { checkParticipants } from './check-participants.ts';
import { checkWords } from './check-words.ts';
import type { Posted } from './platform.ts';
import { largestOffsetMs } from './processes.ts';
import { windowKinds } from './profile.ts';
import type { Figures } from './simulate.ts';
import type { World } from './world.ts';

/** A late copy goes within this (G2), and what troubles lasted on top of it. */
const copyGoesWithinMs = 60_000;
const rightReasons = new Set(['superseded', 'expired', 'cancelled']);

/** Looks at what is left when nothing moves any more (G1, G2, G8, G11). */
export const checkAtRest = async (world: World): Promise<Figures> => {
  const rows = world.tables.delivery.rows;
  for (const row of rows) checkOutcome(world, row);
  for (const { setAside, facts } of world.tables.sessions.values()) {
    if (setAside !== undefined)
      world.trace.violated('G1', `the session was set aside: ${setAside}`, facts.id);
  }
  checkOwed(world);
  checkParticipants(world);
  await checkWords(world);
  const copies = checkCopies(world, rows);
  const confirmed = checkStoredAnswers(world);
  const firsts = rows.map((row) => firstOf(world, row)).filter((late) => late !== undefined);
  return {
    posts: rows.filter(({ state, removes }) => state === 'posted' && !removes).length,
    ...copies,
    resends: rows.reduce((sum, { resends }) => sum + resends, 0),
    blindResends: rows.reduce((sum, { blindResends }) => sum + blindResends, 0),
    answers: confirmed,
    latenessMs: firsts,
  };
};

const firstOf = ({ platform }: World, row: LedgerRow): number | undefined => {
  const first = platform.posted.find(({ key }) => key === row.id);
  return first && first.at - row.dueAt.getTime();
};

const describe = ({ kind, run, subject, removes }: LedgerRow) =>
  `${removes ? 'the removal of ' : ''}${kind} (run ${run}) of ${subject.id}`;

/** Every message has come to one end, which fits what stands on the platform. */
const checkOutcome = (world: World, row: LedgerRow): void => {
  const { platform, trace } = world;
  const standing = platform.posted.filter(({ key, goneAt }) => key === row.id && goneAt === undefined);
  for (const [promise, what] of faultsOf(world, row, standing)) {
    trace.violated(promise, `${describe(row)} ${what}`, row.id);
  }
};

type Fault = [promise: string, what: string];

const faultsOf = (world: World, row: LedgerRow, standing: readonly Posted[]): Fault[] => {
  if (!isFinal(row)) return [['G11', `is still ${row.state} at rest`]];
  if (row.removes) {
    const isRight = row.state === 'posted' || row.reason === 'superseded';
    return isRight ? [] : [['G1', `ended as ${row.reason}`]];
  }
  return row.state === 'closed' ? faultsOfClosed(world, row, standing) : faultsOfPosted(world, row, standing);
};

const faultsOfClosed = ({ profile }: World, row: LedgerRow, standing: readonly Posted[]): Fault[] => {
  const isUnsettled = row.reason === 'unsettled';
  const cannotLook = !profile.canLook || row.kind === 'check-note';
  const faults: Fault[] = [];
  if (!rightReasons.has(row.reason!) && !(isUnsettled && cannotLook))
    faults.push(['G1', `was lost: ${row.reason}`]);
  if (standing.length > 0 && !isUnsettled && profile.canLook)
    faults.push(['G2', `was ${row.reason}, and stands`]);
  return faults;
};

const faultsOfPosted = ({ scheduler }: World, row: LedgerRow, standing: readonly Posted[]): Fault[] => {
  const { reference, withdrawn, blindResends, edit } = row;
  const faults: Fault[] = [];
  if (blindResends > 1) faults.push(['G2', `was sent again ${blindResends} times without proof`]);
  if (!reference) return row.kind === 'check-note' ? faults : [...faults, ['G1', 'is posted nowhere']];
  if (withdrawn) {
    if (standing.length > blindResends) faults.push(['G2', 'was taken back, and stands']);
    return faults;
  }
  if (!standing.some(({ ts }) => ts === reference.ts))
    faults.push(['G1', `is message ${reference.ts}, which does not stand`]);
  if (edit.dueAt && edit.dueAt.getTime() < scheduler.now() - 5_000)
    faults.push(['G11', 'waits for its edit at rest']);
  if (edit.closedReason !== undefined) faults.push(['G1', `cannot be edited: ${edit.closedReason}`]);
  return faults;
};

/** The checker of the real processes, on what stands here. */
const checkCopies = (
  { platform, profile, weather, processes, trace, tables, startMs, scheduler }: World,
  rows: readonly LedgerRow[],
): Pick<Figures, 'extraCopies' | 'longestCopyMs'> => {
  const lasting = rows.filter(
    (row) => row.state === 'posted' && !row.removes && !row.withdrawn && row.reference,
  );
  const due = lasting.map((row) => ({
    session: row.id,
    kind: row.kind,
    workspace: row.workspace,
    channel: row.kind === 'desk' ? row.recipient : tables.sessions.get(row.subject.id)!.facts.channelId,
    dueAt: row.dueAt.getTime(),
  }));
  const isLasting = new Set(lasting.map(({ id }) => id));
  const kindOf = new Map(rows.map(({ id, kind }) => [id, kind]));
  const seen = platform.posted
    .filter(({ key }) => isLasting.has(key))
    .map(({ key, workspace, place, at, goneAt }) => ({
      ...{ session: key, kind: kindOf.get(key), workspace, channel: place, at },
      ...(goneAt !== undefined && { goneAt }),
    }));
  const found = checkRun(due, seen, { doubtMs: largestOffsetMs, latestMs: Number.POSITIVE_INFINITY });
  const blind = new Map(lasting.map(({ id, blindResends }) => [id, blindResends]));
  for (const [id, copies] of Map.groupBy(found.doubled, ({ session }) => session!)) {
    if (profile.canLook || copies.length > blind.get(id)!)
      trace.violated('G2', 'stands more than once at rest', id);
  }
  for (const { session } of found.missed)
    trace.violated('G1', 'is recorded as posted and does not stand', session);
  for (const { session } of [...found.wrongChannel, ...found.wrongWorkspace]) {
    trace.violated('G10', 'stands where it does not belong', session);
  }
  const [from, until] = [startMs, scheduler.now()];
  const excused = weather.lastedMs(windowKinds, from, until) + processes.noneRanMs(from, until);
  const longestCopyMs = Math.max(0, ...found.copyLifeMs);
  if (profile.canLook && longestCopyMs > copyGoesWithinMs + excused) {
    trace.violated('G2', `an extra copy stood for ${longestCopyMs} ms`);
  }
  return {
    extraCopies: platform.posted.length - new Set(platform.posted.map(({ key }) => key)).size,
    longestCopyMs,
  };
};

const checkStoredAnswers = ({ people, tables, trace }: World): number => {
  const stored = [...tables.answers.values()].map(({ sessionId, memberId, question, value, late }) => ({
    ...{ session: sessionId, member: memberId, question, late },
    value: JSON.stringify(value),
  }));
  const { confirmed, lost, extra } = checkAnswers(people.answers, stored);
  for (const { session, member, question, value } of lost) {
    trace.violated('G8', `${member} saw ${value} saved as ${question}, and it is not`, session);
  }
  for (const { session, member, question, value } of extra) {
    trace.violated('G8', `${value} is stored as ${question} of ${member}, who did not send it`, session);
  }
  return confirmed;
};
