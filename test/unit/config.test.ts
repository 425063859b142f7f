import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, readDatabaseUrl } from '../../src/config.ts';

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
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_INTAKE: { mode: 'http', signingSecret: 'a-signing-secret' },
      DATABASE_URL: 'postgres://bot@localhost/microtraining',
      PORT: 3000,
      LOG_LEVEL: 'info',
    });
  });

  test('needs an app-level token instead of the signing secret in Socket Mode', () => {
    expect(readConfig(socket).SLACK_INTAKE).toEqual({ mode: 'socket', appToken: 'xapp-1' });
  });

  test('means Socket Mode where both are set', () => {
    expect(readConfig({ ...http, ...socket }).SLACK_INTAKE).toEqual({ mode: 'socket', appToken: 'xapp-1' });
  });

  test('takes another host of Slack, a port and a log level', () => {
    const optional = { SLACK_API_URL: 'https://slack-gov.com/api/', PORT: '8080', LOG_LEVEL: 'debug' };
    expect(readConfig({ ...http, ...optional })).toMatchObject({ ...optional, PORT: 8080 });
  });

  test('treats an empty value as not set', () => {
    expect(readConfig({ ...http, PORT: '', SLACK_API_URL: '', SLACK_APP_TOKEN: '' })).toEqual(
      readConfig(http),
    );
  });

  test('names everything that is missing at once', () => {
    expect(problems({})).toEqual([
      '  SLACK_BOT_TOKEN is not set',
      '  DATABASE_URL is not set',
      '  SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is not set',
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

  test('asks nothing but the database of the commands that look at it', () => {
    expect(readDatabaseUrl({ DATABASE_URL: http.DATABASE_URL })).toBe(http.DATABASE_URL);
    expect(() => readDatabaseUrl({})).toThrow('DATABASE_URL is not set');
  });
});
