import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startBot } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { examineSetUp } from '../../src/examine-set-up.ts';
import { connect } from '../../src/postgres/connect.ts';
import { startEmbedded } from '../../src/postgres/embedded.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { readTemplates } from '../../src/read-templates.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import { createSystemClocks } from '../../src/timer/clock.ts';
import { describeDiagnosis, exitCodeOf } from '../../src/use-cases/diagnosis.ts';
import { databaseTimeoutMs } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { knowErrorsOfNode } from '../support/know-errors-of-node.ts';

const admin = process.env.TEST_DATABASE_URL;
const server = admin ? 'real' : 'embedded';
const name = `microtraining_doctor_${process.pid}_${randomBytes(4).toString('hex')}`;
const botToken = 'xoxb-of-the-doctor';
const signingSecret = 'secret-of-the-doctor';
const appToken = 'xapp-of-the-doctor';
const { machine, session } = createSystemClocks(() => {});

/** As the operator's own: what is wrong with it is mended by following the advice. */
let environment: Record<string, string>;
let slack: LocalSlack;
const cleanUps: (() => Promise<unknown>)[] = [];

/** Runs a statement as a superuser, as the advice says with psql. */
const asSuperuser = async (statement: string, url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

/** Where the database will be once everything is right; on a server that is not there yet. */
const prepareDatabase = async (): Promise<{ right: URL; create(): Promise<void>; asSuper: string }> => {
  if (!admin) {
    const embedded = await startEmbedded();
    cleanUps.push(embedded.stop);
    return {
      right: new URL(embedded.connectionString),
      create: async () => {},
      asSuper: embedded.connectionString,
    };
  }
  const right = new URL(admin);
  right.pathname = `/${name}`;
  const asSuper = right.href;
  // Not a superuser, so that it has to be given the roles.
  await asSuperuser(`create role ${name} login createrole`, admin);
  right.username = name;
  cleanUps.push(() => asSuperuser(`drop role ${name}`, admin));
  const create = async () => {
    await asSuperuser(`create database ${name} owner ${name}`, admin);
    cleanUps.push(() => asSuperuser(`drop database ${name} with (force)`, admin));
  };
  return { right, create, asSuper };
};

knowErrorsOfNode();

beforeAll(async () => {
  slack = await startLocalSlack({ now: machine.now, botToken, signingSecret, appToken });
  cleanUps.push(slack.stop);
}, databaseTimeoutMs);
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}, databaseTimeoutMs);

const diagnose = () => examineSetUp({ environment, server });

/** What the doctor says now: the first failed check with its advice, which is where one is to begin. */
const firstFailure = async (): Promise<string> => {
  const findings = await diagnose();
  expect(exitCodeOf(findings)).toBe(1);
  const lines = describeDiagnosis(findings).split('\n');
  const begin = lines.findIndex((line) => line.startsWith('✗ failed'));
  const rest = lines.slice(begin + 1);
  return [
    lines[begin],
    ...rest.slice(
      0,
      rest.findIndex((line) => !line.startsWith(' ')),
    ),
  ].join('\n');
};

/** The statements that an advice wants to be given to psql. */
const statementsIn = (advice: string): string => / -c '([^']+)'/.exec(advice)![1]!;

