import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { ConfigError, readTeamsPackageSettings } from '../../src/config.ts';
import { teamsEndpoint } from '../../src/teams/teams-app.ts';
import { projectRoot, readProjectFile } from '../support/image.ts';
import { required } from '../support/teams-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'microtraining-teams-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Run = { code: number; out: string; err: string };

/** Runs `npm run teams:package` without npm, with these settings and no others. */
const makePackage = (
  environment: Record<string, string>,
  { out = 'package.zip', options = [] }: { out?: string; options?: string[] } = {},
): Promise<Run> =>
  new Promise((resolve) => {
    const programme = [...options, join(projectRoot, 'src/teams-package.ts'), '--out', out];
    execFile(process.execPath, programme, { cwd: folder, env: environment }, (fault, stdout, stderr) =>
      resolve({ code: fault === null ? 0 : Number(fault.code), out: stdout, err: stderr }),
    );
  });

describe('the app package', () => {
  let run: Run;
  let files: Record<string, Uint8Array>;
  beforeAll(async () => {
    run = await makePackage(required);
    files = unzipSync(readFileSync(join(folder, 'package.zip')));
  });

  test('holds three files at its root, the icons among them as they are in the project', () => {
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    for (const icon of ['color.png', 'outline.png']) {
      expect(readFileSync(join(projectRoot, 'manifests/teams', icon)).equals(files[icon]!)).toBe(true);
    }
  });

  test('holds a manifest for the host of the address, with nothing left to fill in', () => {
    const text = Buffer.from(files['manifest.json']!).toString();
    expect(JSON.parse(text)).toMatchObject({
      id: required.TEAMS_APP_ID,
      validDomains: ['learning.acme-corp.com'],
    });
    expect(text).not.toContain('{{');
  });

  test('has the same bytes whenever and wherever it is made', async () => {
    await makePackage({ ...required, TZ: 'Pacific/Auckland' }, { out: 'again.zip' });
    expect(readFileSync(join(folder, 'again.zip')).equals(readFileSync(join(folder, 'package.zip')))).toBe(
      true,
    );
  });

  test('is announced with what to do next, in two lines', () => {
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out.trim().split('\n')).toEqual([
      expect.stringMatching(/^package\.zip .*https:\/\/admin\.teams\.microsoft\.com/),
      expect.stringContaining(`https://learning.acme-corp.com${teamsEndpoint},`),
    ]);
  });
});

describe('a wrong setting', () => {
  const problems = (changes: Record<string, string>): readonly string[] => {
    try {
      readTeamsPackageSettings({ ...required, ...changes });
      return [];
    } catch (fault) {
      if (fault instanceof ConfigError) return fault.problems;
      throw fault;
    }
  };
  const address = 'must be an https:// address of yours: no localhost, no IP address, no example';

  test.each([
    ['TEAMS_APP_ID', 'my-bot', 'must be an id like 01234567-89ab-cdef-0123-456789abcdef'],
    ['PUBLIC_URL', 'learning.acme-corp.com', address],
    ['PUBLIC_URL', 'http://learning.acme-corp.com', address],
    ['PUBLIC_URL', 'https://localhost:3000', address],
    ['PUBLIC_URL', 'https://192.168.0.7', address],
    ['PUBLIC_URL', 'https://[::1]', address],
    ['PUBLIC_URL', 'https://intranet', address],
    ['PUBLIC_URL', 'https://me:secret@learning.acme-corp.com', address],
    ['PUBLIC_URL', 'https://learning.acme-corp.com/api/messages', 'must have nothing after its host'],
    ['TEAMS_DEVELOPER_NAME', 'A'.repeat(33), 'must have at most 32 characters'],
    ['TEAMS_WEBSITE_URL', 'https://www.example.com/help', address],
    ['TEAMS_PRIVACY_URL', 'https://privacy.example', address],
    ['TEAMS_TERMS_URL', 'see our website', address],
    ['TEAMS_APP_NAME', 'Learning for Teams', 'must not name Teams, a part of it or a product of Microsoft'],
    ['TEAMS_APP_NAME', 'A'.repeat(31), 'must have at most 30 characters'],
    ['TEAMS_PACKAGE_VERSION', '1.1', 'must be like 1.0.1'],
    ['TEAMS_PACKAGE_VERSION', '0.1.0', 'must be like 1.0.1'],
  ])('%s = %s is refused by name, without its value', (name, value, problem) => {
    expect(problems({ [name]: value })).toEqual([`${name} ${problem}`]);
  });

  test.each([
    ['PUBLIC_URL', 'https://Learning.Acme-Corp.com:8443/'],
    ['TEAMS_APP_NAME', 'Wordsmiths’ quarter of an hour'],
    ['TEAMS_APP_NAME', ''],
    ['TEAMS_PACKAGE_VERSION', '10.20.30'],
  ])('is not %s = %s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([]);
  });

  test('ends the programme with all of them at once, where to find each, and no package', async () => {
    const { code, out, err } = await makePackage({ TEAMS_TERMS_URL: 'http://terms' }, { out: 'none.zip' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    const [headline, ...lines] = err.trim().split('\n');
    expect(headline).toBe('The configuration is not complete:');
    expect(lines).toHaveLength(7);
    for (const [index, name] of Object.keys(required).entries()) {
      expect(lines[index]).toMatch(new RegExp(`^ {2}${name} (is not set|must be .*) \\(\\S.{20,}\\)\\.$`));
    }
    expect(err).not.toContain('http://terms');
    expect(readdirSync(folder)).not.toContain('none.zip');
  });
});

describe('npm run teams:package', () => {
  test('is called so', () => {
    expect(readProjectFile('package.json')).toMatch(/"teams:package": "node .* src\/teams-package\.ts"/);
  });

  test('says what to do where the libraries of development are not installed', async () => {
    const without = `import { registerHooks } from 'node:module';
      registerHooks({ resolve: (name, context, next) => {
        if (name !== 'fflate') return next(name, context);
        throw Object.assign(new Error('not there'), { code: 'ERR_MODULE_NOT_FOUND' });
      } });`;
    const options = ['--import', `data:text/javascript,${encodeURIComponent(without)}`];
    expect(await makePackage(required, { out: 'none.zip', options })).toEqual({
      code: 1,
      out: '',
      err: 'A library is missing. Run "npm ci" without --omit=dev, then this again.\n',
    });
  });

  test('says in one line that it cannot write where it was told to', async () => {
    const { code, err } = await makePackage(required, { out: 'no-such-folder/package.zip' });
    expect(code).toBe(1);
    expect(err.trim()).toMatch(/^ENOENT.*no-such-folder\/package\.zip'$/);
  });
});
