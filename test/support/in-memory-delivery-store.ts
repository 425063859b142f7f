import { postPriority, removalPriority } from '../../src/postgres/post-priority.ts';
import type {
  ClaimedPost,
  Copy,
  DeliveryStore,
  DoubtCause,
  Sent,
} from '../../src/use-cases/delivery-ports.ts';
import { editPace } from '../../src/use-cases/edit-pace.ts';
import type {
  LedgerStore,
  Opaque,
  OwedPost,
  StaleMessage,
  WithdrawnMessage,
  WorkspaceId,
} from '../../src/use-cases/ports.ts';

type State = 'planned' | 'claimed' | 'sending' | 'posted' | 'unknown' | 'closed';
type Edit = {
  wanted: number;
  shown: number;
  dueAt: Date | undefined;
  claimedDueAt: Date | undefined;
  shownAt: Date | undefined;
  attempt: number;
  leaseUntil: Date | undefined;
  retryAt: Date | undefined;
  closedReason: string | undefined;
};

/** A row of the ledger, for tests that look at how it ended. */
export type LedgerRow = Omit<OwedPost, 'after'> & {
  workspace: WorkspaceId;
  id: string;
  after: OwedPost['after'];
  removes: LedgerRow | undefined;
  state: State;
  attempt: number;
  leaseUntil: Date | undefined;
  retryAt: Date | undefined;
  withdrawn: boolean;
  reference: Opaque | undefined;
  postedAt: Date | undefined;
  reason: string | undefined;
  sent: Sent | undefined;
  doubt: { cause: DoubtCause; since: Date } | undefined;
  lookAt: Date | undefined;
  emptyLooks: number;
  resends: number;
  blindResends: number;
  watchedFrom: Date | undefined;
  copiesRemoved: number;
  longestCopyMs: number;
  edit: Edit;
};

export type InMemoryDeliveryStore = {
  store: DeliveryStore;
  ledger(workspace: WorkspaceId): LedgerStore;
  rows: readonly LedgerRow[];
};

const priorityOf = ({ kind, removes }: LedgerRow) => (removes ? removalPriority : postPriority[kind]);

const byInstant = (one: Date, other: Date) => one.getTime() - other.getTime();
const earliest = (instants: (Date | undefined)[]) =>
  instants.filter((one) => one !== undefined).sort(byInstant)[0];

/** The ledger without a database: every method is one step that nothing interrupts, as a transaction is. */
export const createInMemoryDeliveryStore = (): InMemoryDeliveryStore => {
  const rows: LedgerRow[] = [];
  return { rows, store: deliveryStore(rows), ledger: (workspace) => ledgerStore(rows, workspace) };
};

