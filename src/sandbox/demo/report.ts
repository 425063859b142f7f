import type { Platform, Post } from '../platform.ts';
import type { Played } from './suspicious-mail.ts';

/** What is stored, read back by plain SQL. */
export type Stored = { participants: number; answers: number; lateAnswers: number; recaps: number };

export type DemoReport = {
  platform: Platform['name'];
  phases: { phase: number; dueAt: string; postedAt: string }[];
  participants: number;
  answers: number;
  lateAnswers: number;
  recap: string;
  channel: { at: string; author: string; text: string; inThread: boolean }[];
  /** Messages of the session that stand in the channel itself. */
  channelRows: number;
  /** Edits of the session's messages that everybody sees. */
  publicEdits: number;
  /** Messages of the session that mention somebody. */
  mentions: number;
  database: Stored;
};

const phaseNames = { 1: 'Active start', 2: 'Exercise', 3: 'Feedback and discussion', 4: "What's next" };

/** The session as the channel holds it, beside what is stored. */
export const reportDemo = (platform: Platform, played: Played, database: Stored): DemoReport => {
  const channel = platform.channel('team-sales');
  const live = channel.messages.filter(({ deletedAt }) => deletedAt === undefined);
  const own = live.filter(({ postedAt }) => postedAt >= played.from);
  const recap = own.find(({ push }) => push.includes('recap and what we keep'));
  return {
    platform: platform.name,
    phases: ([1, 2, 3, 4] as const).flatMap((phase) => {
      const prompt = own.find(({ plainText }) => plainText.startsWith(`${phase} · ${phaseNames[phase]}`));
      if (!prompt) return [];
      return [{ phase, dueAt: played.due[phase].toISOString(), postedAt: prompt.postedAt.toISOString() }];
    }),
    participants: played.participants,
    answers: played.answers,
    lateAnswers: played.lateAnswers,
    recap: recap?.plainText ?? '',
    channel: live.map((message) => ({
      at: message.postedAt.toISOString(),
      author: authorOf(platform, message),
      text: message.plainText,
      inThread: message.threadId !== undefined,
    })),
    channelRows: own.filter(({ threadId, broadcast }) => threadId === undefined || broadcast).length,
    publicEdits: own.reduce((sum, { edits }) => sum + edits, 0),
    mentions: own.filter(({ mentions }) => mentions.length > 0).length,
    database,
  };
};

const authorOf = (platform: Platform, { authorId }: Post): string =>
  platform.people.find(({ id }) => id === authorId)?.name ?? 'Microtraining';

/** The card and the recap; in Teams a reply stands in its thread alone, and the card becomes the recap's short form. */
const rowsOf: Readonly<Record<Platform['name'], number>> = { slack: 2, teams: 1 };

/** What is missing or does not agree; empty where the session went as it should. */
export const findFaults = (report: DemoReport): string[] => {
  const { phases, database } = report;
  const faults: string[] = [];
  if (phases.length !== 4) faults.push(`${phases.length} of 4 phases were posted`);
  for (const { phase, dueAt, postedAt } of phases) {
    const late = Date.parse(postedAt) - Date.parse(dueAt);
    if (late < 0 || late > 2_000) faults.push(`phase ${phase} was posted ${late} ms after its time`);
  }
  for (const name of ['participants', 'answers', 'lateAnswers'] as const) {
    if (report[name] !== database[name]) {
      faults.push(`${name}: ${report[name]} given, ${database[name]} stored`);
    }
  }
  if (database.recaps !== 1) faults.push(`${database.recaps} recaps are stored`);
  if (!report.recap.includes(`${report.participants} took part`))
    faults.push('the recap does not count the participants');
  const rows = rowsOf[report.platform];
  if (report.channelRows !== rows)
    faults.push(`${report.channelRows} rows in the channel instead of ${rows}`);
  if (report.mentions !== 1) faults.push(`${report.mentions} messages mention somebody instead of 1`);
  if (report.publicEdits > 20) faults.push(`${report.publicEdits} public edits, 20 are allowed`);
  return faults;
};
