/** How much is measured. */
export type Sizes = {
  herd: { workspaces: number; sessionsEach: number };
  /** `atOnce`: connections of the closed loop that finds out how many a second there can be. */
  answers: {
    sessions: number;
    peopleEach: number;
    closedMs: number;
    openMs: number;
    atOnce: number;
  };
  peers: { clean: number; killed: number; spreadMs: number; waitMs: number };
  scale: { futureRows: number; answers: number; claims: number };
  memory: { planned: readonly number[] };
};

export const fullSizes: Sizes = {
  herd: { workspaces: 1_000, sessionsEach: 10 },
  answers: {
    sessions: 7_000,
    peopleEach: 30,
    closedMs: 20_000,
    openMs: 120_000,
    atOnce: 64,
  },
  peers: { clean: 5_000, killed: 1_500, spreadMs: 30_000, waitMs: 60_000 },
  scale: { futureRows: 1_000_000, answers: 10_000_000, claims: 500 },
  memory: { planned: [0, 10_000, 1_000_000] },
};

/** The same in under two minutes. */
export const quickSizes: Sizes = {
  herd: { workspaces: 100, sessionsEach: 10 },
  answers: { sessions: 500, peopleEach: 30, closedMs: 5_000, openMs: 8_000, atOnce: 64 },
  peers: { clean: 400, killed: 200, spreadMs: 6_000, waitMs: 15_000 },
  scale: { futureRows: 50_000, answers: 200_000, claims: 100 },
  memory: { planned: [0, 1_000, 50_000] },
};
