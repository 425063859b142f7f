import type { Message } from '../messages/message.ts';
import type { MessageKind, Urgency } from '../messages/owed.ts';
import type { OwnData } from '../messages/own-data.ts';
import type { Trace } from '../messages/traces.ts';
import type { Cadence } from '../series/cadence.ts';
import type { SkipDates } from '../series/skip-dates.ts';
import type {
  Answer,
  AnswerValue,
  KnownAnswer,
  ParkedQuestion,
  Question,
  TakenBackQuestion,
} from '../session/answer.ts';
import type { SessionEvent } from '../session/events.ts';
import type { Session } from '../session/session.ts';
import type { ReadySession } from '../templates/ready-session.ts';
import type { ChannelSettings } from './channel-settings.ts';
import type { LifecycleStore } from './lifecycle-ports.ts';

/** A Slack team or a Teams tenant, e.g. `slack:T0123`. */
export type WorkspaceId = string;
export type ChannelId = string;
export type MemberId = string;

export type { Answer, KnownAnswer, ParkedQuestion };

/** A platform's address or message reference: opaque JSON to everybody but that platform. */
export type Opaque = { readonly [key: string]: string };

export type Series = {
  id: string;
  channelId: ChannelId;
  kind: 'single' | 'series' | 'continuous' | 'ad-hoc';
  status: SeriesStatus;
  /** Who paused, resumed or ended it last. */
  changedBy: MemberId | undefined;
  title: string;
  /** Completes "… planned this for everyone here who …"; absent where nobody said so. */
  audience: string | undefined;
  leadId: MemberId;
  coLeadId: MemberId | undefined;
  plannedBy: MemberId;
  plannedAt: Date;
  /** IANA zone in which the series keeps its clock time. */
  zone: string;
  /** From which day on (`yyyy-mm-dd`) and at what local time (`HH:MM`) it meets. */
  firstDate: string;
  localTime: string;
  cadence: Cadence;
  /** Its own, besides the channel's. */
  skipDates: SkipDates;
  /** What a continuous series goes through again and again; empty where all sessions are planned from the beginning. */
  contents: readonly ReadySession[];
};

export type SeriesStatus = 'active' | 'paused' | 'ended';

/** What stands still while a session runs. */
export type SessionFacts = {
  id: string;
  seriesId: string;
  channelId: ChannelId;
  /** Counted from 1. */
  ordinal: number;
  title: string;
  content: ReadySession;
  /** Confidence and usefulness are asked (planned series only, R31). */
  rated: boolean;
};

export type StoredSession = {
  facts: SessionFacts;
  session: Session;
  /** Grows with each change of `session`; an answer is checked against it. */
  revision: number;
  /** What the lead wrote down as kept, and which phase the lead would change (0: none). */
  kept: string | undefined;
  wouldChange: number | undefined;
};

export type Workspace = { id: WorkspaceId; platform: 'slack' | 'teams'; name: string };
export type Channel = { id: ChannelId; name: string };
export type Member = { id: MemberId; name: string; zone: string };

/** Whether a member wants to be called: for the whole series, only its first session, or never again. */
export type SignUp = 'all' | 'first' | 'none';

export type PlanningDraft = {
  id: string;
  channelId: ChannelId;
  memberId: MemberId;
  /** The words and choices so far; their shape belongs to the planning use case. */
  body: unknown;
  savedAt: Date;
};

/** What a delivery is about. */
export type Subject = { kind: 'series' | 'session'; id: string };

/** One message that is owed: unique by (subject, kind, recipient, run). */
export type OwedPost = {
  subject: Subject;
  kind: MessageKind;
  /** A member for private messages, '' for the channel. */
  recipient: MemberId | '';
  run: number;
  /** Session clock. */
  dueAt: Date;
  /** The kind of the same subject that must stand before, e.g. a thread's root. */
  after: MessageKind | undefined;
};

/** Which posted messages no longer show what is true. */
export type StaleMessage = {
  subject: Subject;
  kind: MessageKind;
  /** Absent: whoever it went to. */
  recipient?: MemberId | '';
  run?: number;
  urgency: Urgency;
};

