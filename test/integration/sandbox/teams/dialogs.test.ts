import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../src/sandbox/teams/json.ts';
import { openStage, type Reply, type Stage, withCard } from './raw-bot.ts';

const opener = {
  actions: [
    { type: 'Action.Submit', title: 'Write my list', data: { msteams: { type: 'task/fetch' }, session: 7 } },
  ],
};
const form = {
  body: [
    { type: 'TextBlock', text: 'Find all five' },
    {
      type: 'Input.Text',
      id: 'list',
      label: 'One sign per line',
      isMultiline: true,
      isRequired: true,
      errorMessage: 'Write one',
    },
    {
      type: 'Input.ChoiceSet',
      id: 'days',
      label: 'Days',
      isMultiSelect: true,
      choices: [
        { title: 'Monday', value: 'mon' },
        { title: 'Friday', value: 'fri' },
      ],
    },
    { type: 'Input.Toggle', id: 'name', title: 'With my name' },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Send', data: { kind: 'list' } },
    { type: 'Action.Submit', title: 'Skip', data: { kind: 'skip' }, associatedInputs: 'none' },
  ],
};
const task = (type: string, value: unknown): Reply => ({ body: { task: { type, value } } });
const dialog = (card: Json, title = 'Find all five'): Reply =>
  task('continue', { title, ...(withCard(card).attachments as Json[]).map((one) => ({ card: one }))[0] });

