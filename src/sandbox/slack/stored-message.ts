import type { KnownBlock, MessageMetadata } from '@slack/types';
import type { EphemeralRecord, FileRecord, MessageRecord, MessageVersion } from './control.ts';
import { mentionsIn } from './mentions.ts';

/** Text and blocks, with their ids, as they go into a message. */
export interface Content {
  text: string;
  blocks: KnownBlock[];
}

type Version = MessageVersion & Content;
type Read = (content: Content) => string;

interface Origin {
  channelId: string;
  ts: string;
  threadTs: string | undefined;
  userId: string;
  at: Date;
  by: MessageVersion['by'];
}

/** A message or ephemeral with all its versions. */
class Versioned {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly userId: string;
  readonly postedAt: Date;
  /** On the monotonic timer, which no move of the session clock changes. */
  readonly storedAtMs = performance.now();
  readonly versions: Version[] = [];
  deletedAt: Date | undefined;
  readonly #read: Read;

  constructor(origin: Origin, content: Content, read: Read) {
    this.channelId = origin.channelId;
    this.ts = origin.ts;
    this.threadTs = origin.threadTs;
    this.userId = origin.userId;
    this.postedAt = origin.at;
    this.#read = read;
    this.edit(content, origin.at, origin.by);
  }

  get id(): string {
    return this.ts;
  }

  get threadId(): string | undefined {
    return this.threadTs;
  }

  get authorId(): string {
    return this.userId;
  }

  get push(): string {
    return this.text;
  }

  get current(): Version {
    return this.versions.at(-1) as Version;
  }

  get text(): string {
    return this.current.text;
  }

  get firstPush(): string {
    return this.versions[0]?.text ?? '';
  }

  get blocks(): KnownBlock[] {
    return this.current.blocks;
  }

  get plainText(): string {
    return this.#read(this.current);
  }

  get edits(): number {
    return this.versions.length - 1;
  }

  edit(content: Content, at: Date, by: MessageVersion['by']): void {
    this.versions.push({ at, by, text: content.text, blocks: content.blocks });
  }
}

/** What a post brings besides its content. */
export interface PostDetails {
  broadcast?: boolean;
  /** Written by the bot, not by a person. */
  byBot: boolean;
  metadata?: MessageMetadata | undefined;
  /** The `parse` argument of the post. */
  parse?: string | undefined;
  files?: readonly FileRecord[];
}

export class StoredMessage extends Versioned implements MessageRecord {
  readonly byBot: boolean;
  readonly files: readonly FileRecord[];
  readonly mentions: readonly string[];
  /** The `parse` argument of the post. */
  readonly parse: string | undefined;
  broadcast: boolean;
  metadata: MessageMetadata | undefined;

  constructor(origin: Origin, content: Content, details: PostDetails, read: Read) {
    super(origin, content, read);
    this.byBot = details.byBot;
    this.broadcast = details.broadcast ?? false;
    this.metadata = details.metadata;
    this.files = details.files ?? [];
    this.parse = details.parse;
    this.mentions = mentionsIn(content.text, content.blocks, this.parse).userIds;
  }

  get broadcastMentions(): string[] {
    const found = this.versions.flatMap(
      ({ text, blocks }) => mentionsIn(text, blocks, this.parse).broadcasts,
    );
    return [...new Set(found)];
  }
}

/** `userId` is the one person who sees it. */
export class StoredEphemeral extends Versioned implements EphemeralRecord {}