/** A posted message that has to go again, such as a prompt taken back. */
export type WithdrawnMessage = { subject: Subject; kind: MessageKind; run: number };

/** A series with sessions to come. */
export type ComingSeries = Pick<Series, 'title' | 'channelId' | 'zone' | 'status'> & {
  left: number;
  total: number;
  /** Absent while its last session runs. */
  nextAt: Date | undefined;
};

export type SeriesStore = {
  add(series: Series): Promise<void>;
  get(id: string): Promise<Series>;
  find(id: string): Promise<Series | undefined>;
  /** Locks the row until the transaction ends, so that nobody else plans or changes its sessions meanwhile. */
  lock(id: string): Promise<Series | undefined>;
  setStatus(id: string, status: SeriesStatus, changedBy: MemberId): Promise<void>;
  changeSkipDates(id: string, skipDates: SkipDates): Promise<void>;
  /** Series of a channel that are not ended and have not run out, and single sessions that wait, by title. */
  runningIn(channelId: ChannelId): Promise<Series[]>;
  /**
   * Notes what a member wants, unless they have said something else since.
   * @param saidAt when they said so, by the platform's clock; `now` where it is not told
   * @returns false if they have
   */
  signUp(seriesId: string, memberId: MemberId, choice: SignUp, now: Date, saidAt?: Date): Promise<boolean>;
  /** Members who want to be called for all of it (and, with `first`, for its first session). */
  signedUp(seriesId: string): Promise<{ memberId: MemberId; choice: SignUp }[]>;
  /** Series that a member planned and that go on, by their next session; at most `limit`. */
  comingPlannedBy(memberId: MemberId, limit: number): Promise<ComingSeries[]>;
};

export type SessionStore = {
  add(facts: SessionFacts, session: Session): Promise<void>;
  get(id: string): Promise<StoredSession>;
  find(id: string): Promise<StoredSession | undefined>;
  channelOf(id: string): Promise<ChannelId | undefined>;
  /** Locks the row until the transaction ends; waits for whoever holds it. */
  lock(id: string): Promise<StoredSession | undefined>;
  /** Locks those of `ids` that nobody else holds and that are due at `now`. */
  lockDue(ids: readonly string[], now: Date): Promise<StoredSession[]>;
  /** Stores the states, grows the revisions, appends the events; of different sessions. */
  save(changes: readonly { id: string; session: Session; events: readonly SessionEvent[] }[]): Promise<void>;
  changeContent(id: string, content: ReadySession): Promise<void>;
  keep(id: string, text: string): Promise<void>;
  noteWouldChange(id: string, phase: number): Promise<void>;
  /** Takes a session that cannot be processed out of the sweep, with the fault's code. */
  setAside(id: string, code: string, now: Date): Promise<void>;
  ofSeries(seriesId: string): Promise<StoredSession[]>;
  /** Locks the planned sessions of a series in their order; waits for whoever holds one. */
  lockPlanned(seriesId: string): Promise<StoredSession[]>;
  /** Sessions of a channel that are not closed, by start. */
  comingIn(channelId: ChannelId): Promise<StoredSession[]>;
  /** Sessions of a channel that did not take place since an instant, and may still be started or moved. */
  missedIn(channelId: ChannelId, since: Date): Promise<StoredSession[]>;
  /** Sessions to come or running, not held, in any channel, that a member is in, by start; at most `limit`. */
  comingFor(memberId: MemberId, limit: number): Promise<StoredSession[]>;
  /** The same of those that a member leads, alone or with somebody. */
  comingLedBy(memberId: MemberId, limit: number): Promise<StoredSession[]>;
  /** Instants from `from` until before `until` at which `most` planned sessions of the workspace start already. */
  fullStarts(from: Date, until: Date, most: number, except?: string): Promise<Date[]>;
  /** How many sessions of the workspace run by the minute now, or are paused. */
  countOpen(): Promise<number>;
};

