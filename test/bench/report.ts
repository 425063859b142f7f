import { z } from 'zod';
import { readAll } from '../../src/postgres/query.ts';
import { inWorkspace } from '../../src/postgres/transaction.ts';
import type { BenchDatabase } from './bench-database.ts';
import { percentile } from './percentile.ts';

/** A series of two years: a session a month, thirty people, six questions. */
const sessionsEach = 24;
const answersOfSession = 180;
const workspaceOf = (series: number): string => `slack:R${Math.floor(series / 10)}`;
const seriesIdOf = (series: number): string =>
  `00000000-0000-4000-a000-${series.toString(16).padStart(12, '0')}`;

const reports = 50;

/**
 * Sums one series among many answers. The bot has no report yet: this is the query that it will need, how often each
 * value was given to each question of each session, run as the bot runs its queries.
 * @returns milliseconds, the 95th percentile over different series
 */
export const measureReport = async (database: BenchDatabase, answers: number): Promise<number> => {
  const series = Math.max(reports, Math.round(answers / (sessionsEach * answersOfSession)));
  await plantAnswers(database, series);
  const took: number[] = [];
  for (let round = 0; round < reports; round += 1) {
    const one = Math.floor((round * series) / reports);
    const beganAt = performance.now();
    const rows = await report(database, one);
    took.push(performance.now() - beganAt);
    const sum = rows.reduce((total, { given }) => total + given, 0);
    if (sum !== sessionsEach * answersOfSession) throw new Error(`the report has counted ${sum} answers`);
  }
  return percentile(took, 0.95);
};

const reportRow = z.object({
  ordinal: z.number(),
  question: z.string(),
  late: z.boolean(),
  option: z.number().nullable(),
  rating: z.number().nullable(),
  given: z.number(),
});

const report = ({ pool }: BenchDatabase, series: number) =>
  inWorkspace(pool, workspaceOf(series), (client) =>
    readAll(
      client,
      reportRow,
      `select sessions.ordinal, answers.question, answers.late, answers.option_number as option, answers.rating,
         count(*)::integer as given
       from sessions
       join answers on answers.workspace_id = sessions.workspace_id and answers.session_id = sessions.id
       where sessions.series_id = $1
       group by 1, 2, 3, 4, 5
       order by 1, 2, 3, 4, 5`,
      [seriesIdOf(series)],
    ),
  );

const perStatement = 200;

/** What was answered in so many series that are over. */
export const plantAnswers = async ({ owner }: BenchDatabase, series: number): Promise<void> => {
  await owner.query(
    `insert into workspaces (workspace_id, platform, name)
     select distinct ${workspace}, 'slack', 'Acme' from generate_series(0, $1::integer - 1) as n`,
    [series],
  );
  for (let first = 0; first < series; first += perStatement) {
    const range = [first, Math.min(series, first + perStatement) - 1, sessionsEach];
    await owner.query(
      `insert into sessions (workspace_id, id, series_id, channel_id, ordinal, title, content, rated, status, starts_at,
         state)
       select ${workspace}, ${sessionId}, ${seriesId}, 'R' || n, ordinal, 'Held', '{}', true, 'closed', now(),
         '{"status": "closed"}'
       from generate_series($1::integer, $2::integer) as n, generate_series(1, $3::integer) as ordinal`,
      range,
    );
    await owner.query(
      `insert into answers (workspace_id, session_id, member_id, question, late, kind, option_number, body, rating,
         answered_at, ordered_at, mark)
       select ${workspace}, ${sessionId}, 'U' || person, question, false, kind,
         case kind when 'choice' then 1 + (person + ordinal) % 5 end,
         case kind when 'text' then 'a line of words that somebody wrote' end,
         case kind when 'rating' then 1 + (person + n) % 5 end, now(), now(), 'mark'
       from generate_series($1::integer, $2::integer) as n, generate_series(1, $3::integer) as ordinal,
         generate_series(1, 30) as person,
         (values ('warm-up', 'choice'), ('confidence-before', 'rating'), ('list', 'text'), ('check', 'choice'),
           ('plan', 'text'), ('usefulness', 'rating')) as asked (question, kind)`,
      range,
    );
  }
  await owner.query('vacuum analyze');
};

const workspace = `'slack:R' || n / 10`;
const seriesId = `('00000000-0000-4000-a000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const sessionId = `('00000000-0000-4000-b000-' || lpad(to_hex(n * 100 + ordinal), 12, '0'))::uuid`;
