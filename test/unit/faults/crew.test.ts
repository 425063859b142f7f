import { describe, expect, test } from '@jest/globals';
import { createMate } from '../../faults/crew.ts';
import type { BotProcess } from '../../support/bot-process.ts';

/** A process that ends as it is told to, unless it does so by itself before. */
const createProcess = () => {
  const end = Promise.withResolvers<number | NodeJS.Signals>();
  const endWith = async (how: number | NodeJS.Signals) => {
    end.resolve(how);
    await end.promise;
  };
  const bot: BotProcess = {
    ...{ requestUrls: {}, ended: end.promise, isRunning: () => true, idle: async () => {} },
    ...{ moveTo: () => {}, block: () => {}, pause: () => {}, resume: () => {} },
    stop: () => endWith(0),
    kill: () => endWith('SIGKILL'),
  };
  return { bot, endWith };
};

const given = () => {
  const processes = [createProcess(), createProcess(), createProcess()] as const;
  let started = 0;
  const start = async () => processes[++started]!.bot;
  const mate = createMate(processes[0].bot, { disconnect: () => {} }, start);
  return { mate, processes };
};

describe('one of a crew', () => {
  test('has no crash where its processes end as they are told to', async () => {
    const { mate, processes } = given();
    await mate.kill();
    await mate.restart();
    expect(mate.bot).toBe(processes[2].bot);
    await mate.stop();
    expect(mate.crashes).toBe(0);
  });

  test('counts a process that ended by itself, also after another one has taken its place', async () => {
    const { mate, processes } = given();
    await processes[0].endWith(1);
    await mate.kill();
    await processes[1].endWith('SIGSEGV');
    await mate.restart();
    await mate.stop();
    expect(mate.crashes).toBe(2);
  });

  test('counts a process that should have stopped and failed', async () => {
    const { mate, processes } = given();
    processes[0].bot.stop = () => processes[0].endWith(1);
    await mate.restart();
    expect(mate.crashes).toBe(1);
  });

  test('counts a process that was gone in the moment when it was killed', async () => {
    const { mate, processes } = given();
    const ended = processes[0].endWith(1);
    await Promise.all([ended, mate.kill()]);
    expect(mate.crashes).toBe(1);
  });
});