export type ParticipantStore = {
  /**
   * Puts a member in or out, unless they have said the opposite since.
   * @param saidAt when they said so, by the platform's clock; `now` where it is not told
   * @returns true if that changed something
   */
  set(sessionId: string, memberId: MemberId, isIn: boolean, now: Date, saidAt?: Date): Promise<boolean>;
  /** The same for who comes in by doing something else; it costs nothing where they are in. */
  join(sessionId: string, memberId: MemberId, now: Date, saidAt?: Date): Promise<boolean>;
  isIn(sessionId: string, memberId: MemberId): Promise<boolean>;
  /** Who is in, in the order of joining. */
  in(sessionId: string): Promise<{ memberId: MemberId; joinedAt: Date }[]>;
};

export type AnswerStore = {
  /**
   * Stores or replaces a member's answer, if nothing but the number of people has changed in the session since
   * `revision` and no later answer of that member stands there already.
   * @returns 'stored', or 'outdated' where the session has moved on: read it again and judge anew
   */
  put(
    sessionId: string,
    revision: number,
    answer: {
      memberId: MemberId;
      question: Question;
      value: AnswerValue;
      late: boolean;
      answeredAt: Date;
      orderedAt: Date;
    },
  ): Promise<'stored' | 'outdated'>;
  of(sessionId: string): Promise<Answer[]>;
  ofMember(sessionId: string, memberId: MemberId): Promise<Answer[]>;
  /** How many of those who are in have answered `question`, and how many are in. */
  progress(sessionId: string, question: Question): Promise<{ peopleIn: number; answered: number }>;
  /** Whether nobody who is in has yet to answer `question`: sooner known than how many there are. */
  isComplete(sessionId: string, question: Question): Promise<boolean>;
  /** Marks a list for the recap, or, where it is not `wanted`, unmarks it; false where `most` are marked already. */
  star(sessionId: string, mark: string, wanted: boolean, most: number): Promise<boolean>;
};

export type QuestionStore = {
  park(sessionId: string, question: ParkedQuestion): Promise<void>;
  parked(sessionId: string): Promise<(ParkedQuestion | TakenBackQuestion)[]>;
  know(sessionId: string, answer: KnownAnswer & { id: string; now: Date }): Promise<void>;
  known(sessionId: string): Promise<KnownAnswer[]>;
};

