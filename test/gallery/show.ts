import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as slack from '../support/gallery-on-slack.ts';
import * as teams from '../support/gallery-on-teams.ts';

/** `npm run gallery`: shows everything that the bot says as people read it, and stores it for the tests. */
const { values } = parseArgs({ options: { platform: { type: 'string', default: 'slack' } } });

const store = (platform: string, files: ReadonlyMap<string, string>): void => {
  const folder = join(import.meta.dirname, platform);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};

store('slack', slack.storedGallery());
store('teams', teams.storedGallery());
const texts =
  values.platform === 'teams'
    ? teams.galleryOnTeams.filter(({ entry }) => entry.sample.name === 'typical').map(teams.readable)
    : slack.galleryOnSlack.filter(({ entry }) => entry.sample.name === 'typical').map(slack.readable);
process.stdout.write(texts.map((text) => `${text}\n\n`).join(''));
