import type { DeliveryReport, SettlingReport } from './delivery-ports.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** A message that is due or doubtful for longer than this waits for something that does not come by itself. */
const patienceMs = 2 * 60_000;

/**
 * The ledger's report for an operator: what runs, what comes next, and what needs a look, each with what to do. Ids,
 * codes and times only.
 * @param now session clock
 * @returns the text, and whether anything in it needs a look
 */
export const describeStatus = (report: DeliveryReport, now: Date): { text: string; needsALook: boolean } => {
  const { due, oldestDueAt, unknown, refused, setAside } = report;
  const isLong = (since: Date | undefined) =>
    since !== undefined && now.getTime() - since.getTime() > patienceMs;
  const needsALook =
    [oldestDueAt, ...unknown.map(({ since }) => since)].some(isLong) || refused.length + setAside.length > 0;
  const lines = [
    ...describeSessions(report, now),
    counted(due, 'message is due', 'messages are due') +
      (oldestDueAt ? `, the oldest since ${span(oldestDueAt, now)}` : ''),
    ...(isLong(oldestDueAt)
      ? ['  → Is a bot running, and can it reach Slack? "npm run doctor" says so.']
      : []),
    counted(unknown.length, 'message is doubtful', 'messages are doubtful'),
    ...unknown.map(
      ({ workspace, id, kind, since, code }) =>
        `  ${workspace} ${kind} ${id} since ${span(since, now)} (${code})`,
    ),
    ...(unknown.length > 0
      ? ['  → The bot looks for them by itself. One that stays: look whether it stands in the channel.']
      : []),
    `${counted(refused.length, 'message was refused', 'messages were refused')} in the last seven days`,
    ...refused.map(({ workspace, id, kind, reason }) => `  ${workspace} ${kind} ${id} (${reason})`),
    ...[...new Set(refused.map(({ reason }) => reason))].map(
      (reason) => `  → ${reason}: ${remedyFor(reason)}`,
    ),
    counted(setAside.length, 'session is set aside', 'sessions are set aside'),
    ...setAside.map(({ workspace, sessionId, code }) => `  ${workspace} session ${sessionId} (${code})`),
    ...(setAside.length > 0
      ? [
          '  → It cannot be processed and holds up nobody: report the code and the log of that session as a bug.',
        ]
      : []),
    ...describeSettling(report.settling),
    ...(needsALook ? [] : ['All is well: nothing is late, doubtful, refused or set aside.']),
  ];
  return { text: lines.join('\n'), needsALook };
};

const describeSessions = ({ running, next }: DeliveryReport, now: Date): string[] => [
  counted(running.length, 'session is running', 'sessions are running'),
  ...running.map(
    ({ workspace, sessionId, status, nextDueAt }) =>
      `  ${workspace} session ${sessionId} ${status}${nextDueAt ? `, its next step ${when(nextDueAt, now)}` : ''}`,
  ),
  ...(next.length > 0 ? ['next'] : ['nothing is planned']),
  ...next.map(
    ({ workspace, sessionId, nextDueAt }) => `  ${workspace} session ${sessionId} ${when(nextDueAt, now)}`,
  ),
];

/** What to do about a message that the platform has refused, by its code. */
const remedies: readonly [RegExp, string][] = [
  [/^(not_in_channel|channel_not_found)$/, 'invite the bot: "/invite @Microtraining" in the channel.'],
  [/^is_archived$/, 'unarchive the channel, or let whoever leads end the series with "/microtraining list".'],
  [
    /^(missing_scope|restricted_action.*)$/,
    'the bot may not post there; "npm run doctor" names missing scopes.',
  ],
  [
    /^(user_not_found|cannot_dm_bot|messages_tab_disabled|user_disabled)$/,
    'that person cannot be written to any more; choose another lead.',
  ],
];
const remedyFor = (reason: string): string =>
  remedies.find(([pattern]) => pattern.test(reason))?.[1] ?? 'report it as a bug, with the log around it.';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const when = (instant: Date, now: Date): string =>
  instant > now ? `in ${span(now, instant)}` : `due since ${span(instant, now)}`;

/** How long it is from one instant to a later one, in the unit in which one would say it. */
const span = (from: Date, to: Date): string => {
  const ms = Math.max(0, to.getTime() - from.getTime());
  if (ms < 2 * minuteMs) return `${Math.floor(ms / 1_000)} s`;
  if (ms < 2 * hourMs) return `${Math.floor(ms / minuteMs)} min`;
  return ms < 48 * hourMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / (24 * hourMs))} days`;
};

/** What became of doubts so far; nothing where there was none that went wrong. */
const describeSettling = (report: SettlingReport): string[] => {
  const { resends, blindResends, copiesRemoved, longestCopyMs, unsettled } = report;
  const again = counted(resends, 'message was sent again', 'messages were sent again');
  const removed = counted(copiesRemoved, 'copy was removed', 'copies were removed');
  const givenUp = counted(unsettled, 'doubtful message was given up', 'doubtful messages were given up');
  return [
    ...(resends > 0
      ? [`${again} after a doubt, ${blindResends} of them without a look whether it stood`]
      : []),
    ...(copiesRemoved > 0 ? [`${removed}, the slowest after ${longestCopyMs / 1_000} s`] : []),
    ...(unsettled > 0 ? [givenUp] : []),
  ];
};
