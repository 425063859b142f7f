/** Where the session clock of the sandbox goes, and how fast. */
export type SessionTime = {
  now(): Date;
  readonly speed: 1 | 60;
  /** Goes there by way of everything that becomes due in between, so that nothing happens late. */
  advanceTo(instant: Date): Promise<void>;
  advanceBy(ms: number): Promise<void>;
  /** To what becomes due next in a session; stays where nothing is planned. */
  advanceToNext(): Promise<void>;
  nextEventAt(): Promise<Date | undefined>;
  run(speed: 1 | 60): void;
  stop(): Promise<void>;
};

type Parts = {
  clock: { now(): Date; moveTo(instant: Date): void };
  /** Moves the bot's clock, too. */
  follow(instant: Date): void;
  /** When a session has something to do next. */
  nextEventAt(): Promise<Date | undefined>;
  /** When others have, by the session clock. */
  nextOthersAt(): Promise<(Date | undefined)[]>;
  /** Resolves when everything that is due is done, or it takes too long. */
  settled(): Promise<void>;
  onMove(): void;
};

const beatMs = 100;
/** So many stops that a day with many sessions is gone through, and no fault turns the loop for ever. */
const mostStops = 500;
/** A little past the instant: both clocks run on, and neither must be a millisecond short of it. */
const pastMs = 5;

export const createSessionTime = ({ clock, ...parts }: Parts): SessionTime => {
  let speed: 1 | 60 = 1;
  let timer: NodeJS.Timeout | undefined;
  let going: Promise<void> = Promise.resolve();

  const moveTo = (instant: Date) => {
    // The platform's clock first: a bot that is a little behind posts nothing before its time.
    clock.moveTo(instant);
    parts.follow(instant);
    parts.onMove();
  };

  const earliest = (instants: (Date | undefined)[], after: Date, before: Date): Date | undefined =>
    instants
      .filter((instant) => instant !== undefined)
      .filter((instant) => instant > after && instant < before)
      .sort((a, b) => a.getTime() - b.getTime())[0];

  const go = async (target: Date) => {
    await parts.settled();
    for (let stops = 0; stops < mostStops && clock.now() < target; stops++) {
      const [event, others] = await Promise.all([parts.nextEventAt(), parts.nextOthersAt()]);
      const stop = earliest([event, ...others], clock.now(), target);
      moveTo(stop ? new Date(Math.min(stop.getTime() + pastMs, target.getTime())) : target);
      await parts.settled();
    }
  };

  /** One after the other; a target that has been passed meanwhile is none. */
  const queue = (work: () => Promise<void>): Promise<void> => {
    going = going.then(work, work);
    return going;
  };

  const nextEventAt = async () => {
    const next = await parts.nextEventAt();
    return next && next > clock.now() ? next : undefined;
  };

  const beat = async () => {
    const beganAt = performance.now();
    await queue(() => go(new Date(clock.now().getTime() + beatMs * (speed - 1)))).catch(() => {});
    if (speed > 1) timer = setTimeout(beat, Math.max(0, beatMs - (performance.now() - beganAt)));
  };

  return {
    now: clock.now,
    get speed() {
      return speed;
    },
    advanceTo: (instant) => queue(() => go(instant)),
    advanceBy: (ms) => queue(() => go(new Date(clock.now().getTime() + ms))),
    advanceToNext: () =>
      queue(async () => {
        await parts.settled();
        const next = await nextEventAt();
        if (next) await go(new Date(next.getTime() + pastMs));
      }),
    nextEventAt,
    run: (next) => {
      clearTimeout(timer);
      speed = next;
      parts.onMove();
      if (speed > 1) timer = setTimeout(beat, beatMs);
    },
    stop: async () => {
      speed = 1;
      clearTimeout(timer);
      await going.catch(() => {});
    },
  };
};
