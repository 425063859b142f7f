import type { Due, Findings, Seen } from './check-run.ts';

/** What the ledger tells of a message that it was in doubt about, where nobody could look whether it stands. */
export type Told = {
  session: string;
  kind: string;
  /** It was sent once more after a wait, and may stand twice. */
  sentAgain: boolean;
  /** It is closed without anybody knowing. */
  givenUp: boolean;
};

/** Of what is doubled or missing, that which the ledger tells of. */
export type Reported = { doubled: Seen[]; missed: Due[] };

/**
 * What cannot be helped without look-ups, and is told (reliability 2.5): one copy of a message that was sent again; a
 * recap that was given up, whose card says it instead; another message only where it was sent again already.
 */
export const reportedIn = (
  { doubled, missed }: Pick<Findings, 'doubled' | 'missed'>,
  told: readonly Told[],
): Reported => {
  const toldOf = new Map(told.map((one) => [nameOf(one), one]));
  const copies = Map.groupBy(doubled, nameOf);
  return {
    doubled: [...copies].flatMap(([name, extra]) => (toldOf.get(name)?.sentAgain ? extra.slice(0, 1) : [])),
    missed: missed.filter((one) => {
      const about = toldOf.get(nameOf(one));
      return about?.givenUp && (one.kind === 'recap' || about.sentAgain);
    }),
  };
};

const nameOf = ({ session, kind }: Pick<Seen, 'session' | 'kind'>): string => `${session} ${kind}`;
