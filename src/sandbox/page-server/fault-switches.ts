import type { FaultName, Platform } from '../page/protocol.ts';
import type { Faults as SlackFaults } from '../slack/control.ts';
import type { Operation, Faults as TeamsFaults } from '../teams/control.ts';

export type FaultSwitches = {
  readonly on: Record<Platform, FaultName[]>;
  turn(of: Platform, name: FaultName, wanted: boolean): void;
};

const slowMs = 1_800;

/** What a bot says to people; with a token check that fails it could not even start. */
const saidInSlack = ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'response_url'];
const saidInTeams: readonly Operation[] = [
  ...(['createConversation', 'sendToConversation', 'replyToActivity', 'updateActivity'] as const),
];

const inSlack: Record<FaultName, (faults: SlackFaults) => void> = {
  slow: (faults) => faults.slow('*', slowMs),
  refusing: (faults) => {
    for (const method of saidInSlack) faults.always(method, { kind: '429', retryAfter: 5 });
  },
  losing: (faults) => {
    for (const method of saidInSlack) faults.always(method, { kind: 'reset', when: 'after' });
  },
};
const inTeams: Record<FaultName, (faults: TeamsFaults) => void> = {
  slow: (faults) => faults.slow('*', slowMs),
  refusing: (faults) => {
    for (const operation of saidInTeams) faults.always(operation, { kind: '429', retryAfter: 5 });
  },
  losing: (faults) => {
    for (const operation of saidInTeams) faults.always(operation, { kind: 'reset', when: 'after' });
  },
};

/** The platforms' troubles, each with a switch. */
export const createFaultSwitches = (slack: SlackFaults, teams: TeamsFaults): FaultSwitches => {
  const on: Record<Platform, Set<FaultName>> = { slack: new Set(), teams: new Set() };
  return {
    get on() {
      return { slack: [...on.slack], teams: [...on.teams] };
    },
    turn: (of, name, wanted) => {
      if (wanted) on[of].add(name);
      else on[of].delete(name);
      slack.clear();
      teams.clear();
      for (const one of on.slack) inSlack[one](slack);
      for (const one of on.teams) inTeams[one](teams);
    },
  };
};
