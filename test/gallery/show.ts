import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { galleryOnSlack, readable, storedGallery } from '../support/gallery-on-slack.ts';

/** `npm run gallery`: shows everything that the bot says as people read it, and stores it for the tests. */
const folder = join(import.meta.dirname, 'slack');
rmSync(folder, { recursive: true, force: true });
for (const [name, text] of storedGallery()) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
for (const shown of galleryOnSlack) {
  if (shown.entry.sample.name === 'typical') process.stdout.write(`${readable(shown)}\n\n`);
}
