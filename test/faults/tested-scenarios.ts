import type { ScenarioResult } from './figures.ts';
import { judgeScenario, type TestedScenario } from './judge-scenario.ts';
import { runTests, type TestResult } from './run-tests.ts';

const e2e = (file: string, ...names: string[]) => ({
  file: `test/e2e/${file}.test.ts`,
  ...(names.length > 0 && { names }),
});
const overHttp = 'a bot over HTTP (on a server: TEST_DATABASE_URL)';

export const testedScenarios: readonly TestedScenario[] = [
  { name: 'a process is killed at each step of the ledger', tests: [e2e('killed-at-each-step')] },
  {
    name: 'a process is killed, or sleeps, in its call',
    tests: [e2e('processes-in-doubt')],
  },
  { name: 'all processes are down for 30 s, 10 min, 2 h', tests: [e2e('down-for-a-while')] },
  { name: 'a process is told to stop while it sends (SIGTERM)', tests: [e2e('stopping')] },
  {
    name: 'the platform is away for an hour, hides history, sends garbage',
    tests: [e2e('the-platform-is-away')],
  },
  {
    name: 'answers of the platform are lost: error, reset, silence, late apply, history that lags',
    tests: [e2e('settling-doubts')],
  },
  { name: 'the platform puts off, is slow, refuses', tests: [e2e('slack-has-faults')] },
  { name: 'the token is revoked', tests: [e2e('token-is-revoked')] },
  { name: 'the app is uninstalled', tests: [e2e('uninstalled')] },
  { name: 'the channel is archived, deleted, or the bot removed', tests: [e2e('a-channel-that-closes')] },
  {
    name: 'sessions on the database are killed',
    tests: [e2e('the-database-has-trouble', `${overHttp} whose sessions are killed`)],
  },
  {
    name: 'the database crashes and is started again, or has no connection left',
    tests: [e2e('the-database-restarts')],
  },
  {
    name: 'the database does not say that it has committed',
    tests: [e2e('the-database-has-trouble', `${overHttp} that does not hear of`)],
  },
  {
    name: 'the database is slow, silent, cut off, read-only, full, locked',
    tests: [
      e2e(
        'the-database-has-trouble',
        `${overHttp} that is cut off`,
        `${overHttp} whose database`,
        `${overHttp} whose disk`,
        `${overHttp} all of whose connections`,
        'a bot over Socket Mode',
      ),
    ],
  },
  {
    name: 'a deadlock',
    tests: [e2e('the-database-has-trouble', `${overHttp} that meets a deadlock`)],
  },
  {
    name: 'a session begins when clocks are put forward or back',
    tests: [
      { file: 'test/unit/series/meetings.test.ts', names: ['examples', 'laws'] },
      { file: 'test/unit/series/local-time.test.ts', names: ['atLocal'] },
    ],
  },
  {
    name: 'clicks come twice, in disorder and late',
    tests: [
      e2e('bad-input-twice'),
      e2e('bad-input-late'),
      e2e('rights', 'on Slack a press that is told twice'),
      { file: 'test/integration/postgres/answer-store.test.ts', names: ['a later click replaces the value'] },
    ],
  },
  {
    name: 'a session is stopped in the millisecond of a change of phase, or cancelled while its card is on its way',
    tests: [e2e('in-the-same-moment')],
  },
  {
    name: 'requests are forged, of the future, replayed, huge, of another workspace',
    tests: [e2e('bad-input-http'), { file: 'test/integration/postgres/isolation.test.ts' }],
  },
  { name: 'on Teams a card is in doubt twice', tests: [e2e('a-card-in-doubt-on-teams')] },
  {
    name: 'on Teams 1,600 messages fall due at once, and 500 people answer in the same moment',
    tests: [e2e('many-at-once-on-teams')],
  },
  { name: 'two processes share a session, and one is killed', tests: [e2e('two-processes')] },
];

/** Runs them on the server at `url`, every file once. */
export const runTestedScenarios = async (
  url: string,
  scenarios: readonly TestedScenario[],
): Promise<ScenarioResult[]> => {
  if (scenarios.length === 0) return [];
  const tests = scenarios.flatMap(({ tests: proofs }) => proofs);
  const isWhole = (file: string) => tests.some((one) => one.file === file && !one.names);
  const files = [...new Set(tests.map(({ file }) => file))];
  const whole = files.filter(isWhole);
  const results = [
    ...(whole.length > 0 ? await runTests(url, whole) : []),
    ...(await runNamed(
      url,
      tests.filter(({ file }) => !isWhole(file)),
    )),
  ];
  return scenarios.map((scenario) => judgeScenario(scenario, results));
};

const runNamed = (url: string, tests: TestedScenario['tests']): Promise<TestResult[]> | [] => {
  if (tests.length === 0) return [];
  const names = tests.flatMap(({ names: own = [] }) => own.map(literally));
  return runTests(url, [...new Set(tests.map(({ file }) => file))], `^(${names.join('|')})`);
};

/** As a part of a regular expression. */
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
