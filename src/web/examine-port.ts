import { adviceOrCode } from '../use-cases/advice.ts';
import { type Finding, failed, fine, toLookAt } from '../use-cases/diagnosis.ts';
import { healthPaths, type Readiness } from './health.ts';
import { portFault } from './port-fault.ts';
import { startServer } from './server.ts';

const longestMs = 3_000;

/** Whether the bot could listen at its port, or does so already. @throws faults of ours */
export const examinePort = async (port: number): Promise<Finding> => {
  if (port === 0) return fine('port', 'any free one');
  try {
    await (await startServer(new Map(), port)).stop();
    return fine('port', `${port} is free`);
  } catch (fault) {
    const code = portFault(fault);
    if (code === undefined) throw fault;
    const running = code === 'in-use' ? await askBot(port) : undefined;
    return running ? describeBot(running, port) : failed('port', adviceOrCode('port', code));
  }
};

/** What our own bot says of itself there; undefined where somebody else answers, or nobody. */
const askBot = async (port: number): Promise<Readiness | undefined> => {
  try {
    const address = `http://127.0.0.1:${port}${healthPaths.isReady}`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(longestMs), redirect: 'error' });
    const said = (await answer.json()) as Partial<Readiness> | null;
    return said?.status && typeof said.checks === 'object' ? (said as Readiness) : undefined;
  } catch {
    return undefined;
  }
};

const describeBot = ({ status, checks }: Readiness, port: number): Finding => {
  if (status === 'ready') return fine('port', `the bot runs at ${port} and is ready`);
  const wrong = Object.entries(checks).filter(([, code]) => code !== 'ok');
  return toLookAt('port', {
    problem: `the bot runs at ${port} and is not ready: ${wrong.map((one) => one.join(' ')).join(', ')}`,
    remedy: 'Mend what failed above; the bot then goes on by itself. If nothing failed, restart it.',
  });
};
