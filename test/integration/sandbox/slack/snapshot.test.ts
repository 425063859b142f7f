import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { LocalSlack } from '../../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts';

const botToken = 'xoxb-local-slack';
const now = () => new Date('2026-12-01T10:00:00+01:00');

let folder: string;
let file: string;
let slack: LocalSlack;
const start = async () => {
  slack = await startLocalSlack({ now, botToken, signingSecret: 'only-for-tests', keepIn: file });
  return new WebClient(botToken, { slackApiUrl: slack.apiUrl });
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microtraining-'));
  file = join(folder, 'slack.json');
});
afterEach(async () => {
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

test('people, messages with their history, private notes and Home tabs outlive a restart', async () => {
  const client = await start();
  expect(slack.restored).toBe(false);
  slack.addPerson('Hal', { tz: 'Europe/Dublin' });
  const channel = slack.channel('team-sales').id;
  const posted = await client.chat.postMessage({ channel, text: 'for <@U0BEN>' });
  await client.chat.update({ channel, ts: posted.ts!, text: 'changed' });
  const gone = await client.chat.postMessage({ channel, text: 'gone' });
  await client.chat.delete({ channel, ts: gone.ts! });
  await client.chat.postEphemeral({ channel, user: 'U0BEN', text: 'only you' });
  await client.chat.postMessage({ channel: 'U0ANA', text: 'your desk' });
  await client.views.publish({
    user_id: 'U0BEN',
    view: { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'home' } }] },
  });
  const before = slack
    .channel('team-sales')
    .messages.map(({ ts, plainText, edits, mentions, deletedAt }) => ({
      ts,
      plainText,
      edits,
      mentions,
      deletedAt,
    }));
  await slack.stop();

  await start();

  expect(slack.restored).toBe(true);
  expect(slack.channel('team-sales').messages).toMatchObject(before);
  expect(before[0]).toMatchObject({ plainText: 'changed', edits: 1, mentions: ['U0BEN'] });
  expect(
    slack
      .person('Ben')
      .sees('team-sales')
      .map(({ text }) => text),
  ).toEqual(['changed', 'only you']);
  expect(slack.person('Ben').home?.text).toBe('home');
  expect(slack.person('Hal').sees('team-sales')).toHaveLength(1);
  expect(slack.directMessages('Ana').map(({ text }) => text)).toEqual(['your desk']);
  // The clock stands still, and yet nothing gets a name twice.
  expect(Number(slack.person('Ben').say('team-sales', 'new').ts)).toBeGreaterThan(Number(before[1]!.ts));
});

test('the file is whole after each change, without a goodbye', async () => {
  await start();
  slack.person('Ana').say('random', 'the first message');
  while (!existsSync(file)) await setImmediate();
  for (let count = 0; count < 20; count++) {
    slack.person('Ana').say('random', `message ${count}`);
    let text: string;
    do {
      text = await readFile(file, 'utf8');
      expect(JSON.parse(text)).toMatchObject({ users: expect.any(Array) });
    } while (!text.includes(`message ${count}`));
  }
});

test('a file of another version, or of none, is put aside', async () => {
  for (const text of ['{"version":0}', 'no JSON']) {
    await writeFile(file, text);
    await start();
    expect(slack.restored).toBe(false);
    expect(await readFile(`${file}.old`, 'utf8')).toBe(text);
    await slack.stop();
  }
  expect((await readdir(folder)).toSorted()).toEqual(['slack.json', 'slack.json.old']);
});
