import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** `npm start` as a process of its own. */
export type SandboxProcess = {
  /** Where its page is; rejects with what it said where it ended before. */
  url(): Promise<string>;
  /** Everything it has said so far, on both ways. */
  said(): string;
  /** Resolves when it has said that; rejects as `url`. */
  says(text: string): Promise<void>;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
  /** As whoever runs it does; waits for nothing. */
  signal(name: 'SIGTERM' | 'SIGINT'): void;
  /** Ends it at once (SIGKILL). */
  kill(): Promise<void>;
};

const programme = join(import.meta.dirname, '../../src/main.ts');

/**
 * Starts the programme in a folder, with nothing configured but what is given.
 * @param folder where it keeps its data
 */
export const startProgramme = (folder: string, environment: Record<string, string> = {}): SandboxProcess => {
  const child = spawn(process.execPath, [programme], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const finds = <Found>(find: () => Found | undefined) =>
    new Promise<Found>((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found !== undefined) resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended: ${text}`)));
    });
  return {
    said: () => text,
    says: async (words) => void (await finds(() => text.includes(words) || undefined)),
    ended,
    url: () => finds(() => /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]),
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
    signal: (name) => void child.kill(name),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
