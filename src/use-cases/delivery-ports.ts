import type { Message } from '../messages/message.ts';
import type { MessageKind } from '../messages/owed.ts';
import type {
  Composition,
  Destination,
  MemberId,
  Opaque,
  StaleMessage,
  Subject,
  WorkspaceId,
} from './ports.ts';

/** A row of the ledger that this process has claimed; `attempt` tells its claim from any other's. */
export type Claim = { workspace: WorkspaceId; id: string; attempt: number; dueAt: Date };

/** What a claimed row is about. */
export type Letter = {
  subject: Subject;
  kind: MessageKind;
  recipient: MemberId | '';
  run: number;
};

/** A post, or the removal of one, that is claimed. */
export type ClaimedPost = Claim & { removal: boolean };

export type PostDetails = Letter & {
  /** The reference of the posted message that a removal takes away. */
  removes: Opaque | undefined;
  /** The version that a message composed from now on shows; goes back with `posted`. */
  version: number;
};

export type EditDetails = Letter & {
  reference: Opaque;
  /** The version that an edit composed now will show. */
  wantedVersion: number;
};

/** Where a message was sent, and when by the session clock. */
export type Sent = { destination: Destination; at: Date };

/** A message as it stands on the platform, and since when by the platform's clock. */
export type Copy = { reference: Opaque; postedAt: Date };

/**
 * What left a doubt, the quickest to be sure of first: the platform answered with an error of its own; the connection
 * broke or was given up; the process died with the call under way.
 */
export const doubtCauses = ['answered', 'cut-off', 'owner-dead'] as const;
export type DoubtCause = (typeof doubtCauses)[number];

/** A row whose message is looked for on the platform. */
export type LookDetails = Letter & {
  /** Where and when it was first sent; absent for rows that were sent before this was noted. */
  sent: Sent | undefined;
  /** Whether the message must not stand any more. */
  withdrawn: boolean;
} & (
    | {
        wants: 'settling';
        cause: DoubtCause;
        /** Machine clock. */
        since: Date;
        /** Look-ups in vain that count as proof, and how often it was sent again without any. */
        emptyLooks: number;
        blindResends: number;
        /** What somebody's press or the platform's event told while the call was under way. */
        evidence: Opaque | undefined;
        watchedFrom: Date | undefined;
      }
    | {
        /** It was sent again, so that copies may turn up. */
        wants: 'watching';
        /** The one that stays; undefined where none may stay. */
        keeps: Opaque | undefined;
        /** Machine clock: when it was decided to send it again. */
        watchedFrom: Date;
      }
  );

/**
 * The ledger as the dispatcher sees it. Claims are made across workspaces and hold ids and instants; everything
 * else is read and written inside the workspace. `session` is the session clock's present, `machine` the machine
 * clock's.
 */