const deliveryStore = (rows: LedgerRow[]): DeliveryStore => {
  const find = (claim: { workspace: string; id: string }) => {
    const row = rows.find(({ workspace, id }) => workspace === claim.workspace && id === claim.id);
    if (!row) throw new Error('no such delivery');
    return row;
  };
  const ofClaim = (claim: { workspace: string; id: string; attempt: number }, states: State[]) => {
    const row = find(claim);
    return row.attempt === claim.attempt && states.includes(row.state) ? row : undefined;
  };
  const editOfClaim = (claim: { workspace: string; id: string; attempt: number }) => {
    const { edit } = find(claim);
    return edit.attempt === claim.attempt && edit.leaseUntil ? edit : undefined;
  };
  const isReady = (row: LedgerRow): boolean => {
    if (row.removes && !['posted', 'closed'].includes(row.removes.state)) return false;
    if (!row.after) return true;
    const roots = rows.filter((one) => one.kind === row.after && !one.removes && isSameSubject(one, row));
    return roots.some(({ state }) => state === 'posted') || roots.every(({ state }) => state === 'closed');
  };
  /** Its words may lead to what is still to be posted. */
  const waitsForPost = (row: LedgerRow, present: Date) =>
    rows.some(
      (one) =>
        isSameSubject(one, row) &&
        one.kind !== 'check-note' &&
        !one.removes &&
        ['planned', 'claimed', 'sending'].includes(one.state) &&
        one.dueAt <= present,
    );
  const isEditable = (row: LedgerRow, present = row.edit.dueAt!) =>
    row.state === 'posted' &&
    !row.withdrawn &&
    row.edit.dueAt !== undefined &&
    !row.edit.leaseUntil &&
    !waitsForPost(row, present);
  const isDue = (dueAt: Date, retryAt: Date | undefined, present: { session: Date; machine: Date }) =>
    dueAt <= present.session && (!retryAt || retryAt <= present.machine);

  const wantsLook = ({ lookAt, state, watchedFrom }: LedgerRow) =>
    lookAt !== undefined &&
    (state === 'unknown' || (watchedFrom !== undefined && ['posted', 'closed'].includes(state)));
  const isUnsettled = ({ state, reason }: LedgerRow) => state === 'closed' && reason === 'unsettled';

  /** Evidence has come while a later call was under way. */
  const isPressed = ({ resends, reference }: LedgerRow) => resends > 0 && reference !== undefined;
  const lookAtOnce = (row: LedgerRow) =>
    Object.assign(row, { state: 'unknown', reason: undefined, lookAt: row.doubt?.since });

  /** The root leads to it and may have been edited without it. */
  const outdateRoot = (row: LedgerRow, now: Date) => {
    if (!row.doubt || !row.reference) return;
    const roots = rows.filter((one) => one.kind === row.after && !one.removes && isSameSubject(one, row));
    for (const { state, withdrawn, edit } of roots) {
      if (state !== 'posted' || withdrawn || edit.closedReason !== undefined) continue;
      edit.wanted += 1;
      edit.dueAt = earliest([edit.dueAt, now]);
    }
  };
  const recordFound = (
    row: LedgerRow,
    { reference, postedAt }: Copy,
    now: Date,
    lookAt: Date | undefined,
  ) => {
    Object.assign(row, { state: 'posted', reference, postedAt, lookAt, reason: undefined });
    Object.assign(row, { retryAt: undefined, leaseUntil: undefined });
    if (row.edit.closedReason === undefined) Object.assign(row.edit, { shownAt: now, dueAt: now });
    outdateRoot(row, now);
  };

  const giveEditBack = (edit: Edit, retryAt: Date | undefined) => {
    edit.dueAt = earliest([edit.dueAt, edit.claimedDueAt]);
    Object.assign(edit, { leaseUntil: undefined, claimedDueAt: undefined, retryAt });
  };

  return {
    claimPosts: async ({ leaseUntil, limit, ...present }) => {
      const due = rows
        .filter((row) => row.state === 'planned' && isDue(row.dueAt, row.retryAt, present) && isReady(row))
        .sort((one, other) => priorityOf(one) - priorityOf(other) || byInstant(one.dueAt, other.dueAt))
        .slice(0, limit);
      return due.map((row): ClaimedPost => {
        Object.assign(row, { state: 'claimed', attempt: row.attempt + 1, leaseUntil });
        const { workspace, id, attempt, dueAt, removes } = row;
        return { workspace, id, attempt, dueAt, removal: removes !== undefined };
      });
    },
    claimEdits: async ({ leaseUntil, limit, ...present }) => {
      const due = rows
        .filter(
          (row) => isEditable(row, present.session) && isDue(row.edit.dueAt!, row.edit.retryAt, present),
        )
        .sort((one, other) => byInstant(one.edit.dueAt!, other.edit.dueAt!))
        .slice(0, limit);
      return due.map(({ workspace, id, edit }) => {
        const dueAt = edit.dueAt!;
        Object.assign(edit, { attempt: edit.attempt + 1, leaseUntil, claimedDueAt: dueAt, dueAt: undefined });
        return { workspace, id, attempt: edit.attempt, dueAt };
      });
    },
    claimLooks: async ({ machine, leaseUntil, limit }) => {
      const due = rows
        .filter((row) => wantsLook(row) && row.lookAt! <= machine)
        .sort((one, other) => byInstant(one.lookAt!, other.lookAt!))
        .slice(0, limit);
      return due.map((row) => {
        row.lookAt = leaseUntil;
        const { workspace, id, attempt, dueAt } = row;
        return { workspace, id, attempt, dueAt };
      });
    },
    expireLeases: async (machine) => {
      const over = rows.filter(({ leaseUntil }) => leaseUntil && leaseUntil <= machine);
      const unknown = over.filter(({ state, removes }) => state === 'sending' && !removes);
      const freed = over.filter((row) => !unknown.includes(row));
      for (const row of freed) Object.assign(row, { state: 'planned', leaseUntil: undefined });
      for (const row of unknown) {
        const doubt = { cause: 'owner-dead', since: machine };
        Object.assign(row, { state: 'unknown', leaseUntil: undefined, reason: 'owner-dead' });
        Object.assign(row, { doubt, lookAt: machine, emptyLooks: 0 });
      }
      const edits = rows
        .map(({ edit }) => edit)
        .filter(({ leaseUntil }) => leaseUntil && leaseUntil <= machine);
      for (const edit of edits) giveEditBack(edit, edit.retryAt);
      return { freed: freed.length + edits.length, unknown: unknown.length };
    },
    nextDueAt: async () => {
      const posts = rows.filter((row) => row.state === 'planned' && isReady(row));
      const edits = rows.filter((row) => isEditable(row)).map(({ edit }) => edit);
      const waiting = [...posts, ...edits];
      const leases = rows.flatMap(({ leaseUntil, edit }) => [leaseUntil, edit.leaseUntil]);
      return {
        session: earliest(waiting.filter(({ retryAt }) => !retryAt).map(({ dueAt }) => dueAt)),
        machine: earliest([
          ...waiting.map(({ retryAt }) => retryAt),
          ...leases,
          ...rows.filter(wantsLook).map(({ lookAt }) => lookAt),
        ]),
      };
    },
    post: async (claim) => {
      const { subject, kind, recipient, run, removes, edit } = find(claim);
      return { subject, kind, recipient, run, removes: removes?.reference, version: edit.wanted };
    },
    edit: async (claim) => {
      const { subject, kind, recipient, run, reference, edit } = find(claim);
      return { subject, kind, recipient, run, reference: reference!, wantedVersion: edit.wanted };
    },
    look: async (claim) => {
      const row = ofClaim(claim, ['unknown', 'posted', 'closed']);
      if (!row?.lookAt) return undefined;
      const { subject, kind, recipient, run, sent, withdrawn, doubt, watchedFrom, reference, state } = row;
      const common = { subject, kind, recipient, run, sent, withdrawn };
      if (state === 'unknown') {
        const { emptyLooks, blindResends } = row;
        const counts = { emptyLooks, blindResends, evidence: reference, watchedFrom };
        return { ...common, wants: 'settling', ...doubt!, ...counts };
      }
      const keeps = state === 'posted' && !withdrawn ? reference : undefined;
      return { ...common, wants: 'watching', keeps, watchedFrom: watchedFrom! };
    },
    found: async (claim, copy, now, watchAt) => {
      const row = ofClaim(claim, ['unknown']);
      if (row) recordFound(row, copy, now, watchAt);
      return row !== undefined;
    },
    lookAgain: async (claim, at, emptyLooks) => {
      const row = ofClaim(claim, ['unknown']);
      if (row) Object.assign(row, { lookAt: at, emptyLooks });
    },
    resend: async (claim, { blind, at, watchAt }) => {
      const row = ofClaim(claim, ['unknown']);
      if (!row) return;
      Object.assign(row, { reference: undefined, retryAt: undefined, watchedFrom: at, lookAt: watchAt });
      Object.assign(row, row.withdrawn ? { state: 'closed', reason: 'cancelled' } : { state: 'planned' });
      if (row.withdrawn) return;
      row.reason = undefined;
      row.resends += 1;
      if (blind) row.blindResends += 1;
    },
    giveUp: async (claim, instead, now) => {
      const row = ofClaim(claim, ['unknown']);
      if (!row) return;
      Object.assign(row, { state: 'closed', reason: 'unsettled', lookAt: undefined });
      if (instead) await ledgerStore(rows, claim.workspace).outdate([instead], now);
    },
    watch: async (claim, at) => {
      const row = ofClaim(claim, ['posted', 'closed']);
      if (row) row.lookAt = at;
    },
    copyRemoved: async (claim, { since, at }) => {
      const row = find(claim);
      const doubledAt = Math.max(since.getTime(), row.postedAt?.getTime() ?? 0);
      row.copiesRemoved += 1;
      row.longestCopyMs = Math.max(row.longestCopyMs, at.getTime() - doubledAt);
    },
    copyStays: async (claim, { since, lookAt }) => {
      const row = find(claim);
      Object.assign(row, {
        watchedFrom: row.watchedFrom ?? since,
        lookAt: earliest([row.lookAt, lookAt]),
      });
    },
    evidence: async (workspace, key, copy, { session, machine }) => {
      const row = rows.find((one) => one.workspace === workspace && one.id === key && !one.removes);
      if (!row) return false;
      if (row.state === 'sending') row.reference = copy.reference;
      const isToBeSentAgain = row.resends > 0 && ['planned', 'claimed'].includes(row.state);
      if (row.state !== 'unknown' && !isUnsettled(row) && !isToBeSentAgain) return false;
      recordFound(row, copy, session, row.watchedFrom && machine);
      return true;
    },
    sending: async (claim, leaseUntil, sent) => {
      const row = ofClaim(claim, ['claimed']);
      if (!row) return false;
      Object.assign(row, { state: 'sending', leaseUntil });
      if (sent) row.sent = { destination: sent.destination, at: row.sent?.at ?? sent.at };
      return true;
    },
    posted: async (claim, { reference, postedAt, shownVersion }) => {
      const row = find(claim);
      const isOurs = row.attempt === claim.attempt && ['sending', 'unknown'].includes(row.state);
      const isOpen = ['planned', 'claimed', 'sending', 'unknown'].includes(row.state);
      const isFirst = row.attempt >= claim.attempt && ((row.resends > 0 && isOpen) || isUnsettled(row));
      if (!isOurs && !isFirst) {
        const isSame = JSON.stringify(row.reference) === JSON.stringify(reference);
        return row.state === 'posted' && row.attempt >= claim.attempt && isSame;
      }
      Object.assign(row, { state: 'posted', reference, postedAt, leaseUntil: undefined, retryAt: undefined });
      Object.assign(row, { reason: undefined, lookAt: row.watchedFrom && (row.lookAt ?? row.watchedFrom) });
      outdateRoot(row, postedAt);
      Object.assign(row.edit, { shown: shownVersion, shownAt: postedAt });
      if (!reference || row.edit.wanted <= shownVersion) row.edit.dueAt = undefined;
      if (!reference) row.edit.closedReason = 'no-reference';
      return true;
    },
    putBack: async (claim, retryAt) => {
      const row = ofClaim(claim, ['claimed', 'sending']);
      if (!row) return;
      Object.assign(row, { state: row.withdrawn ? 'closed' : 'planned', retryAt, leaseUntil: undefined });
      if (row.withdrawn) row.reason = 'cancelled';
      else if (isPressed(row)) lookAtOnce(row);
    },
    close: async (claim, reason) => {
      const row = ofClaim(claim, ['claimed', 'sending']);
      if (!row) return;
      Object.assign(row, { state: 'closed', reason, leaseUntil: undefined });
      if (isPressed(row)) lookAtOnce(row);
    },
    doubt: async (claim, { code, cause }, machine) => {
      const row = ofClaim(claim, ['sending']);
      if (!row) return;
      const doubt = { cause, since: machine };
      Object.assign(row, { state: 'unknown', reason: code, leaseUntil: undefined });
      Object.assign(row, { doubt, lookAt: machine, emptyLooks: 0 });
    },
    shown: async (claim, version, shownAt) => {
      const edit = editOfClaim(claim);
      if (!edit) return;
      const dueAt = edit.wanted > version ? edit.dueAt : undefined;
      const free = { leaseUntil: undefined, claimedDueAt: undefined, retryAt: undefined };
      Object.assign(edit, { ...free, shown: version, shownAt, dueAt });
    },
    putEditBack: async (claim, retryAt) => {
      const edit = editOfClaim(claim);
      if (edit) giveEditBack(edit, retryAt);
    },
    closeEdit: async (claim, reason) => {
      const edit = editOfClaim(claim);
      const closed = {
        leaseUntil: undefined,
        claimedDueAt: undefined,
        dueAt: undefined,
        closedReason: reason,
      };
      if (edit) Object.assign(edit, closed);
    },
  };
};

