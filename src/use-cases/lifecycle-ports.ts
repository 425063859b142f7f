import type { Hindrance } from '../messages/channel-closed.ts';
import type { Channel, ChannelId, Member, MemberId, WorkspaceId } from './ports.ts';

/** Why a series waits although nobody paused it. */
export type Interruption = 'lead-left' | Hindrance;

/** What a member who leaves takes part in, in one channel or, without `channelId`, in all of them. */
export type Concerns = {
  /** Series that they lead and that are not ended. */
  series: { id: string; channelId: ChannelId }[];
  /** Sessions to come or running that they lead. */
  sessions: { id: string; channelId: ChannelId }[];
  /** Sessions to come that they are in. */
  signedUp: string[];
};

/** A series that was interrupted, and what it has to do with the one who leads it. */
export type InterruptedSeries = { id: string; title: string; leadId: MemberId; hasPlanned: boolean };

/** What happens to channels, people and the workspace itself while things are planned. */
export type LifecycleStore = {
  concernsOf(memberId: MemberId, channelId: ChannelId | undefined): Promise<Concerns>;
  /** They are not called for the series any more; what they answered stays. Returns the series. */
  signOut(memberId: MemberId, channelId: ChannelId | undefined, now: Date): Promise<string[]>;

  /** Why a series waits, and how often that has happened, the present time included. */
  interruption(seriesId: string): Promise<{ why: Interruption | undefined; count: number }>;
  /** Notes why a series waits, and pauses it where `pauses`; returns how often that has happened by now. */
  interrupt(seriesId: string, why: Interruption, pauses: boolean): Promise<number>;
  /** It does not wait any more for what it waited for. */
  endInterruption(seriesId: string): Promise<void>;
  changeLead(seriesId: string, leadId: MemberId, coLeadId: MemberId | undefined): Promise<void>;
  /** Series of a channel that wait because of `why`, by title. */
  interruptedIn(channelId: ChannelId, why: Interruption): Promise<InterruptedSeries[]>;

  /** Sessions of a channel that are planned or open, or whose recap is still to come, by id. */
  liveIn(channelId: ChannelId): Promise<string[]>;
  /** Series of a channel that are not ended. */
  seriesIn(channelId: ChannelId): Promise<string[]>;
  /** Closes what is still to be posted or edited in a channel; private messages stay owed. */
  dropMessages(channelId: ChannelId): Promise<void>;
  /** Messages of a channel that show something old, because they could not be edited, are edited now. */
  catchUp(channelId: ChannelId, now: Date): Promise<void>;
  /** The channel in which a row of the ledger is posted; undefined for private messages, and where it is gone. */
  placeOf(delivery: string): Promise<ChannelId | undefined>;
  /** It was refused because its channel was closed, and may be owed or edited again when it is open. */
  closedWithChannel(delivery: string): Promise<void>;
  /**
   * It was refused although its channel is open: a post is tried again, a few times at most, an edit once, and then with
   * the next change. `now`: session clock, `retryAt`: machine clock.
   */
  tryAgain(delivery: string, again: { now: Date; retryAt: Date }): Promise<void>;

  /** Does nothing for a channel or member of whom nothing is stored. */
  renameChannel(channel: Channel): Promise<void>;
  changeMember(member: Member): Promise<void>;
  /** Every row that holds the old id holds the new one afterwards. */
  changeChannelId(from: ChannelId, to: ChannelId): Promise<void>;

  /** Since when; an earlier mark stays. */
  markUninstalled(now: Date): Promise<void>;
  markInstalled(): Promise<void>;
  /** How long what people wrote and did is kept after a session has ended. */
  keepMonths(): Promise<number>;
  changeKeepMonths(months: number): Promise<void>;
};

/** What the nightly round knows of a workspace. */
export type WorkspaceKeeping = {
  id: WorkspaceId;
  uninstalledAt: Date | undefined;
  keepMonths: number;
  keepUninstalledDays: number;
};

/** What is deleted of sessions that are over for long, table by table. */
export const sessionRemains = [
  'answers',
  'known-answers',
  'parked-questions',
  'participants',
  'session-events',
  'deliveries',
] as const;
/** What is deleted by its own age, or because nothing refers to it any more. */
export const otherRemains = [
  'sign-ups',
  'announcements',
  'drafts',
  'requests',
  'members',
  'known-people',
  'closed-chats',
] as const;
export type Remains = (typeof sessionRemains)[number] | (typeof otherRemains)[number];

/** What is old enough to be deleted; every method is one transaction of one statement. */
export type RetentionStore = {
  workspaces(): Promise<WorkspaceKeeping[]>;
  /** Sessions that were closed more than `keepMonths` before `now` and still hold what people wrote or did. */
  untidied(workspace: WorkspaceId, now: Date, keepMonths: number, limit: number): Promise<string[]>;
  /** Deletes at most `limit` rows of those sessions; returns how many. */
  deleteOf(
    workspace: WorkspaceId,
    what: (typeof sessionRemains)[number],
    sessions: readonly string[],
    limit: number,
  ): Promise<number>;
  /**
   * Blanks the rows of the sessions, where nothing else is left of them: `standIn` stands for whoever led.
   * @returns how many
   */
  markTidied(
    workspace: WorkspaceId,
    sessions: readonly string[],
    standIn: MemberId,
    now: Date,
  ): Promise<number>;
  /** The same for at most `limit` series whose sessions are all blank. */
  blankSeries(workspace: WorkspaceId, standIn: MemberId, limit: number): Promise<number>;
  /** Deletes at most `limit` rows; drafts and requests from before `before`. */
  deleteOld(
    workspace: WorkspaceId,
    what: (typeof otherRemains)[number],
    before: Date,
    limit: number,
  ): Promise<number>;
  /**
   * Deletes at most `limit` rows of a workspace that was uninstalled before `before`, from wherever there are any;
   * the last row to go is its own. Returns how many; 0 where nothing is left, or it is installed again.
   */
  deleteUninstalled(workspace: WorkspaceId, before: Date, limit: number): Promise<number>;
  deleteOutages(before: Date, limit: number): Promise<number>;
};
