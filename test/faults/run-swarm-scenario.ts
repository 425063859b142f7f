import { promised, type ScenarioResult } from './figures.ts';
import { runSwarm, type SwarmResult } from './swarm.ts';
import type { SwarmScenario } from './swarm-scenarios.ts';
import { openSwarmSlack } from './swarm-slack.ts';

/** Long enough that no message is out of date before the trouble is over. */
const pace = { phaseMs: 14_000, cardMs: 4_000, spreadMs: 5_000 };
const talks = 12;
const processes = 2;

/** Holds sessions in the scenario's trouble, and says what went wrong in them, if anything did. */
export const runSwarmScenario = async (
  url: string,
  { name, inShort: _, ...trouble }: SwarmScenario,
  seed: number,
): Promise<ScenarioResult> => {
  try {
    const result = await runSwarm(url, openSwarmSlack, {
      talks,
      pace,
      seed,
      answersPerSecond: 2,
      ...trouble,
      processes: trouble.clocks?.length ?? processes,
    });
    const wrong = whatIsWrong(result);
    return { name, passed: wrong.length === 0, ...(wrong.length > 0 && { why: wrong.join(', ') }) };
  } catch (fault) {
    return { name, passed: false, why: String(fault) };
  }
};

const whatIsWrong = ({ findings, lost, answers, recoveredMs, crashed }: SwarmResult): string[] => {
  const counts = {
    lost: findings.missed.length,
    doubled: findings.doubled.length,
    early: findings.early.length,
    'out of order': findings.outOfOrder.length,
    'not due': findings.extra.length,
    'in a wrong channel': findings.wrongChannel.length,
    'in a wrong workspace': findings.wrongWorkspace.length,
    'answers lost': answers.lost.length,
    'answers doubled': answers.extra.length,
    crashed,
    'copies too long': findings.copyLifeMs.filter((ms) => ms > promised.longestCopyMs).length,
  };
  return [
    ...Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : [])),
    ...lost,
    ...(recoveredMs > promised.recoveredMs ? ['not recovered in time'] : []),
  ];
};
