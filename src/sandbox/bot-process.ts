import { type ChildProcess, fork } from 'node:child_process';

/** What the bot's process needs to begin. */
export type BotStart = {
  databaseUrl: string;
  slack: { botToken: string; signingSecret: string; apiUrl: string };
  /** Absent where there is no local Teams. */
  teams?: {
    appId: string;
    appPassword: string;
    tenantId: string;
    serviceUrl: string;
    endpoints: { openIdMetadata: string; issuer: string; token: string; graph: string };
  };
  /** What its session clock shows first. */
  at: string;
};

/** What the process is told. Messages arrive in their order, so a move is over before what is asked next. */
export type BotOrder =
  | { does: 'start'; with: BotStart }
  | { does: 'move'; to: string }
  | { does: 'idle' | 'stop'; number: number };

/** Where it takes what people do. */
export type RequestUrls = { readonly slack?: string; readonly teams?: string };

/** What it tells. */
export type BotReport = { up: true } | { running: RequestUrls } | { failed: string } | { done: number };

export type BotStatus = 'starting' | 'running' | 'stopping' | 'stopped' | 'killed' | 'failed';

export type BotProcess = {
  readonly status: BotStatus;
  /** Why it is not there, where it did not start. */
  readonly trouble: string | undefined;
  /** Loads the process, so that less is left to do when it is to start. */
  prepare(): void;
  /** Resolves when the bot takes requests, or cannot. */
  start(): Promise<void>;
  /** Ends it at once, in whatever it is doing (SIGKILL). */
  kill(): Promise<void>;
  stop(): Promise<void>;
  moveTo(instant: Date): void;
  /** Resolves when the bot has done what is due, is gone, or `limitMs` are over. */
  idle(limitMs: number): Promise<void>;
};

type Parts = {
  /** The programme to run. */
  entry: URL;
  /** A file descriptor for what it writes. */
  log: number;
  settings(): BotStart;
  onRunning(urls: RequestUrls): void;
  onStatus(): void;
};

/** `up`: it listens to orders; `settled`: it takes requests, or is gone. */
type Loaded = { up: Promise<void>; settled: Promise<void> };

const longestStopMs = 7_000;

/** The bot as a process of its own, so that it can be killed as a machine would. */
export const createBotProcess = ({ entry, log, settings, onRunning, onStatus }: Parts): BotProcess => {
  let child: ChildProcess | undefined;
  let status: BotStatus = 'stopped';
  let trouble: string | undefined;
  let exited = Promise.resolve();
  let count = 0;
  const answers = new Map<number, () => void>();

  const become = (next: BotStatus) => {
    status = next;
    onStatus();
  };
  const tell = (order: BotOrder) => {
    if (child?.connected) child.send(order);
  };
  const ask = (does: 'idle' | 'stop') =>
    new Promise<void>((resolve) => {
      if (!child?.connected) return resolve();
      const number = ++count;
      answers.set(number, resolve);
      tell({ does, number });
    });

  /** A process that is loaded, or loading, and was not told to start yet. */
  let loaded: Loaded | undefined;
  const load = (): Loaded => {
    const own = fork(entry, { execArgv: [], stdio: ['ignore', log, log, 'ipc'] });
    child = own;
    const up = Promise.withResolvers<void>();
    const settled = Promise.withResolvers<void>();
    const exit = Promise.withResolvers<void>();
    exited = exit.promise;
    own.on('message', (report: BotReport) => {
      if ('up' in report) up.resolve();
      else if ('running' in report) {
        // Its clock has stood while it started.
        tell({ does: 'move', to: settings().at });
        onRunning(report.running);
        become('running');
        settled.resolve();
      } else if ('failed' in report) trouble = report.failed;
      else {
        answers.get(report.done)?.();
        answers.delete(report.done);
      }
    });
    own.once('exit', (_code, signal) => {
      child = undefined;
      loaded = undefined;
      for (const answer of answers.values()) answer();
      answers.clear();
      if (status === 'stopping') become('stopped');
      else become(signal === 'SIGKILL' ? 'killed' : 'failed');
      settled.resolve();
      exit.resolve();
    });
    return { up: up.promise, settled: settled.promise };
  };

  const start = async () => {
    if (child && !loaded) return;
    trouble = undefined;
    const { up, settled } = loaded ?? load();
    loaded = undefined;
    become('starting');
    void up.then(() => tell({ does: 'start', with: settings() }));
    await settled;
  };

  const kill = async () => {
    child?.kill('SIGKILL');
    await exited;
  };

  return {
    get status() {
      return status;
    },
    get trouble() {
      return trouble;
    },
    prepare: () => {
      if (!child) loaded = load();
    },
    start,
    kill,
    stop: async () => {
      if (!child) return;
      become('stopping');
      const timer = setTimeout(() => child?.kill('SIGKILL'), longestStopMs);
      await ask('stop');
      await exited;
      clearTimeout(timer);
    },
    moveTo: (instant) => tell({ does: 'move', to: instant.toISOString() }),
    idle: async (limitMs) => {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([ask('idle'), limit]);
      clearTimeout(timer);
    },
  };
};
