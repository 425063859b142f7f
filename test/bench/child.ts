import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Deeds, Order } from './serve.ts';

/** A process of its own, which is asked to do things by their names. */
export type Child<Known extends Deeds> = {
  /** @throws what the deed throws, or that the process has ended */
  ask<Name extends keyof Known & string>(
    does: Name,
    input: Parameters<Known[Name]>[0],
  ): Promise<Awaited<ReturnType<Known[Name]>>>;
  /** Lets it end. */
  stop(): Promise<void>;
  /** Ends it at once, in whatever it is doing (SIGKILL). */
  kill(): Promise<void>;
};

/**
 * Starts a module of this folder that calls `serve`.
 * @param file relative to this folder
 * @param execArgv for Node, such as `--expose-gc`
 */
export const startChild = <Known extends Deeds>(
  file: string,
  execArgv: readonly string[] = [],
): Child<Known> => {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, {
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  child.on('message', (answer: Answer) => {
    const one = asked.get(answer.number);
    asked.delete(answer.number);
    if ('fault' in answer) one?.reject(new Error(`${file}: ${answer.fault}`));
    else one?.resolve(answer.result);
  });
  child.once('exit', (code, signal) => {
    for (const one of asked.values()) one.reject(new Error(`${file} has ended with ${signal ?? code}`));
    asked.clear();
  });
  return {
    ask: (does, input) => {
      const one = Promise.withResolvers<unknown>();
      const number = ++count;
      asked.set(number, one);
      child.send({ number, does, input } satisfies Order, (fault) => {
        if (fault) one.reject(fault);
      });
      return one.promise as Promise<Awaited<ReturnType<Known[typeof does]>>>;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
