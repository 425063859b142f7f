import type { Pool } from 'pg';
import type { BotSettings, RequestUrls } from '../../src/app.ts';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import type { FaultPlan } from '../../src/sandbox/planned-faults.ts';
import type { Platform, Post } from '../../src/sandbox/platform.ts';
import type { WorkspaceId } from '../../src/use-cases/ports.ts';
import type { Answer } from './check-answers.ts';
import type { MixedFault } from './fault-mix.ts';

/** An answer that somebody can give by one press. */
export type Choice = Pick<Answer, 'question' | 'value'> & {
  label: string;
  /** @returns whether they were told then, in private, what is meant: asked of all that they were told */
  press(isMeant: (text: string) => boolean): Promise<boolean>;
};

/** A local platform on which many short sessions are held by several bots, with all that differs between two of them. */
export type SwarmPlatform = {
  /** Its people and channels, and what stands there. */
  readonly local: Platform;
  /** As the database knows it. */
  readonly workspace: WorkspaceId;
  readonly url: string;
  readonly botId: string;
  /** Whether bots can look whether a message of that kind stands: else other things are promised (reliability 1). */
  canLookUp(kind: string): boolean;
  /** Calls by which a bot says something, and by which it looks whether it stands. */
  readonly calls: readonly string[];
  readonly faults: Pick<FaultPlan<MixedFault>, 'always' | 'clear'>;
  /** @param port of a proxy between it and the bots */
  botSettings(port?: number): Pick<BotSettings, 'slack' | 'teams'>;
  /** Limits of the dispatcher, for sessions whose phases last so long. */
  delivery(phaseMs: number): Partial<DeliveryLimits>;
  connect(bot: RequestUrls): void;
  disconnect(bot: RequestUrls): void;
  addChannel(name: string): void;
  /** Of a person, and of their chat with the bot, as the database knows them. */
  memberOf(name: string): string;
  chatWith(name: string): string;
  /** Tells the database what the platform tells a bot only once. */
  plantPlaces?(pool: Pool): Promise<void>;
  /** What a message asks that person, as they see it. */
  choicesIn(message: Post, channel: string, person: string): Choice[];
  stop(): Promise<void>;
};