test(
  'the doctor leads from everything wrong to a set-up that works, fault by fault',
  async () => {
    const { right, create, asSuper } = await prepareDatabase();
    const others = createServer((_, response) => response.end('somebody else'));
    await once(others.listen(0), 'listening');
    const { port } = others.address() as { port: number };
    const onDatabase = (statement: string) => asSuperuser(statement, asSuper);
    const wrong = (change: (url: URL) => void): string => {
      const url = new URL(right);
      change(url);
      return url.href;
    };
    slack.scopes = ['commands', 'channels:read', 'groups:read'];
    slack.faults.always('auth.test', { kind: 'error', when: 'before', code: 'account_inactive' });
    const closed = await freePort();
    environment = {
      SLACK_BOT_TOKEN: 'a canary instead of a token',
      DATABASE_URL: 'mysql://canary@localhost/canary',
      SLACK_API_URL: `http://127.0.0.1:${closed}/api/`,
      PORT: String(port),
    };
    let mended = 0;
    /** Expects the doctor to name the fault and the way out, and goes that way. */
    const mend = async (problem: string, advice: string, repair: (said: string) => unknown) => {
      const said = await firstFailure();
      expect(said).toContain(problem);
      expect(said).toContain(advice);
      expect(said).not.toContain('canary');
      await repair(said);
      mended += 1;
    };

    const configuration = await firstFailure();
    for (const each of [
      'SLACK_BOT_TOKEN must begin with xoxb-',
      'DATABASE_URL must be a postgres:// address',
    ]) {
      expect(configuration).toContain(each);
      mended += 1;
    }
    environment.SLACK_BOT_TOKEN = 'xoxb-mistyped';
    environment.DATABASE_URL = wrong((url) => {
      url.hostname = 'nowhere.invalid';
    });
    await mend('SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN', 'Basic Information', () => {
      environment.SLACK_SIGNING_SECRET = signingSecret;
    });

    await mend('host in DATABASE_URL is not found', 'Correct the host in DATABASE_URL', () => {
      environment.DATABASE_URL = wrong((url) => {
        url.port = String(closed);
      });
    });
    await mend(
      'nothing listens at the host and port in DATABASE_URL',
      'correct the host and the port',
      () => {
        environment.DATABASE_URL = admin
          ? wrong((url) => {
              url.username = 'nobody_of_that_name';
            })
          : right.href;
      },
    );
    if (admin) {
      await mend('refuses the user or the password', 'correct DATABASE_URL', () => {
        environment.DATABASE_URL = right.href;
      });
      await mend('the database that DATABASE_URL names is not', 'createdb NAME', create);
    }
    await mend('migrations: not carried out: 0001-foundations.sql', 'Run "npm run migrate"', async () => {
      const pool = connect({ connectionString: right.href, server, onError: () => {} });
      await migrate(pool).finally(() => pool.end());
      // What can only go wrong in a database that is there.
      await onDatabase(`insert into schema_migrations values ('9999-later.sql', 'x')`);
      await onDatabase('alter table answers no force row level security');
      await onDatabase('alter table sessions disable row level security');
      if (admin) await onDatabase(`revoke microtraining_app, microtraining_dispatcher from ${name}`);
      else await onDatabase('alter role microtraining_app bypassrls');
    });
    await mend('the database is newer than this code: it has 9999-later.sql', 'git pull', () =>
      // As if the newer code had come.
      onDatabase(`delete from schema_migrations where name = '9999-later.sql'`),
    );
    await mend('roles: ', admin ? 'grant microtraining_app' : 'nobypassrls', (said) =>
      onDatabase(statementsIn(said)),
    );
    await mend('not on, or not forced, for answers, sessions', 'force row level security', (said) =>
      onDatabase(statementsIn(said)),
    );

    await mend("nothing listens at Slack's address", 'Leave SLACK_API_URL empty unless', () => {
      environment.SLACK_API_URL = slack.apiUrl;
    });
    await mend('the app has been removed from the workspace', 'Reinstall to Workspace', () => {
      slack.faults.clear();
      slack.faults.always('auth.test', { kind: 'error', when: 'before', code: 'token_revoked' });
    });
    await mend('has been revoked', 'Reinstall to Workspace', slack.faults.clear.bind(slack.faults));
    await mend('Slack does not know the token in SLACK_BOT_TOKEN', 'Bot User OAuth Token', () => {
      environment.SLACK_BOT_TOKEN = botToken;
    });
    await mend('missing: chat:write, users:read', 'Without chat:write there is no posting', () => {
      slack.scopes = [...slack.scopes, 'chat:write', 'users:read'];
    });
    await mend('another programme listens at PORT', 'Stop it', () => {
      others.close();
      others.closeAllConnections();
      return once(others, 'close');
    });

    const findings = await diagnose();
    expect(describeDiagnosis(findings)).toContain('\nAll is well.');
    expect(exitCodeOf(findings)).toBe(0);
    expect(mended).toBeGreaterThanOrEqual(10);

    const config = readConfig(environment);
    const bot = await startBot(
      {
        database: { url: config.DATABASE_URL, server },
        slack: config.slack,
        port: config.PORT,
      },
      {
        clocks: { machine, session },
        templates: readTemplates('en'),
        log: { info: () => {}, warn: () => {}, error: () => {} },
      },
    );
    cleanUps.push(bot.stop);
    // A database that is busy for a second makes the bot not ready for as long.
    const isReady = async () =>
      describeDiagnosis(await diagnose()).includes(`the bot runs at ${port} and is ready`);
    while (!(await isReady()));
  },
  2 * databaseTimeoutMs,
);

test('in Socket Mode it tries the app-level token', async () => {
  environment = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: 'xapp-mistyped',
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/none`,
    PORT: '0',
  };
  const intake = async () => (await diagnose()).find(({ check }) => check === 'intake')!;
  const found = await intake();
  expect(found).toMatchObject({
    verdict: 'failed',
    says: 'Slack does not know the token in SLACK_APP_TOKEN',
  });
  expect(found.remedies.join()).toContain('Generate one with the scope connections:write');

  environment.SLACK_APP_TOKEN = appToken;
  expect(await intake()).toMatchObject({ verdict: 'ok' });
});

test('what cannot be checked yet is shown as skipped, with what it waits for', async () => {
  environment = { PORT: '3000' };
  const findings = await diagnose();
  const text = describeDiagnosis(findings);
  expect(text).toContain('nothing is set, so that "npm start" runs the sandbox');
  expect(text).toContain('– skipped  ledger: configuration comes first');
  expect(findings.filter(({ verdict }) => verdict === 'skipped')).toHaveLength(16);
});

test('a Node that is too old is named', async () => {
  environment = {};
  const [old] = await examineSetUp({ environment, nodeVersion: '22.17.1' });
  const [fit] = await examineSetUp({ environment, nodeVersion: '22.18.0' });
  expect(old).toMatchObject({ check: 'Node', verdict: 'failed' });
  expect(fit).toMatchObject({ check: 'Node', verdict: 'ok' });
});
