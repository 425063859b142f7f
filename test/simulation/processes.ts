import { type Bot, type BotParts, startBot } from './bot.ts';
import { createLife, type Life } from './life.ts';

/** Several processes side by side: what dies is started anew after a while. */
export type Processes = {
  /** Any that lives, running or stopped, as a load balancer sees them; undefined where none does. */
  any(): Bot | undefined;
  /** Kills or stops a process. */
  strike(life: Life): void;
  /** For how many of the milliseconds from one instant to another none was running. */
  noneRanMs(fromMs: number, untilMs: number): number;
};

const places = 3;
/** By how much the clocks of a process may be off the database's. */
export const largestOffsetMs = 15;

export const createProcesses = (parts: BotParts, startMs: number): Processes => {
  const { scheduler, chance, profile, weather, trace } = parts;
  const bots = new Map<number, Bot>();
  const darkness: { fromMs: number; untilMs: number | undefined }[] = [];
  let born = 0;

  const noteLight = () => {
    const isDark = ![...bots.values()].some(({ life }) => life.state() === 'running');
    const last = darkness.at(-1);
    const wasDark = last !== undefined && last.untilMs === undefined;
    if (isDark && !wasDark) darkness.push({ fromMs: scheduler.now(), untilMs: undefined });
    if (!isDark && wasDark) last.untilMs = scheduler.now();
  };

  const start = (place: number) => {
    born += 1;
    const life = createLife(`p${born}`, scheduler, chance.between(-largestOffsetMs, largestOffsetMs));
    trace.note(life.name, 'starts');
    bots.set(place, startBot(life, parts));
    life.onDeath(() => {
      bots.delete(place);
      noteLight();
      scheduler.in(chance.between(200, 5_000), () => start(place));
    });
    noteLight();
  };

  const stop = (life: Life) => {
    const ms = chance.between(500, profile.longestStopMs);
    trace.fault('stopped', life.name);
    life.stop(ms);
    noteLight();
    scheduler.in(ms + 1, noteLight);
  };

  const kill = (life: Life) => {
    trace.fault('killed', life.name);
    life.kill();
  };

  const strike = () => {
    if (bots.size === 0) return;
    const bot = chance.oneOf([...bots.values()]);
    const how = chance.oneOf([kill, kill, stop, stop, undefined]);
    if (how) return how(bot.life);
    if (bot.life.state() !== 'running') return;
    trace.fault('asked to end', bot.life.name);
    void bot.end();
  };

  const strikeAgain = (everyMs: number) => {
    scheduler.in(chance.between(0, 2 * everyMs), () => {
      if (scheduler.now() >= startMs + profile.calmFromMs) return;
      if (weather.isRough()) strike();
      strikeAgain(everyMs);
    });
  };

  for (let place = 0; place < places; place += 1) start(place);
  if (profile.processFaultEveryMs !== undefined) strikeAgain(profile.processFaultEveryMs);
  return {
    strike: (life) => chance.oneOf([kill, stop, stop])(life),
    any: () => (bots.size > 0 ? chance.oneOf([...bots.values()]) : undefined),
    noneRanMs: (fromMs, untilMs) =>
      darkness.reduce(
        (sum, dark) =>
          sum + Math.max(0, Math.min(dark.untilMs ?? untilMs, untilMs) - Math.max(dark.fromMs, fromMs)),
        0,
      ),
  };
};
