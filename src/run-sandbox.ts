import { startSandbox } from './start-sandbox.ts';
import { SandboxRefusedError } from './take-sandbox-places.ts';
import { createSystemClocks } from './timer/clock.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm start` with nothing configured, from the first line to Ctrl-C. */
export const runSandbox = async (port: number): Promise<void> => {
  say('Nothing is configured, so this is the sandbox. It takes a few seconds to start …');
  try {
    const sandbox = await startSandbox({
      port,
      folder: '.data',
      today: createSystemClocks(() => {}).machine.now(),
    });
    say(welcome(sandbox.url));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        say('\nStopping …');
        void sandbox.stop().then(() => say('Stopped. The next start goes on where this one ended.'));
      });
    }
  } catch (fault) {
    if (!(fault instanceof SandboxRefusedError)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    process.exitCode = 1;
  }
};

const welcome = (url: string) => `
  Microtraining sandbox   ${url}

  1. Open the address: you are Ben in #team-sales, and "Spot the phish" begins in twelve minutes.
  2. Press "I'm in", then move the clock with "Next event". Or type /microtraining schedule.
     The same team works in Teams, too: "Slack | Teams" on the page changes the platform.
  3. Ctrl-C stops everything; it is kept in .data, which you may delete to begin anew.
`;
