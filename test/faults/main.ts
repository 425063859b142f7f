import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { createProgress, type Progress } from '../bench/progress.ts';
import { type Column, describeFigures, describeKinds } from './describe-figures.ts';
import {
  brokenPromises,
  figuresOf,
  type Promises,
  promised,
  promisedButForDesks,
  promisedWithoutLookUps,
  type ScenarioResult,
} from './figures.ts';
import { longSizes, type RunSize, type RunSizes, runLong, shortSizes } from './long-run.ts';
import { runSwarmScenario } from './run-swarm-scenario.ts';
import type { SwarmPlatform } from './swarm-platform.ts';
import { type SwarmScenario, swarmScenarios } from './swarm-scenarios.ts';
import { openSwarmSlack } from './swarm-slack.ts';
import { openSwarmTeams } from './swarm-teams.ts';
import { runTestedScenarios, testedScenarios } from './tested-scenarios.ts';

const help = `npm run test:faults -- [--posts 20000] [--seed 1] [--json] [--scenario NAME] [--list]

Without --posts: the short form, in less than five minutes. Lateness is told and not judged, because the machine may be
shared, and only some of the scenarios are held. --list names all of them.`;

/** A login that may create databases and is held by no row-level security. */
const serverUrl = process.env.TEST_DATABASE_URL || 'postgres://postgres@127.0.0.1:5432/postgres';

/** With three processes and ten connections each, more would be more than a server usually has connections for. */
const sideBySide = 3;
const newSeed = () => Math.floor(Math.random() * 1_000_000);

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      posts: { type: 'string' },
      seed: { type: 'string', default: String(newSeed()) },
      json: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) return say(allNames().join('\n'));
  await assertServer();
  const progress = createProgress();
  const isLong = values.posts !== undefined;
  const seed = Number(values.seed);
  if (values.scenario !== undefined) return runOne(values.scenario, seed, isLong, progress);

  progress(`${isLong ? 'long' : 'short'} form, seed ${seed}, PostgreSQL at ${new URL(serverUrl).host}`);
  const sizes: Omit<RunSizes, 'teamsWithoutLookUps'> & Partial<RunSizes> = isLong
    ? longSizes(Number(values.posts))
    : shortSizes;
  const columnOf = async <P extends SwarmPlatform>(
    platform: string,
    open: () => Promise<P>,
    size: RunSize,
    promises: Promises,
  ): Promise<Column> => {
    const told = (step: string) => progress(`${platform}: ${step}`);
    const { clean, faulted } = await runLong(serverUrl, open, size, seed, told);
    return { platform, figures: figuresOf(seed, clean, faulted, []), promises };
  };
  const onSlack = () => columnOf('Slack', openSwarmSlack, sizes.slack, promised);
  const onTeams = () => columnOf('Teams', () => openSwarmTeams(true), sizes.teams, promisedButForDesks);
  // Where lateness is not judged, one may be in the other's way.
  const [slack, teams] = isLong
    ? [await onSlack(), await onTeams()]
    : await Promise.all([onSlack(), onTeams()]);
  const unseen = sizes.teamsWithoutLookUps;
  const teamsWithoutLookUps =
    unseen &&
    (await columnOf(
      'Teams without look-ups',
      () => openSwarmTeams(false),
      unseen,
      promisedWithoutLookUps(unseen.faulted.phaseMs),
    ));
  slack.figures.scenarios = [
    ...(await runSwarmScenarios(
      swarmScenarios.filter(({ inShort }) => isLong || inShort),
      seed,
      isLong,
      progress,
    )),
    ...(isLong ? await runTested(progress) : []),
  ];
  const columns = [slack, teams, ...(teamsWithoutLookUps ? [teamsWithoutLookUps] : [])];
  const broken = columns.flatMap(({ platform, figures, promises }) =>
    brokenPromises(figures, isLong, promises).map((line) => `${platform}: ${line}`),
  );
  progress('done');
  say(values.json ? asJson(slack, teams, teamsWithoutLookUps) : describeFigures(columns, broken));
  if (values.json) for (const line of broken) progress(`broken: ${line}`);
  if (broken.length > 0) process.exitCode = 1;
};

/** Slack's, and within them those of Teams, where no scenarios are held. */
const asJson = (slack: Column, teams: Column, teamsWithoutLookUps: Column | undefined): string => {
  const within = ({ figures: { scenarios: _, ...others } }: Column) => others;
  return JSON.stringify({
    ...slack.figures,
    teams: within(teams),
    ...(teamsWithoutLookUps && { teamsWithoutLookUps: within(teamsWithoutLookUps) }),
  });
};

const allNames = (): string[] => [...swarmScenarios, ...testedScenarios].map(({ name }) => name);

const runOne = async (words: string, seed: number, isLong: boolean, progress: Progress): Promise<void> => {
  const isMeant = ({ name }: { name: string }) => name.includes(words);
  const results = [
    ...(await runSwarmScenarios(swarmScenarios.filter(isMeant), seed, isLong, progress)),
    ...(await runTestedScenarios(serverUrl, testedScenarios.filter(isMeant))),
  ];
  if (results.length === 0)
    throw new Error(`no scenario is called "${words}"; there are\n${allNames().join('\n')}`);
  for (const { name, passed, why } of results)
    say(`${passed ? 'passed' : 'FAILED'}  ${name}${why ? `: ${why}` : ''}`);
  if (results.some(({ passed }) => !passed)) process.exitCode = 1;
};

const runSwarmScenarios = async (
  scenarios: readonly SwarmScenario[],
  seed: number,
  isLong: boolean,
  progress: Progress,
): Promise<ScenarioResult[]> => {
  const queue = [...scenarios.entries()];
  const results: ScenarioResult[] = [];
  const next = async (): Promise<void> => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const [place, scenario] = one;
      const result = await runSwarmScenario(serverUrl, scenario, seed, isLong);
      progress(`${result.passed ? 'passed' : `FAILED (${result.why})`}: ${result.name}${besides(result)}`);
      results[place] = result;
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, next));
  return results;
};

/** Lateness and faults, which are told of any scenario, passed or not. */
const besides = ({ latestMs, faults = {} }: ScenarioResult): string => {
  if (latestMs === undefined) return '';
  return ` (${[`the latest after ${latestMs} ms`, describeKinds(faults)].filter(Boolean).join('; ')})`;
};

const runTested = (progress: Progress): Promise<ScenarioResult[]> => {
  progress('scenarios of the ordinary tests');
  return runTestedScenarios(serverUrl, testedScenarios);
};

const assertServer = async (): Promise<void> => {
  const client = new Client({ connectionString: serverUrl });
  try {
    await client.connect();
    await client.end();
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message || fault.name : String(fault);
    throw new Error(
      `the programme needs a PostgreSQL server, and ${new URL(serverUrl).host} says: ${reason}\nName one on which it may create databases: TEST_DATABASE_URL=postgres://…`,
    );
  }
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

// Whoever breaks it off leaves no process behind that sleeps.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  await run();
} catch (fault) {
  const reason = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`${reason}\n${reason.includes('option') ? `\n${help}\n` : ''}`);
  process.exitCode = 1;
}