export type DeliveryStore = {
  /** Claims posts that are due and whose predecessor is settled: prompts before recaps before the rest. */
  claimPosts(present: {
    session: Date;
    machine: Date;
    leaseUntil: Date;
    limit: number;
  }): Promise<ClaimedPost[]>;
  /** Claims edits that are due of messages that are posted. */
  claimEdits(present: { session: Date; machine: Date; leaseUntil: Date; limit: number }): Promise<Claim[]>;
  /** Claims rows that want a look at the platform; their attempt stays, so that their process may still record. */
  claimLooks(present: { machine: Date; leaseUntil: Date; limit: number }): Promise<Claim[]>;
  /**
   * Rows whose process died: claimed ones become free again, and removals, which may be repeated; posts in `sending`
   * become `unknown` and want a look.
   */
  expireLeases(machine: Date): Promise<{ freed: number; unknown: number }>;
  /** The next instants at which something can be claimed, if any, by either clock. */
  nextDueAt(): Promise<{ session: Date | undefined; machine: Date | undefined }>;

  post(claim: Claim): Promise<PostDetails>;
  edit(claim: Claim): Promise<EditDetails>;
  /** Undefined where the row wants no look any more. */
  look(claim: Claim): Promise<LookDetails | undefined>;

  /**
   * claimed → sending; false where the claim is not ours any more. `leaseUntil` outlasts the call; `sent` is noted
   * for looking there (absent for a removal).
   */
  sending(claim: Claim, leaseUntil: Date, sent?: Sent): Promise<boolean>;
  /**
   * sending or unknown → posted; false where the claim is not ours any more (this process is a zombie). A row that
   * was to be sent again after our call, and has not been recorded since, is recorded too: the first record wins,
   * and a reference never changes afterwards.
   * `shownVersion` is the `version` that `post` gave: whatever has changed since becomes an edit. The same result
   * twice is true twice: it is recorded again when the connection died during the commit.
   */
  posted(
    claim: Claim,
    result: { reference: Opaque | undefined; postedAt: Date; shownVersion: number },
  ): Promise<boolean>;
  /**
   * claimed or sending → planned, not before `retryAt` (machine clock); closed where it was withdrawn meanwhile. Where
   * evidence of an earlier call has come meanwhile, → unknown, as with `close`: it wants a look, which takes that.
   */
  putBack(claim: Claim, retryAt: Date): Promise<void>;
  /** claimed or sending → closed; unknown like `putBack`. */
  close(claim: Claim, reason: string): Promise<void>;
  /** sending → unknown, since `machine`; wants a look from then on. */
  doubt(claim: Claim, doubt: { code: string; cause: DoubtCause }, machine: Date): Promise<void>;

  /**
   * unknown → posted, because it was found; false where it is not in doubt any more. Nobody knows which version it
   * shows, so an edit follows, and one of the message that leads to it (its root).
   * @param watchAt machine clock: when to look for copies next, if at all
   */
  found(claim: Claim, copy: Copy, now: Date, watchAt: Date | undefined): Promise<boolean>;
  /** Looks again at `at` (machine clock); `emptyLooks` replaces the count of those in vain. */
  lookAgain(claim: Claim, at: Date, emptyLooks: number): Promise<void>;
  /**
   * unknown → planned; closed where it was withdrawn. Copies are looked for from `watchAt` on.
   * @param resend `blind`: without proof that it does not stand; `at`, `watchAt`: machine clock
   */
  resend(claim: Claim, resend: { blind: boolean; at: Date; watchAt: Date }): Promise<void>;
  /** unknown → closed as `unsettled`; `instead` is brought up to date at `now` (session clock). */
  giveUp(claim: Claim, instead: StaleMessage | undefined, now: Date): Promise<void>;
  /** When to look for copies next (machine clock), if at all. */
  watch(claim: Claim, at: Date | undefined): Promise<void>;
  /**
   * Counts an extra copy that stood from `since`, or since the message itself stands, to `at` (session clock).
   * @throws where the database cannot say whether it was counted, which it then is once at most
   */
  copyRemoved(claim: Claim, life: { since: Date; at: Date }): Promise<void>;
  /**
   * A copy could not be removed: copies are looked for again at `lookAt` at the latest, though none were looked for any
   * more, whoever holds the row by now. Both by the machine clock.
   */
  copyStays(claim: Claim, present: { since: Date; lookAt: Date }): Promise<void>;
  /**
   * The message of the row `key` stands there: unknown, unsettled or to be sent again → posted, like `found`. While
   * its call is under way the evidence is kept in case that ends in doubt. Any other row, or none, stays as it is.
   * @returns whether the row is posted by this
   */
  evidence(
    workspace: WorkspaceId,
    key: string,
    copy: Copy,
    present: { session: Date; machine: Date },
  ): Promise<boolean>;

  /** An edit shows `version` now (session clock `shownAt`). */
  shown(claim: Claim, version: number, shownAt: Date): Promise<void>;
  putEditBack(claim: Claim, retryAt: Date): Promise<void>;
  /** The message cannot be edited any more (deleted, archived channel …). */
  closeEdit(claim: Claim, reason: string): Promise<void>;
};