describe('Dialogs', () => {
  let stage: Stage;
  let root: { id: string; activityId: string };
  beforeEach(async () => {
    stage = await openStage();
    root = await stage.post('team-sales', withCard(opener));
    stage.respond(() => dialog(form));
  });
  afterEach(() => stage.stop());

  const ben = () => stage.teams.person('Ben');
  const latest = () => stage.heard.at(-1);

  test('A button asks for a dialog, which opens for who pressed it', async () => {
    expect(await ben().click('Write my list')).toMatchObject({ status: 200 });
    expect(latest()).toMatchObject({
      type: 'invoke',
      name: 'task/fetch',
      replyToId: root.activityId,
      conversation: { id: root.id },
      value: { data: { msteams: { type: 'task/fetch' }, session: 7 }, context: { theme: 'default' } },
    });
    expect(ben().dialog).toMatchObject({
      title: 'Find all five',
      text: 'Find all five\nOne sign per line: \nDays: \nWith my name: false\n[Send] [Skip]',
      buttons: ['Send', 'Skip'],
    });
    expect(stage.teams.person('Caro').dialog).toBeUndefined();
  });

  test('What is required is checked by Teams; then the bot gets data and inputs, and the dialog closes', async () => {
    await ben().click('Write my list');
    expect(await ben().submit()).toMatchObject({ status: 0, errors: { list: 'Write one' } });
    expect(ben().dialog?.text).toContain('One sign per line: \n⚠ Write one');
    expect(stage.heard).toHaveLength(1);
    ben().set('One sign', 'zero in micros0ft');
    ben().choose('Days', 'Fri');
    ben().choose('Days', 'Monday');
    ben().choose('Days', 'Friday');
    ben().choose('Days', 'Friday');
    ben().set('With my name', 'true');
    expect(ben().dialog?.text).toContain('Days: Monday, Friday');
    stage.respond(() => ({}));
    expect(await ben().submit()).toMatchObject({ status: 200 });
    expect(latest()).toMatchObject({
      name: 'task/submit',
      replyToId: root.activityId,
      conversation: { id: root.id },
      value: { data: { kind: 'list', list: 'zero in micros0ft', days: 'mon,fri', name: 'true' } },
    });
    expect(ben().dialog).toBeUndefined();
    await expect(ben().submit()).rejects.toThrow('no dialog');
  });

  test('A submit without inputs brings none and checks none', async () => {
    await ben().click('Write my list');
    stage.respond(() => ({}));
    await ben().click('Skip');
    const value = { data: { kind: 'skip' }, context: { theme: 'default' } };
    expect(latest()).toHaveProperty('value', value);
  });

  test('The answer may be another dialog, or a message', async () => {
    await ben().click('Write my list');
    ben().set('One sign', 'hurry');
    stage.respond(() =>
      dialog({ body: [{ type: 'TextBlock', text: 'Second step' }], actions: form.actions }, 'Step 2'),
    );
    await ben().submit();
    expect(ben().dialog).toMatchObject({ title: 'Step 2', values: {} });
    stage.respond(() => task('message', 'Saved'));
    expect(await ben().submit()).toMatchObject({ message: 'Saved' });
    expect(ben().dialog).toBeUndefined();
    expect(await ben().click('Write my list')).toMatchObject({ message: 'Saved' });
    expect(ben().dialog).toBeUndefined();
  });

  test('When the bot fails, the dialog stays with what was typed', async () => {
    await ben().click('Write my list');
    ben().set('One sign', 'hurry');
    stage.respond(() => ({ status: 500 }));
    expect(await ben().submit()).toMatchObject({ error: 'Something went wrong. Please try again.' });
    expect(ben().dialog?.values.list).toBe('hurry');
    stage.respond(() => ({ body: { task: { type: 'continue', value: { title: 'No card' } } } }));
    expect(await ben().click('Write my list')).toMatchObject({ error: expect.any(String) });
  });

  test('People are picked from the directory, and known there by its ids', async () => {
    const { teams } = stage;
    const picker = {
      type: 'Input.ChoiceSet',
      id: 'lead',
      label: 'Lead',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      value: teams.person('Ana').aadObjectId,
    };
    stage.respond(() => dialog({ body: [picker], actions: form.actions }));
    await ben().click('Write my list');
    expect(ben().dialog?.text).toContain('Lead: Ana');
    ben().choose('Lead', 'Caro');
    expect(ben().dialog?.text).toContain('Lead: Caro');
    await ben().submit();
    expect(latest()).toMatchObject({ value: { data: { lead: teams.person('Caro').aadObjectId } } });
    expect(() => ben().choose('Lead', 'Nobody')).toThrow('There is no choice');
  });

  test('A dialog is closed without a word to the bot', async () => {
    await ben().click('Write my list');
    ben().close();
    expect(ben().dialog).toBeUndefined();
    expect(stage.heard).toHaveLength(1);
    expect(() => ben().close()).toThrow('no dialog');
  });

  test('The app’s action command opens a dialog in the compose box, which nobody else sees', async () => {
    expect(await ben().openExtension('plan', { in: 'team-sales' })).toMatchObject({ status: 200 });
    expect(latest()).toMatchObject({
      name: 'composeExtension/fetchTask',
      conversation: { id: stage.teams.channel('team-sales').id },
      value: { commandId: 'plan', commandContext: 'compose', context: { theme: 'default' } },
    });
    ben().set('One sign', 'hurry');
    stage.respond(() => dialog(form, 'Step 2'));
    await ben().submit();
    expect(latest()).toMatchObject({
      name: 'composeExtension/submitAction',
      value: { commandId: 'plan', commandContext: 'compose', data: { kind: 'list', list: 'hurry' } },
    });
    expect(ben().dialog?.title).toBe('Step 2');
    ben().set('One sign', 'again');
    stage.respond(() => ({
      body: { composeExtension: { type: 'result', attachmentLayout: 'list', ...withCard(opener) } },
    }));
    expect(await ben().submit()).toMatchObject({ card: { type: 'AdaptiveCard' } });
    expect(ben().dialog).toBeUndefined();
    expect(stage.teams.channel('team-sales').messages).toHaveLength(1);
    expect(latest()).not.toHaveProperty('replyToId');
  });

  test('From the command box the command says so', async () => {
    await ben().openExtension('plan', { in: 'dm', context: 'commandBox' });
    expect(latest()).toMatchObject({
      value: { commandContext: 'commandBox' },
      conversation: { id: stage.teams.directChat('Ben').id },
    });
  });
});
