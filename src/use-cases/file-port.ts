import type { Message } from '../messages/message.ts';
import type { Outcome } from './delivery-ports.ts';
import type { MemberId, WorkspaceId } from './ports.ts';

/** A text that is handed over as a file. */
export type TextFile = {
  /** With its ending, such as `.json`. */
  name: string;
  title: string;
  text: string;
};

export type FileOutcome =
  | Outcome
  /** Files cannot be sent here at all: the platform cannot, or nobody has allowed it (`scope` would). */
  | { kind: 'unable'; scope: string | undefined };

/**
 * Sends a file to one member, in their chat with the bot, below a message that says what it is. Never throws, never
 * retries.
 */
export type SendFile = (
  workspace: WorkspaceId,
  memberId: MemberId,
  file: TextFile,
  message: Message,
) => Promise<FileOutcome>;
