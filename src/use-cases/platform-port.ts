import type { Context } from './context.ts';
import type { Messenger, TakeEvidence } from './delivery-ports.ts';
import type { WorkspaceId } from './ports.ts';

/** What of the use cases' context is a platform's own. */
export type PlatformTraits = Pick<
  Context,
  'directory' | 'texts' | 'broadcasts' | 'startsPerMinute' | 'sendFile'
>;

/**
 * A chat platform that lets the bot in, for the one workspace whose credentials the process has.
 * @template Listener of the HTTP server, which no use case knows
 */
export type Platform<Listener> = {
  workspace: { id: WorkspaceId; platform: 'slack' | 'teams'; name: string };
  /** Whether the platform has said that the bot is installed; it need not have. */
  isInstalled: boolean;
  /** Its credentials are good for every workspace that there is. */
  servesEveryWorkspace?: boolean | undefined;
  messenger: Messenger;
  traits: PlatformTraits;
  /** Asks the platform again what it has not said for a while; for use on each beat. Never rejects. */
  beat(): Promise<void>;
  /** The way on which it is heard of what people do. */
  openIntake(parts: { context: Context; takeEvidence: TakeEvidence }): Intake<Listener>;
};

export type Intake<Listener> = {
  /** Absent where the bot opens the connection itself. */
  endpoint: { path: string; listener: Listener } | undefined;
  /** By name: `ok`, or the code of what is wrong. */
  checks: Readonly<Record<string, () => string>>;
  start(): Promise<void>;
  /** Lets what is being answered end (at most 2 s), then takes nothing any more. */
  stop(): Promise<void>;
};
