import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { filesInImage, readProjectFile } from '../support/image.ts';

type Service = {
  image: string;
  command?: string[];
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
} & Record<string, unknown>;

const compose = parse(readProjectFile('docker-compose.yml'), { merge: true }) as {
  services: Record<'postgres' | 'migrate' | 'bot', Service>;
  volumes: Record<string, unknown>;
};
const { postgres, migrate, bot } = compose.services;

/** Every setting that a schema of config.ts names: those of the bot, then those of its app package for Teams. */
const [botSettings = [], packageSettings = []] = readProjectFile('src/config.ts')
  .split('const teamsPackageSchema')
  .map((part) => [...part.matchAll(/^ {2,4}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name!));
const settings = [...new Set([...botSettings, ...packageSettings])];
/** How the file takes a value over from .env; empty where it is not set there, so that the file is always valid. */
const fromEnv = (name: string) => `\${${name}:-}`;

const example = parseEnv(readProjectFile('.env.example'));

describe('docker-compose.yml', () => {
  test('starts the bot after the migration, and that after a database that answers', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'bot']);
    expect(postgres.healthcheck?.test).toContain('pg_isready');
    expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(bot.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(filesInImage()).toContain(migrate.command?.at(-1));
  });

  test.each([
    ['the migration', migrate],
    ['the bot', bot],
  ])('gives %s no rights, no root file system to write to, and time to stop', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      tmpfs: '/tmp',
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      init: true,
      stop_grace_period: '10s',
    });
    expect(service).not.toHaveProperty('privileged');
    expect(service).not.toHaveProperty('user');
    expect(service.volumes).toBeUndefined();
  });

  test('hands the bot every setting of its own', () => {
    // The port is one of this machine; inside it is always the same, which the image exposes.
    const inside = [...botSettings.filter((name) => name !== 'PORT'), 'PGPASSWORD'];
    expect(Object.keys(bot.environment).sort()).toEqual(inside.sort());
    expect(bot.ports).toEqual([`127.0.0.1:\${PORT:-3000}:3000`]);
    expect(Object.keys(migrate.environment)).toEqual(['DATABASE_URL', 'PGPASSWORD']);
  });

  test('holds no secret: everything that is one comes from .env', () => {
    const { DATABASE_URL, PGPASSWORD, ...others } = bot.environment;
    expect(migrate.environment).toEqual({ DATABASE_URL, PGPASSWORD });
    expect(PGPASSWORD).toBe(fromEnv('POSTGRES_PASSWORD'));
    expect(others).toEqual(Object.fromEntries(Object.keys(others).map((name) => [name, fromEnv(name)])));
    const { hostname, username, password, pathname } = new URL(DATABASE_URL!);
    expect({ hostname, password }).toEqual({ hostname: 'postgres', password: '' });
    expect(postgres.environment).toEqual({
      POSTGRES_USER: username,
      POSTGRES_DB: pathname.slice(1),
      POSTGRES_PASSWORD: fromEnv('POSTGRES_PASSWORD'),
    });
  });

  test('keeps the database in a volume with a name, and to itself', () => {
    expect(postgres.image).toMatch(/^postgres:\d+-[a-z]+$/);
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(compose.volumes).toHaveProperty('postgres');
    expect(postgres.ports).toBeUndefined();
  });
});

describe('.env.example', () => {
  test('names every setting there is, and the one that only docker-compose.yml reads', () => {
    expect(Object.keys(example).sort()).toEqual([...settings, 'POSTGRES_PASSWORD'].sort());
  });

  test('says something of each', () => {
    const lines = readProjectFile('.env.example').split('\n');
    const bare = lines.filter((line, at) => /^[A-Z]/.test(line) && !lines[at - 1]?.startsWith('# '));
    expect(bare).toEqual([]);
  });

  test('holds no secret, and needs nothing but secrets', () => {
    const secrets = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-signing-secret' };
    const others = ['SLACK_APP_TOKEN', 'TEAMS_APP_PASSWORD', 'POSTGRES_PASSWORD'];
    for (const name of [...Object.keys(secrets), ...others]) {
      expect(example[name]).toBe('');
    }
    expect(readConfig({ ...example, ...secrets })).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info' });
  });

  test('is kept out of git and of the image once it is filled in', () => {
    expect(readProjectFile('.gitignore').split('\n')).toContain('.env');
    expect(filesInImage()).not.toContain('.env');
  });
});

test('README says what each setting is', () => {
  const table = [...readProjectFile('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)` +\|/gm)].map(
    ([, name]) => name,
  );
  expect(table.sort()).toEqual([...settings].sort());
});
