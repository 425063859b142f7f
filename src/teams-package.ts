import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readTeamsPackageSettings, type TeamsPackageSettings } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { teamsEndpoint } from './teams/teams-app.ts';
import { appReads } from './texts/en/teams.ts';

/**
 * `npm run teams:package`: writes the app package that an administrator uploads to Teams, for this deployment's
 * settings. `--out PATH` writes it elsewhere. Exits with 1, and writes nothing, where a setting is wrong.
 */
const folder = join(import.meta.dirname, '../manifests/teams');
const read = (name: string) => readFile(join(folder, name));

/** Where each setting comes from. */
const sources: Readonly<Record<keyof TeamsPackageSettings, string>> = {
  TEAMS_APP_ID: 'the Application (client) ID of the bot’s registration, at https://portal.azure.com',
  PUBLIC_URL: 'the https address that leads to the bot’s port, e.g. https://learning.your-company.com',
  TEAMS_DEVELOPER_NAME: 'who runs the bot, as people know them, e.g. your company',
  TEAMS_WEBSITE_URL: 'a page that says where to get help, open without signing in',
  TEAMS_PRIVACY_URL: 'your privacy policy, open without signing in',
  TEAMS_TERMS_URL: 'your terms of use, open without signing in',
  TEAMS_APP_NAME: 'leave it empty for Microtraining',
  TEAMS_PACKAGE_VERSION: 'leave it empty for 1.0.0; each package that you upload again needs a higher one',
  TEAMS_LOOK_UPS: 'leave it empty unless the bot is to look up whether its messages stand',
};

const isSetting = (name: string): name is keyof TeamsPackageSettings => Object.hasOwn(sources, name);

const describeProblems = ({ message, problems }: ConfigError): string => {
  const [headline] = message.split('\n');
  const lines = problems.map((problem) => {
    const [name = ''] = problem.split(' ');
    return isSetting(name) ? `  ${problem} (${sources[name]}).` : `  ${problem}.`;
  });
  return [headline, ...lines, 'Set them in the environment, or in the file .env.'].join('\n');
};

/** The libraries that check and pack are of development: a package is made on a desk, never where the bot runs. */
const loadPacker = async () => {
  try {
    return await import('./teams/app-package.ts');
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ERR_MODULE_NOT_FOUND')) throw fault;
    return undefined;
  }
};

const makePackage = async (out: string): Promise<string> => {
  const settings = readTeamsPackageSettings();
  const packer = await loadPacker();
  if (!packer) throw new Refusal('A library is missing. Run "npm ci" without --omit=dev, then this again.');
  const { hostname, origin } = new URL(settings.PUBLIC_URL);
  const looksUp = settings.TEAMS_LOOK_UPS === 'yes';
  const templates = [await read('manifest.json'), ...(looksUp ? [await read('look-ups.json')] : [])].map(
    String,
  );
  const reads = looksUp ? appReads.channels : appReads.mentions;
  const manifest = packer.fillInManifest(templates, { ...settings, PUBLIC_HOST: hostname, READS: reads });
  const problems = await packer.problemsOfManifest(manifest);
  if (problems.length > 0) {
    throw new Refusal(
      `Microsoft's schema refuses the manifest:\n${problems.map((one) => `  ${one}`).join('\n')}`,
    );
  }
  const [color, outline] = await Promise.all([read('color.png'), read('outline.png')]);
  await writeFile(out, packer.zipAppPackage({ manifest, color, outline }));
  return [
    `${out} is ready: upload it at https://admin.teams.microsoft.com → Teams apps → Manage apps, then add it to a team.`,
    ...(looksUp
      ? ['Who adds it to a team lets it read what is written in the team’s channels (look-ups).']
      : []),
    `At https://portal.azure.com the bot's messaging endpoint has to be ${origin}${teamsEndpoint}, with the channel Microsoft Teams.`,
  ].join('\n');
};

/** Why there is no package, in words that say what to do. */
class Refusal extends Error {}

const describe = (fault: unknown): string => {
  if (fault instanceof ConfigError) return describeProblems(fault);
  // What Node says of a wrong option or an unwritable path needs no stack.
  const isPlain = fault instanceof Refusal || (fault instanceof Error && 'code' in fault);
  return isPlain ? fault.message : describeFault(fault);
};

try {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'microtraining-teams.zip' } } });
  process.stdout.write(`${await makePackage(values.out)}\n`);
} catch (fault) {
  process.stderr.write(`${describe(fault)}\n`);
  process.exitCode = 1;
}
