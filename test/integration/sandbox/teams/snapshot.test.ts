import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openStage, type Stage, withCard } from './raw-bot.ts';

let folder: string;
let file: string;
let stage: Stage;
const start = async () => {
  stage = await openStage({ keepIn: file });
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microtraining-'));
  file = join(folder, 'teams.json');
});
afterEach(async () => {
  await stage.stop();
  await rm(folder, { recursive: true, force: true });
});

test('people, teams, messages with their history, own cards and dialogs outlive a restart', async () => {
  await start();
  expect(stage.teams.restored).toBe(false);
  const card = { actions: [{ type: 'Action.Execute', title: '4', verb: 'answer' }] };
  const open = { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' } } };
  const root = await stage.post('team-sales', withCard(card));
  await stage.send(root.id, { text: 'Prompt' });
  stage.teams.addPerson('Hal', { zone: 'Europe/Dublin', role: 'guest' });
  stage.teams.addTeam('Legal', { installed: false });
  stage.teams.person('Caro').react(root.activityId, 'like');
  stage.respond(() => ({
    body: {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { body: [{ type: 'TextBlock', text: 'Saved' }], actions: [open] },
    },
  }));
  await stage.teams.person('Ben').click('4');
  stage.respond(() => ({
    body: {
      task: {
        type: 'continue',
        value: { title: 'List', card: (withCard(card).attachments as unknown[])[0] },
      },
    },
  }));
  await stage.teams.person('Ben').click('Open');
  await stage.teams.activitiesDelivered();
  const messages = JSON.stringify(stage.teams.channel('team-sales').messages);
  const ids = stage.heard.map(({ id }) => id);
  await stage.stop();

  await start();

  expect(stage.teams.restored).toBe(true);
  expect(JSON.stringify(stage.teams.channel('team-sales').messages)).toBe(messages);
  expect(messages).toContain('Prompt');
  const ben = stage.teams.person('Ben');
  expect(ben.sees('team-sales')[0]).toMatchObject({
    text: 'Saved\n[Open]',
    ownCard: true,
    reactions: { like: 1 },
  });
  expect(ben.dialog?.title).toBe('List');
  expect(stage.teams.person('Hal')).toMatchObject({ zone: 'Europe/Dublin', role: 'guest' });
  expect(stage.teams.team('Legal').isInstalled).toBe(false);
  // The clock stands still, and yet nothing gets an id twice.
  ben.say('team-sales', '@Microtraining help');
  stage.teams.person('Caro').react(root.activityId, 'heart');
  await stage.teams.activitiesDelivered();
  for (const { id } of stage.heard) expect(ids).not.toContain(id);
  expect(stage.heard).toHaveLength(2);
});

test('a file of another version, or of none, is put aside', async () => {
  for (const text of ['{"version":0}', 'no JSON']) {
    await writeFile(file, text);
    await start();
    expect(stage.teams.restored).toBe(false);
    expect(await readFile(`${file}.old`, 'utf8')).toBe(text);
    stage.teams.person('Ana').say('random', 'Hi');
    await stage.stop();
  }
  await start();
  expect(stage.teams.channel('random').messages).toMatchObject([{ text: 'Hi' }]);
  await stage.stop();
  expect((await readdir(folder)).toSorted()).toEqual(['teams.json', 'teams.json.old']);
});
