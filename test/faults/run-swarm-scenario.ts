import { faultsIn, latenessOf, promised, type ScenarioResult } from './figures.ts';
import { runSwarm, type SwarmResult } from './swarm.ts';
import type { SwarmScenario } from './swarm-scenarios.ts';
import { openSwarmSlack } from './swarm-slack.ts';

/** Long enough that no message is out of date before the trouble is over. */
const pace = { phaseMs: 14_000, cardMs: 4_000, spreadMs: 5_000 };
const talks = 12;
const processes = 2;

/**
 * Holds sessions in the scenario's trouble, and says what went wrong in them, if anything did.
 * @param isLong lateness is judged, too: for a machine that is shared and stands still for seconds it is only told
 */
export const runSwarmScenario = async (
  url: string,
  { name, inShort: _, mayBeLate, ...trouble }: SwarmScenario,
  seed: number,
  isLong: boolean,
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
    const wrong = whatIsWrong(result, {
      isDisturbed: trouble.disturb !== undefined,
      judgesLateness: isLong && !mayBeLate,
    });
    return {
      ...{ name, passed: wrong.length === 0, ...(wrong.length > 0 && { why: wrong.join(', ') }) },
      ...{ latestMs: latenessOf(result.findings.latenessMs).max, faults: result.faults },
    };
  } catch (fault) {
    return { name, passed: false, why: String(fault) };
  }
};

/** What went wrong in a scenario, each as a line; nothing where all is well. A trouble that never came proves nothing. */
export const whatIsWrong = (
  result: SwarmResult,
  { isDisturbed, judgesLateness }: { isDisturbed: boolean; judgesLateness: boolean },
): string[] => {
  const { findings, lost, answers, recoveredMs, crashed } = result;
  const counts = {
    lost: findings.missed.length,
    doubled: findings.doubled.length,
    early: findings.early.length,
    late: judgesLateness ? findings.late.length : 0,
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
    ...(isDisturbed && faultsIn(result) === 0 ? ['nothing was disturbed'] : []),
  ];
};
