import type { Log } from './log-port.ts';
import type { MachineClock } from './ports.ts';

/** What a platform last said of the bot's token, kept by listening to how every call ended. */
export type TokenWatch = {
  /** The platform's reason where it refuses the token; undefined while it takes it. */
  readonly refusal: string | undefined;
  /** Is told of every call: with its fault, or without where it was done. */
  heard(fault?: unknown): void;
  /** Calls `ask` where the platform has said nothing for a while; for use on each beat. Never rejects. */
  beat(ask: () => Promise<unknown>): Promise<void>;
};

/** A token may go while nothing is due, and come back while nothing is tried. */
const askAgainMs = { accepted: 5 * 60_000, refused: 30_000 } as const;

export type WatchedPlatform = {
  /** As people call it. */
  name: string;
  /** The reason of a refusal of the token itself; undefined for a call that failed for another one. */
  refusalOf(fault: unknown): string | undefined;
};

export const createTokenWatch = (
  { name, refusalOf }: WatchedPlatform,
  clock: Pick<MachineClock, 'now'>,
  log: Log,
): TokenWatch => {
  let refusal: string | undefined;
  let heardAt = clock.now().getTime();

  const heard = (fault?: unknown) => {
    const code = refusalOf(fault);
    const isRefused = code !== undefined;
    // A call that failed for another reason says nothing of the token.
    if (fault !== undefined && !isRefused) return;
    heardAt = clock.now().getTime();
    if (isRefused && refusal === undefined) {
      log.error(
        { code },
        `${name} refuses the token, so nothing can be posted; "npm run doctor" says what to do`,
      );
    }
    if (!isRefused && refusal !== undefined) log.info({}, `${name} takes the token again`);
    refusal = isRefused ? code : undefined;
  };

  return {
    get refusal() {
      return refusal;
    },
    heard,
    beat: async (ask) => {
      const now = clock.now().getTime();
      if (now - heardAt < (refusal === undefined ? askAgainMs.accepted : askAgainMs.refused)) return;
      heardAt = now;
      await ask().catch(() => {});
    },
  };
};
