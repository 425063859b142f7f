import type { Interaction } from '../messages/interaction.ts';
import type { TrafficEntry } from './traffic.ts';

/*
 * What the local Slack and the local Teams have in common: people at their clients and the messages they see. Whoever
 * plays a session (the demo, the opening scene, the colleagues, tests) does it through this, on either of them.
 */

/** A local platform. The local Slack is one as it is; `teams/platform.ts` makes one of the local Teams. */
export type Platform = {
  readonly name: 'slack' | 'teams';
  readonly people: readonly Actor[];
  /** @throws when nobody has that name */
  person(name: string): Actor;
  /** A new colleague, member of the standing channels. */
  addPerson(name: string): Actor;
  readonly channels: readonly Place[];
  /** By name or id. @throws when there is none */
  channel(name: string): Place;
  /** Messages between the bot and that person, oldest first. */
  directMessages(person: string): readonly Post[];
  /** What the bot's messages and notes offer this person to press, the oldest first. */
  offersTo(person: string): Offer[];
  /** A place as one person has lived through it, the earliest first. */
  livedBy(person: string, place: string): Happening[];
  readonly traffic: readonly TrafficEntry[];
  /** Resolves with the first truthy value of `condition`. @throws after `timeoutMs` with `because` */
  until<T>(condition: () => T, options?: { timeoutMs?: number; because?: string }): Promise<NonNullable<T>>;
  onChange(listener: () => void): () => void;
};

/** A channel, with everything that stands in it for all to see, oldest first. */
export type Place = { readonly id: string; readonly name: string; readonly messages: readonly Post[] };

/** A message with its history. */
export type Post = {
  readonly id: string;
  /** The first message of its thread, for replies only. */
  readonly threadId: string | undefined;
  /** Whether a reply stands in the channel, too; Teams has no such thing. */
  readonly broadcast: boolean;
  /** What a banner says of it, now and when it was posted. */
  readonly push: string;
  readonly firstPush: string;
  /** As somebody in Berlin reads it. */
  readonly plainText: string;
  readonly postedAt: Date;
  readonly deletedAt: Date | undefined;
  readonly authorId: string;
  /** Number of edits after the first version. */
  readonly edits: number;
  readonly versions: readonly { readonly at: Date }[];
  /** Ids of people mentioned as it was first posted. */
  readonly mentions: readonly string[];
  /** What calls more than single people, in any version. */
  readonly broadcastMentions: readonly string[];
};

/**
 * What somebody does and sees. Places: a channel's name or id, or `dm` for the chat with the bot. Private is what only
 * they see: notes in Slack; in Teams their own view of a card, words that are shown for a moment, targeted messages.
 */
export type Actor = {
  readonly id: string;
  readonly name: string;
  /** Gives a command; one that opens a form is followed until it is open, or refused. @returns what is answered */
  command(place: string, words: string): Promise<{ text?: string }>;
  /** The form that is open, if one is. */
  readonly view: View | undefined;
  /** Fills in a field, found by its label or name, or their beginning. */
  set(field: string, text: string): Promise<unknown>;
  choose(field: string, option: string): Promise<unknown>;
  /** yyyy-mm-dd */
  pickDate(field: string, date: string): Promise<unknown>;
  /** HH:MM */
  pickTime(field: string, time: string): Promise<unknown>;
  pickUser(field: string, name: string): Promise<unknown>;
  /** Sends the form; says yes where it only follows what was chosen. */
  submit(): Promise<{ closed: boolean }>;
  /** Closes the form (`all`: those below it, too). */
  close(options?: { all?: boolean }): Promise<void>;
  /**
   * Presses the button with that label (or beginning): in the open form, else in the newest message or note. What asks
   * first is told yes.
   */
  click(label: string, where?: Where): Promise<{ url?: string }>;
  /** Labels of the buttons on the screen, the newest message first. */
  buttons(where?: Where): string[];
  /** What they see in a place now, oldest first. */
  sees(place: string): Seen[];
  /** Restarts the client: notes and open forms are gone. */
  reload(): void;
  /** What the platform has complained of to them. */
  readonly errors: readonly string[];
};

/** Narrows to a message or note, one place, or the open `view`. */
export type Where = { in?: string | { id: string } };

export type Seen = {
  id: string;
  threadId: string | undefined;
  text: string;
  /** Only this person sees it. */
  ephemeral: boolean;
};

export type View = {
  /** Another one for each form. */
  id: string;
  title: string;
  /** As a person reads it, what is filled in included. */
  text: string;
  buttons: string[];
  /** What is filled in, by label, as a person reads it. */
  values: Readonly<Record<string, string | string[] | null>>;
};

/** A message of the bot with its buttons, as one person sees it. */
export type Offer = {
  /** Where it stands. */
  id: string;
  postedAt: Date;
  push: string;
  buttons: OfferedButton[];
};

export type OfferedButton = { label: string; interaction: Interaction; press(): Promise<unknown> };

/** A message was posted, edited or removed, or somebody was told something in private. */
export type Happening = {
  at: Date;
  how: 'post' | 'edit' | 'removal' | 'private';
  author: string;
  inThread: boolean;
  /** As that person read it then. */
  text: string;
};