/**
 * Composes a message from what is stored at this moment.
 * @param purpose a post that nobody needs any more comes to nothing; an edit of what stands there never does
 */
export type Compose = (
  workspace: WorkspaceId,
  letter: Letter,
  now: Date,
  purpose: 'post' | 'edit',
) => Promise<Composition>;

/** How a call ended, as far as one can tell (reliability 2.4). */
export type Outcome =
  | { kind: 'done'; reference?: Opaque }
  /**
   * Certainly not done, and may be tried again: after `retryAfterMs` where the platform said so. `spentBudget`
   * names the budget (of the call's permits) that the platform says is spent.
   */
  | { kind: 'not-done'; code: string; retryAfterMs?: number; spentBudget?: string }
  /**
   * Certainly not done, and it never will be; `placeGone`: nothing can be posted or edited there. `mayPass`: the platform
   * says so now and then where it is not so, and an edit is worth some more attempts.
   */
  | { kind: 'refused'; code: string; placeGone?: true; mayPass?: true }
  /** It may have been done; `answered`: the platform said so itself, with an error. */
  | { kind: 'unknown'; code: string; answered?: true };

/** What a look at the platform found. */
export type LookUp =
  /** At least one, the oldest first. */
  | { kind: 'found'; copies: readonly Copy[] }
  | { kind: 'absent' }
  /** Never, as things stand: the right to look is missing, or the message leaves no trace. */
  | { kind: 'cannot'; code: string }
  /** Not at present; fields as of an `Outcome` that was not done. */
  | { kind: 'not-now'; code: string; retryAfterMs?: number; spentBudget?: string };

/** One budget that a call draws on: `burst` at once, then `perSecond`. */
export type Permit = { budget: string; burst: number; perSecond: number };

/** A chat platform, for one workspace. No method throws and none retries; each call ends within 2.5 s. */
export type Messenger = {
  /** `key` is opaque and travels with the message, so that it can be recognised later. */
  post(destination: Destination, message: Message, key: string): Promise<Outcome>;
  edit(reference: Opaque, message: Message, key: string): Promise<Outcome>;
  /** Done also where the message is gone already, then without a reference. */
  remove(reference: Opaque): Promise<Outcome>;
  /** Looks for the messages that carry `key` where they were sent, by a bounded number of calls. */
  lookUp(sent: Sent, key: string): Promise<LookUp>;
  permits(
    call:
      | { does: 'post'; destination: Destination }
      | { does: 'look-up'; destination: Destination }
      | { does: 'edit' | 'remove'; reference: Opaque },
  ): Permit[];
};

/**
 * Takes what a press or an event tells: the message with this key stands there. Cheap enough for every press.
 * @throws what the store throws
 */
export type TakeEvidence = (workspace: WorkspaceId, key: string, copy: Copy) => Promise<void>;

/** The messenger of a workspace's platform. */
export type Messengers = (workspace: WorkspaceId) => Messenger;

/** What an operator needs to see: rows that are late, doubtful or refused. */
export type DeliveryReport = {
  due: number;
  oldestDueAt: Date | undefined;
  unknown: { workspace: WorkspaceId; id: string; kind: MessageKind; since: Date; code: string }[];
  /** In the last seven days. */
  refused: { workspace: WorkspaceId; id: string; kind: MessageKind; reason: string }[];
  setAside: { workspace: WorkspaceId; sessionId: string; code: string }[];
  running: { workspace: WorkspaceId; sessionId: string; status: string; nextDueAt: Date | undefined }[];
  /** Planned sessions of which something is due next, the next ones first. */
  next: { workspace: WorkspaceId; sessionId: string; nextDueAt: Date }[];
  settling: SettlingReport;
};

/** What became of doubts so far. */
export type SettlingReport = {
  /** Messages that were sent again, and how many of those without proof that they did not stand. */
  resends: number;
  blindResends: number;
  copiesRemoved: number;
  /** How long an extra copy stood at most; 0 without any. */
  longestCopyMs: number;
  /** Doubtful messages that were given up. */
  unsettled: number;
};
