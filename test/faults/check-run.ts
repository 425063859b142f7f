/** What was due, as the plan says it: a message of a session, known by the session's title and its kind. */
export type Due = {
  session: string;
  kind: string;
  workspace: string;
  channel: string;
  /** Epoch, milliseconds. */
  dueAt: number;
  /** Messages of a session that have an order come in it; the lead's desk stands elsewhere and has none. */
  order?: number;
};

/** What the platform holds or has held, as its reader understands it; whatever belongs to no session has none. */
export type Seen = {
  session: string | undefined;
  kind: string | undefined;
  workspace: string;
  channel: string;
  /** When it arrived (epoch, milliseconds). */
  at: number;
  /** When it was removed, if it was. */
  goneAt?: number;
};

export type CheckOptions = {
  /** Earlier than this before its time a message is early: what two clocks on one machine may differ. */
  doubtMs: number;
  /** Later than this a message is late. */
  latestMs: number;
};

export type Findings = {
  posts: number;
  /** Of each message that arrived: its first copy. */
  latenessMs: number[];
  /** How long extra copies stood beside another one before they were removed. */
  copyLifeMs: number[];
  missed: Due[];
  doubled: Seen[];
  extra: Seen[];
  early: Seen[];
  late: Seen[];
  /** Each arrived before the one that it should have followed. */
  outOfOrder: Seen[];
  wrongChannel: Seen[];
  wrongWorkspace: Seen[];
};

/** Matches what the platform holds at rest, and has held in between, with what was due (after Jepsen's Chronos test). */
export const checkRun = (
  due: readonly Due[],
  seen: readonly Seen[],
  { doubtMs, latestMs }: CheckOptions,
): Findings => {
  const copiesOf = Map.groupBy(seen, nameOf);
  const isDue = new Set(due.map(nameOf));
  const findings: Findings = {
    posts: due.length,
    latenessMs: [],
    copyLifeMs: [],
    missed: [],
    doubled: [],
    extra: seen.filter((one) => !isDue.has(nameOf(one))),
    early: [],
    late: [],
    outOfOrder: [],
    wrongChannel: [],
    wrongWorkspace: [],
  };
  const firstOf = new Map<Due, Seen>();
  for (const one of due) {
    const { right, wrongChannel, wrongWorkspace } = inPlace(one, copiesOf.get(nameOf(one)) ?? []);
    findings.wrongChannel.push(...wrongChannel);
    findings.wrongWorkspace.push(...wrongWorkspace);
    const standing = right.filter(({ goneAt }) => goneAt === undefined);
    if (standing.length === 0) findings.missed.push(one);
    findings.doubled.push(...standing.slice(1));
    findings.copyLifeMs.push(...livesBesideAnother(right));
    findings.early.push(...right.filter(({ at }) => at < one.dueAt - doubtMs));
    const [first] = right;
    if (!first) continue;
    firstOf.set(one, first);
    findings.latenessMs.push(first.at - one.dueAt);
    if (first.at > one.dueAt + latestMs) findings.late.push(first);
  }
  findings.outOfOrder = outOfOrder(due, firstOf);
  return findings;
};

const nameOf = ({ session, kind }: { session: string | undefined; kind: string | undefined }): string =>
  `${session ?? ''} ${kind ?? ''}`;

/** Copies of one message by where they stand, the oldest first. */
const inPlace = ({ workspace, channel }: Due, copies: readonly Seen[]) => {
  const here = copies.filter((copy) => copy.workspace === workspace);
  return {
    right: here.filter((copy) => copy.channel === channel).sort((one, other) => one.at - other.at),
    wrongChannel: here.filter((copy) => copy.channel !== channel),
    wrongWorkspace: copies.filter((copy) => copy.workspace !== workspace),
  };
};

/** For each copy that is gone: how long it stood while another one did; nothing where it stood alone. */
const livesBesideAnother = (copies: readonly Seen[]): number[] =>
  copies.flatMap((copy) => {
    if (copy.goneAt === undefined) return [];
    const { at, goneAt } = copy;
    const together = copies
      .filter((other) => other !== copy)
      .map((other) => Math.min(goneAt, other.goneAt ?? goneAt) - Math.max(at, other.at));
    return together.length > 0 ? [Math.max(0, ...together)] : [];
  });

const outOfOrder = (due: readonly Due[], firstOf: ReadonlyMap<Due, Seen>): Seen[] => {
  const ordered = due
    .filter(({ order }) => order !== undefined)
    .sort((one, other) => one.order! - other.order!);
  const wrong: Seen[] = [];
  for (const messages of Map.groupBy(ordered, ({ session }) => session).values()) {
    const arrived = messages.map((one) => firstOf.get(one)).filter((first) => first !== undefined);
    wrong.push(...arrived.filter((first, index) => index > 0 && first.at < arrived[index - 1]!.at));
  }
  return wrong;
};