const ledgerStore = (rows: LedgerRow[], workspace: WorkspaceId): LedgerStore => ({
  owe: async (posts) => {
    for (const post of posts) {
      const owed = rows.find(
        (row) => row.workspace === workspace && !row.removes && isSameMessage(row, post),
      );
      if (!owed) rows.push(newRow(rows, workspace, post, undefined));
      else if (owed.state === 'closed' && mayComeBack.has(owed.reason)) {
        Object.assign(owed, { state: 'planned', reason: undefined, dueAt: post.dueAt });
      }
    }
  },
  outdate: async (messages, now) => {
    for (const message of messages) {
      for (const row of rows) {
        if (row.workspace === workspace && !row.withdrawn && isMeant(row, message))
          outdate(row.edit, message, now);
      }
    }
  },
  withdraw: async (messages, now) => {
    for (const message of messages) {
      const meant = rows.filter(
        (row) => row.workspace === workspace && isMeant(row, message) && !row.withdrawn,
      );
      for (const row of meant) {
        row.withdrawn = true;
        if (row.state === 'planned' || row.state === 'claimed') {
          Object.assign(row, { state: 'closed', reason: 'cancelled', leaseUntil: undefined });
        } else rows.push(newRow(rows, workspace, { ...row, dueAt: now, after: undefined }, row));
      }
    }
  },
  reference: async (subject, kind, run) =>
    rows
      .filter(
        (row) =>
          row.workspace === workspace &&
          isMeant(row, { subject, kind, ...(run === undefined ? {} : { run }) }),
      )
      .filter(({ state, withdrawn }) => state === 'posted' && !withdrawn)
      .sort((one, other) => other.run - one.run)[0]?.reference,
  isUnsettled: async (subject, kind) =>
    rows.some(
      (row) =>
        row.workspace === workspace &&
        row.subject.id === subject.id &&
        row.kind === kind &&
        row.reason === 'unsettled',
    ),
});

