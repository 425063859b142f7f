import type { FaultName } from '../page/protocol.ts';
import type { Faults } from '../slack/control.ts';

export type FaultSwitches = { readonly on: FaultName[]; turn(name: FaultName, on: boolean): void };

/** What a bot says to people; with a token check that fails it could not even start. */
const speaking = ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'response_url'];

const effects: Record<FaultName, (faults: Faults) => void> = {
  slow: (faults) => faults.slow('*', 1_800),
  refusing: (faults) => {
    for (const method of speaking) faults.always(method, { kind: '429', retryAfter: 5 });
  },
  losing: (faults) => {
    for (const method of speaking) faults.always(method, { kind: 'reset', when: 'after' });
  },
};

/** Slack's troubles, each with a switch. */
export const createFaultSwitches = (faults: Faults): FaultSwitches => {
  const on = new Set<FaultName>();
  return {
    get on() {
      return [...on];
    },
    turn: (name, wanted) => {
      if (wanted) on.add(name);
      else on.delete(name);
      faults.clear();
      for (const one of on) effects[one](faults);
    },
  };
};