export type PeopleStore = {
  /** Everything else that is stored of a workspace needs this row first. `id` is the transaction's workspace. */
  saveWorkspace(workspace: Workspace): Promise<void>;
  saveChannel(channel: Channel): Promise<void>;
  getChannel(id: ChannelId): Promise<Channel>;
  saveMember(member: Member): Promise<void>;
  getMember(id: MemberId): Promise<Member>;
  /** Names by member, of those who are known. */
  namesOf(ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, string>>;
};

export type DraftStore = {
  /** What a member left unfinished for a channel since an instant, the last one if there are several. */
  latest(memberId: MemberId, channelId: ChannelId, since: Date): Promise<PlanningDraft | undefined>;
  add(draft: PlanningDraft): Promise<void>;
  /** What is chosen by now; false where the draft is gone, for then nothing brings it back. */
  change(draft: Pick<PlanningDraft, 'id' | 'body' | 'savedAt'>): Promise<boolean>;
  find(id: string): Promise<PlanningDraft | undefined>;
  /** Whether it is still there; if so, nobody else plans by it or changes it until the transaction ends. */
  lock(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
};

export type SettingsStore = {
  /** What was saved for a channel, or what holds where nothing was. */
  get(channelId: ChannelId): Promise<ChannelSettings>;
  save(channelId: ChannelId, settings: ChannelSettings, now: Date): Promise<void>;
  /** Since when names stand beside answers in a channel; undefined where they do not. */
  namesShownSince(channelId: ChannelId): Promise<Date | undefined>;
};

export type RecapStore = {
  /** Notes that a session's recap was released, with the figures that stand still from then on. */
  add(
    sessionId: string,
    recap: { releasedAt: Date; participants: number; actualMinutes: readonly number[] },
  ): Promise<void>;
};

export type InboxStore = {
  /** Notes that a request is carried out in this transaction; false where one with its id was before. */
  take(requestId: string, now: Date): Promise<boolean>;
};

/** What is stored about one member. */
export type OwnDataStore = {
  of(memberId: MemberId): Promise<OwnData>;
  /** Sessions whose messages show something of a member, the latest first. */
  tracesInSessions(memberId: MemberId): Promise<{ id: string; status: Session['status']; shows: Trace[] }[]>;
  /** Series whose announcement does, the latest first. */
  tracesInSeries(memberId: MemberId): Promise<string[]>;
  /**
   * Deletes it, except what still has to name a lead or planner.
   * @param standIn takes the place of the member in what is over and was led, planned or paused by somebody
   */
  erase(memberId: MemberId, standIn: Member): Promise<void>;
};

export type OutageStore = {
  /** The outage during which `instant` fell, if one was noticed. */
  at(instant: Date): Promise<{ from: Date; to: Date } | undefined>;
};

/** What the decisions put into the ledger (reliability 2); the rest of it belongs to `delivery/`. */
export type LedgerStore = {
  /** Known keys are owed already; one that was closed as superseded is owed again (an undo came back to it). */
  owe(posts: readonly OwedPost[]): Promise<void>;
  /** Marks posted messages as out of date; each becomes one edit, the latest state wins. */
  outdate(messages: readonly StaleMessage[], now: Date): Promise<void>;
  /** Closes what is not posted yet, and owes the removal of what is. */
  withdraw(messages: readonly WithdrawnMessage[], now: Date): Promise<void>;
  /** Where a message was posted, if it was. */
  reference(subject: Subject, kind: MessageKind, run?: number): Promise<Opaque | undefined>;
  /** Whether a message was given up without anybody knowing whether, and where, it stands. */
  isUnsettled(subject: Subject, kind: MessageKind): Promise<boolean>;
};

export type Stores = {
  series: SeriesStore;
  sessions: SessionStore;
  participants: ParticipantStore;
  answers: AnswerStore;
  questions: QuestionStore;
  people: PeopleStore;
  drafts: DraftStore;
  settings: SettingsStore;
  recaps: RecapStore;
  outages: OutageStore;
  inbox: InboxStore;
  ownData: OwnDataStore;
  lifecycle: LifecycleStore;
  ledger: LedgerStore;
};

/**
 * Runs `work` in one transaction of a workspace; commits when it resolves, rolls back when it rejects. Work is
 * repeated after a serialisation failure, a deadlock or a broken connection, so it does nothing but read and write
 * through its stores.
 * @param signal aborted: nothing is begun or committed any more
 * @throws UnavailableError where the database cannot be asked, or after an abort
 */
export type Transaction = <Result>(
  workspace: WorkspaceId,
  work: (stores: Stores) => Promise<Result>,
  signal?: AbortSignal,
) => Promise<Result>;

/** Across workspaces: ids and instants only, no words. */
export type DueStore = {
  /** Sessions with something due at `now`, the longest due first. */
  dueSessions(now: Date, limit: number): Promise<{ workspace: WorkspaceId; id: string }[]>;
  /** The next instant at which any session has something due. */
  nextSessionDueAt(): Promise<Date | undefined>;
  /** Notes that a process is alive at `now`; stores a gap of more than `gapMs` since the last beat as an outage. */
  beat(now: Date, gapMs: number): Promise<void>;
};

/** The session clock (architecture rule 3). */
export type SessionClock = { now(): Date };

/** The machine clock (architecture rule 3): leases, limiters, time-outs. Nobody can move it. */
export type MachineClock = {
  now(): Date;
  /** Resolves after `ms` milliseconds of real time, or as soon as `signal` is aborted; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/** What a delivery is asked to say now: composed when it is sent, from what is stored then. */
export type Composition =
  | { say: Message; where: Destination }
  /** Not worth saying any more: the row is closed with this reason. */
  | { nothing: 'superseded' | 'expired' };

export type Destination =
  | { to: 'channel'; channelId: ChannelId }
  | { to: 'thread'; channelId: ChannelId; root: Opaque; alsoInChannel: boolean }
  /** Seen by one member only, in a session's thread or in the channel. */
  | { to: 'member-in-thread'; channelId: ChannelId; root: Opaque; memberId: MemberId }
  | { to: 'member-in-channel'; channelId: ChannelId; memberId: MemberId }
  | { to: 'member'; memberId: MemberId };
