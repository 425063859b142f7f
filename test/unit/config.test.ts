import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, readDatabaseUrl, readSandboxConfig } from '../../src/config.ts';

const http = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a-signing-secret',
  DATABASE_URL: 'postgres://bot@localhost/microtraining',
};
const { SLACK_SIGNING_SECRET: _, ...neither } = http;
const socket = { ...neither, SLACK_APP_TOKEN: 'xapp-1' };

/** What is said of a configuration that is refused. */
const problems = (environment: Record<string, string | undefined>): string[] => {
  try {
    readConfig(environment);
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.message.split('\n').slice(1);
    throw fault;
  }
  throw new Error('the configuration was expected to be refused');
};

describe('the configuration', () => {
  test('needs three settings over HTTP', () => {
    expect(readConfig(http)).toEqual({
      slack: { botToken: 'xoxb-1', apiUrl: undefined, mode: 'http', signingSecret: 'a-signing-secret' },
      teams: undefined,
      DATABASE_URL: 'postgres://bot@localhost/microtraining',
      PORT: 3000,
      LOG_LEVEL: 'info',
    });
  });

  test('needs an app-level token instead of the signing secret in Socket Mode', () => {
    expect(readConfig(socket).slack).toMatchObject({ mode: 'socket', appToken: 'xapp-1' });
  });

  test('means Socket Mode where both are set', () => {
    expect(readConfig({ ...http, ...socket }).slack).toMatchObject({ mode: 'socket', appToken: 'xapp-1' });
  });

  test('takes another host of Slack, a port and a log level', () => {
    const optional = { SLACK_API_URL: 'https://slack-gov.com/api/', PORT: '8080', LOG_LEVEL: 'debug' };
    expect(readConfig({ ...http, ...optional })).toMatchObject({
      slack: { apiUrl: optional.SLACK_API_URL },
      PORT: 8080,
      LOG_LEVEL: 'debug',
    });
  });

  test('treats an empty value as not set', () => {
    expect(readConfig({ ...http, PORT: '', SLACK_API_URL: '', SLACK_APP_TOKEN: '' })).toEqual(
      readConfig(http),
    );
  });

  test('names everything that is missing at once', () => {
    expect(problems({})).toEqual([
      '  SLACK_BOT_TOKEN (for Slack) or TEAMS_APP_ID (for Microsoft Teams), with what belongs to it, is not set',
      '  DATABASE_URL is not set',
    ]);
    expect(problems({ SLACK_API_URL: 'https://slack-gov.com/api/', TEAMS_CLOUD: 'government' })).toEqual([
      '  SLACK_BOT_TOKEN is not set',
      '  SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is not set',
      '  TEAMS_APP_ID is not set',
      '  TEAMS_TENANT_ID is not set',
      '  TEAMS_APP_PASSWORD (a client secret) or TEAMS_MANAGED_IDENTITY=yes is not set',
      '  DATABASE_URL is not set',
    ]);
  });

  test('is refused by half', () => {
    expect(problems(neither)).toEqual([
      '  SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is not set',
    ]);
    expect(problems({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual([
      '  SLACK_BOT_TOKEN is not set',
      '  DATABASE_URL is not set',
    ]);
  });

  test('names everything that is wrong at once, and no value of it', () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xapp-canary',
      SLACK_SIGNING_SECRET: 'canary',
      SLACK_APP_TOKEN: 'xoxb-canary',
      SLACK_API_URL: 'canary',
      DATABASE_URL: 'mysql://canary@localhost',
      PORT: 'canary',
      LOG_LEVEL: 'canary',
    };
    const said = problems(wrong);
    expect(said.map((line) => line.trim().split(' ')[0])).toEqual(Object.keys(wrong));
    expect(said.slice(0, 3)).toEqual([
      '  SLACK_BOT_TOKEN must begin with xoxb-',
      '  SLACK_SIGNING_SECRET is too short to be one',
      '  SLACK_APP_TOKEN must begin with xapp-',
    ]);
    expect(said.join('\n')).not.toContain('canary');
  });

  test('refuses a wrong token of the one way although the other way is complete', () => {
    expect(problems({ ...http, SLACK_APP_TOKEN: 'xoxb-1' })).toEqual([
      '  SLACK_APP_TOKEN must begin with xapp-',
    ]);
  });

  describe('of Teams', () => {
    const id = '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01';
    const { DATABASE_URL } = http;
    const teams = {
      TEAMS_APP_ID: id,
      TEAMS_TENANT_ID: id,
      TEAMS_APP_PASSWORD: 'a-client-secret',
      DATABASE_URL,
    };
    const { TEAMS_APP_PASSWORD: _, ...withoutPassword } = teams;

    test('is enough without one of Slack, and stands beside it', () => {
      const password = { kind: 'password', password: 'a-client-secret' };
      const both = readConfig({ ...http, ...teams });
      expect(readConfig(teams)).toMatchObject({ slack: undefined, teams: { appId: id, tenantId: id } });
      expect(both).toMatchObject({ slack: { botToken: 'xoxb-1' }, teams: { credential: password } });
    });

    test('takes the identity of the machine instead of a secret, not beside it', () => {
      const identity = { TEAMS_MANAGED_IDENTITY: 'yes' };
      expect(readConfig({ ...withoutPassword, ...identity }).teams).toMatchObject({
        credential: { kind: 'managed-identity' },
      });
      expect(problems({ ...teams, ...identity })).toEqual([
        '  TEAMS_APP_PASSWORD and TEAMS_MANAGED_IDENTITY=yes exclude one another',
      ]);
      expect(problems(withoutPassword)).toEqual([
        '  TEAMS_APP_PASSWORD (a client secret) or TEAMS_MANAGED_IDENTITY=yes is not set',
      ]);
    });

    test('looks nothing up unless it is told to', () => {
      const graph = 'https://dod-graph.microsoft.us';
      expect(readConfig(teams).teams).toMatchObject({ looksUp: false });
      expect(readConfig({ ...teams, TEAMS_LOOK_UPS: 'yes', TEAMS_GRAPH_URL: graph }).teams).toMatchObject({
        ...{ looksUp: true, cloud: { graphUrl: graph } },
      });
      expect(problems({ ...teams, TEAMS_LOOK_UPS: 'perhaps' })).toEqual([
        '  TEAMS_LOOK_UPS must be yes or no',
      ]);
    });

    test('refuses an empty app id: without one everybody would be let in', () => {
      expect(problems({ ...teams, TEAMS_APP_ID: '' })).toEqual(['  TEAMS_APP_ID is not set']);
      expect(problems({ ...teams, TEAMS_APP_ID: ' ' })[0]).toContain('TEAMS_APP_ID must be an id');
    });

    test('takes another cloud, by https alone', () => {
      const cloud = {
        TEAMS_CLOUD: 'government',
        TEAMS_SERVICE_URL: 'https://smba.infra.dod.teams.microsoft.us/teams/',
        TEAMS_SERVICE_HOSTS: 'SMBA.infra.dod.teams.microsoft.us,*.teams.example.com',
        TEAMS_WEB_URL: 'https://dod.teams.microsoft.us',
      };
      expect(readConfig({ ...teams, ...cloud }).teams?.cloud).toMatchObject({
        name: 'government',
        serviceUrl: cloud.TEAMS_SERVICE_URL,
        webUrl: 'https://dod.teams.microsoft.us',
        serviceHosts: ['smba.infra.dod.teams.microsoft.us', '*.teams.example.com'],
      });
      expect(
        problems({
          ...teams,
          TEAMS_CLOUD: 'canary',
          TEAMS_TOKEN_URL: 'http://canary/',
          TEAMS_SERVICE_HOSTS: '/',
        }),
      ).toEqual([
        '  TEAMS_CLOUD must be public or government',
        '  TEAMS_TOKEN_URL must be an https:// address',
        '  TEAMS_SERVICE_HOSTS must be hosts, with a comma between them',
      ]);
    });

    test('is called as it is named in its app package', () => {
      expect(readConfig(teams).teams).toMatchObject({ appName: 'Microtraining' });
      expect(readConfig({ ...teams, TEAMS_APP_NAME: 'Learn' }).teams).toMatchObject({ appName: 'Learn' });
      expect(problems({ ...teams, TEAMS_APP_NAME: 'Teams' })[0]).toContain('must not name Teams');
    });

    test('is not meant by what its app package holds', () => {
      const ofPackage = {
        PUBLIC_URL: 'https://bot.acme.com',
        TEAMS_DEVELOPER_NAME: 'Acme',
        TEAMS_APP_NAME: 'Learn',
      };
      expect(readConfig({ ...http, ...ofPackage }).teams).toBeUndefined();
      expect(readSandboxConfig(ofPackage)).toEqual({ PORT: 3000 });
      expect(readSandboxConfig({ TEAMS_APP_ID: id })).toBeUndefined();
      expect(readSandboxConfig({ SLACK_APP_TOKEN: 'xapp-1' })).toBeUndefined();
    });
  });

  test('asks nothing but the database of the commands that look at it', () => {
    expect(readDatabaseUrl({ DATABASE_URL: http.DATABASE_URL })).toBe(http.DATABASE_URL);
    expect(() => readDatabaseUrl({})).toThrow('DATABASE_URL is not set');
  });
});