const mayComeBack = new Set<string | undefined>(['superseded', 'channel-gone']);

const outdate = (edit: Edit, { urgency }: StaleMessage, now: Date) => {
  if (edit.closedReason !== undefined) return;
  const lastAt = edit.leaseUntil ? now : edit.shownAt;
  const pacedAt = new Date(Math.max(now.getTime(), (lastAt?.getTime() ?? 0) + editPace[urgency].spacingMs));
  edit.wanted += 1;
  edit.dueAt = earliest([edit.dueAt, pacedAt]);
};

const newRow = (
  rows: LedgerRow[],
  workspace: WorkspaceId,
  { subject, kind, recipient, run, dueAt, after }: OwedPost,
  removes: LedgerRow | undefined,
): LedgerRow => ({
  ...{ workspace, id: `delivery-${rows.length + 1}`, subject, kind, recipient, run, dueAt, after, removes },
  ...{ state: 'planned', attempt: 0, leaseUntil: undefined, retryAt: undefined, withdrawn: false },
  ...{ reference: undefined, postedAt: undefined, reason: undefined, sent: undefined, doubt: undefined },
  ...{ lookAt: undefined, emptyLooks: 0, resends: 0, blindResends: 0, watchedFrom: undefined },
  ...{ copiesRemoved: 0, longestCopyMs: 0 },
  edit: {
    ...{ wanted: 1, shown: 0, dueAt: undefined, claimedDueAt: undefined, shownAt: undefined },
    ...{ attempt: 0, leaseUntil: undefined, retryAt: undefined, closedReason: undefined },
  },
});

type AnyMessage = StaleMessage | WithdrawnMessage | Omit<StaleMessage, 'urgency'>;
const isMeant = (row: LedgerRow, message: AnyMessage): boolean =>
  !row.removes &&
  row.state !== 'closed' &&
  row.subject.id === message.subject.id &&
  row.kind === message.kind &&
  (message.run === undefined || row.run === message.run) &&
  (!('recipient' in message) || message.recipient === undefined || row.recipient === message.recipient);

const isSameSubject = (one: LedgerRow, other: LedgerRow) =>
  one.workspace === other.workspace &&
  one.subject.kind === other.subject.kind &&
  one.subject.id === other.subject.id;
const isSameMessage = (row: LedgerRow, post: OwedPost) =>
  row.subject.id === post.subject.id &&
  row.kind === post.kind &&
  row.recipient === post.recipient &&
  row.run === post.run;
