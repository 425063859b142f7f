import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BotSettings, RequestUrls } from '../../src/app.ts';
import type { LogLine } from './world.ts';

/** Real clocks, as in production, on a machine whose own clock is `aheadMs` off and runs `pace` times as fast. */
export type RealClocks = { aheadMs: number; pace: number };

/** What a bot's process is told. Messages arrive in their order, so a move is over before what is asked next. */
export type Order =
  | { does: 'start'; settings: BotSettings; clock: { at: string } | RealClocks; writesLog: boolean }
  | { does: 'move'; to: string }
  | { does: 'block'; ms: number }
  | { does: 'idle' | 'stop'; number: number };

/** What it tells. */
export type Report = { running: RequestUrls } | { failed: string } | { done: number } | { line: LogLine };

/** A bot in a process of its own, whose session clock is moved from here unless it has real clocks. */
export type BotProcess = {
  requestUrls: RequestUrls;
  isRunning(): boolean;
  /** Resolves when it is over, whoever ended it: with its exit code, or with the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  moveTo(instant: Date): void;
  /** Keeps its event loop from doing anything else for so long. */
  block(ms: number): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
  /** Lets it sleep in whatever it is doing (SIGSTOP), and wakes it (SIGCONT). */
  pause(): void;
  resume(): void;
  /** Ends it at once, in whatever it is doing (SIGKILL). */
  kill(): Promise<void>;
};

const entry = fileURLToPath(new URL('./bot-process-entry.ts', import.meta.url));

/**
 * @param clock what its session clock shows first, or that it has real clocks
 * @param onLine is told what the bot logs
 * @param onOutput is told instead what the process writes, as in production and with every detail, on both ways out
 */
export const forkBot = async (
  settings: BotSettings,
  clock: Date | RealClocks,
  onLine: (line: LogLine) => void,
  onOutput?: (text: string) => void,
): Promise<BotProcess> => {
  const ways = onOutput ? (['pipe', 'pipe'] as const) : (['ignore', 'inherit'] as const);
  const child = fork(entry, { execArgv: [], stdio: ['ignore', ...ways, 'ipc'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  }
  const ended = once(child, 'exit').then(([code, signal]): number | NodeJS.Signals => code ?? signal);
  const answers = new Map<number, () => void>();
  const running = Promise.withResolvers<RequestUrls>();
  let count = 0;
  child.on('message', (report: Report) => {
    if ('running' in report) running.resolve(report.running);
    else if ('failed' in report) running.reject(new Error(`the bot could not start: ${report.failed}`));
    else if ('done' in report) answers.get(report.done)?.();
    else onLine(report.line);
  });
  child.once('exit', (code) => {
    running.reject(new Error(`the bot's process ended with ${code} before it was up`));
    for (const answer of answers.values()) answer();
  });
  const ask = (does: 'idle' | 'stop') =>
    new Promise<void>((resolve) => {
      const number = ++count;
      answers.set(number, resolve);
      tell(child, { does, number });
    });
  const writesLog = onOutput !== undefined;
  const told = clock instanceof Date ? { at: clock.toISOString() } : clock;
  tell(child, { does: 'start', settings, clock: told, writesLog });
  const requestUrls = await running.promise;
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    requestUrls,
    isRunning,
    ended,
    moveTo: (instant) => tell(child, { does: 'move', to: instant.toISOString() }),
    block: (ms) => tell(child, { does: 'block', ms }),
    idle: () => ask('idle'),
    stop: async () => {
      if (isRunning()) await ask('stop');
      await ended;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

const tell = (child: ChildProcess, order: Order) => void child.send(order);
