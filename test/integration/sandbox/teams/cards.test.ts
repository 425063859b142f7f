import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../src/sandbox/teams/json.ts';
import { openStage, type Reply, type Stage, withCard } from './raw-bot.ts';

const line = (text: string) => ({ type: 'TextBlock', text });
const button = (title: string, data: Json = {}) => ({ type: 'Action.Execute', title, verb: 'answer', data });
const prompt = {
  body: [
    line('How many signs?'),
    { type: 'ActionSet', actions: [button('4', { n: 4 }), button('5', { n: 5 })] },
  ],
  actions: [{ type: 'Action.OpenUrl', title: 'Help', url: 'https://example.com/help' }],
};
const cardAnswer = (text: string): Reply => ({
  body: {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: { type: 'AdaptiveCard', version: '1.5', body: [line(text)], actions: [button('Change')] },
  },
});

describe('Buttons on cards', () => {
  let stage: Stage;
  let root: { id: string; activityId: string };
  beforeEach(() => open());
  afterEach(() => stage.stop());

  const open = async (options: Parameters<typeof openStage>[0] = {}) => {
    stage = await openStage(options);
    root = await stage.post('team-sales', withCard(prompt));
  };
  const seen = (name: string) => stage.teams.person(name).sees('team-sales')[0];
  const update = (card: Json) =>
    stage.call('PUT', `v3/conversations/${encodeURIComponent(root.id)}/activities/${root.activityId}`, {
      type: 'message',
      ...withCard(card),
    });

  test('Execute is an invoke that names verb, data, message and thread', async () => {
    stage.respond(() => cardAnswer('Saved: 5'));
    const ben = stage.teams.person('Ben');
    expect(await ben.click('5')).toMatchObject({ status: 200 });
    expect(stage.heard).toMatchObject([
      {
        type: 'invoke',
        name: 'adaptiveCard/action',
        id: expect.stringMatching(/^f:/),
        replyToId: root.activityId,
        conversation: { id: root.id, conversationType: 'channel' },
        from: { id: ben.id, aadObjectId: ben.aadObjectId },
        value: {
          action: { type: 'Action.Execute', title: '5', verb: 'answer', data: { n: 5 } },
          trigger: 'manual',
        },
        channelData: { source: { name: 'message' }, legacy: { replyToId: root.activityId } },
      },
    ]);
  });

  test('The card in the answer is seen by the one who pressed, until the message is edited', async () => {
    stage.respond(() => cardAnswer('Saved: 4'));
    await stage.teams.person('Ben').click('4');
    expect(seen('Ben')).toMatchObject({ text: 'Saved: 4\n[Change]', ownCard: true });
    expect(seen('Caro')).toMatchObject({ text: 'How many signs?\n[4] [5]\n[Help]', ownCard: false });
    expect(stage.teams.channel('team-sales').messages[0]?.edits).toBe(0);
    expect(stage.teams.person('Ben').buttons()).toEqual(['Change']);
    await stage.teams.person('Ben').click('Change');
    await update({ body: [line('Over')] });
    expect(seen('Ben')).toMatchObject({ text: 'Over', ownCard: false });
  });

  test('If so wished, an own card outlives an edit, but no restart of the client', async () => {
    stage.teams.keepOwnCards = true;
    stage.respond(() => cardAnswer('Saved: 4'));
    await stage.teams.person('Ben').click('4');
    await update({ body: [line('Over')] });
    expect(seen('Ben')?.text).toBe('Saved: 4\n[Change]');
    stage.teams.person('Ben').reload();
    expect(seen('Ben')?.text).toBe('Over');
  });

  test('A text in the answer is shown, no answer changes nothing, and an error is said', async () => {
    const ben = stage.teams.person('Ben');
    stage.respond(() => ({
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Over' },
    }));
    expect(await ben.click('4')).toMatchObject({ message: 'Over' });
    stage.respond(() => ({}));
    expect((await ben.click('4')).error).toBeUndefined();
    const failed = 'Something went wrong. Please try again.';
    stage.respond(() => ({
      body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'x', message: 'y' } },
    }));
    expect(await ben.click('4')).toMatchObject({ status: 200, error: failed });
    stage.respond(() => ({ status: 500 }));
    expect(await ben.click('4')).toMatchObject({ status: 500, error: failed });
    expect(ben.errors).toEqual([failed, failed]);
    expect(seen('Ben')).toMatchObject({ ownCard: false });
  });

  test('A bot that is too slow is given up, or asked again as it is told', async () => {
    await stage.stop();
    await open({ answerWithinMs: 200 });
    const ben = stage.teams.person('Ben');
    const ids = () => stage.heard.splice(0).map(({ id }) => id);
    const sleeper = () => {
      let isFirst = true;
      return async () => {
        if (!isFirst) return cardAnswer('Saved');
        isFirst = false;
        return new Promise<Reply>(() => {});
      };
    };
    stage.respond(sleeper());
    expect(await ben.click('4')).toMatchObject({
      status: 0,
      error: 'Unable to reach app. Please try again.',
    });
    expect(ids()).toHaveLength(1);

    stage.teams.repeatInvokes = 'same-id';
    stage.respond(sleeper());
    expect(await ben.click('4')).toMatchObject({ status: 200 });
    const same = ids();
    expect(same).toEqual([same[0], same[0]]);

    stage.teams.person('Ben').reload();
    stage.teams.repeatInvokes = 'new-id';
    stage.respond(sleeper());
    expect(await ben.click('4')).toMatchObject({ status: 200 });
    expect(new Set(ids()).size).toBe(2);
    expect(seen('Ben')?.text).toContain('Saved');
  });

  test('One press may arrive twice, as one invoke or as two', async () => {
    const ben = stage.teams.person('Ben');
    expect(await ben.click('4', { twice: 'same-id' })).toMatchObject({
      status: 200,
      second: { status: 200 },
    });
    expect(await ben.click('4', { twice: 'new-id' })).toMatchObject({ status: 200, second: { status: 200 } });
    const ids = stage.heard.map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
    await stage.teams.redeliver('adaptiveCard/action');
    expect(stage.heard).toHaveLength(5);
  });

  test('A link leads away and asks nobody; a button that is not there is named with those that are', async () => {
    const ben = stage.teams.person('Ben');
    expect(await ben.click('Help')).toEqual({ status: 0, body: '', ms: 0, url: 'https://example.com/help' });
    expect(stage.heard).toEqual([]);
    await expect(ben.click('Stop')).rejects.toThrow('[4] [5] [Help] on a message in team-sales');
  });

  test('Buttons are pressed by their place where titles occur twice', async () => {
    const two = [button('Go', { n: 1 }), button('Go', { n: 2 })];
    await stage.send(root.id, withCard({ actions: two }));
    const ben = stage.teams.person('Ben');
    const [, second] = ben.sees('team-sales')[1]?.buttons ?? [];
    await ben.use(second!.address);
    expect(stage.heard[0]).toMatchObject({ value: { action: { data: { n: 2 } } } });
    await ben.click('4', { in: root.activityId });
    expect(stage.heard[1]).toMatchObject({ replyToId: root.activityId });
    await expect(ben.use({ on: 'dialog', index: 0 })).rejects.toThrow('does not see that button');
  });

  test('Inputs are filled by their ids where labels occur twice', async () => {
    const box = (id: string) => ({ type: 'Input.Text', id, label: 'When?' });
    const actions = [{ type: 'Action.Submit', title: 'Send', data: {} }];
    await stage.send(
      stage.teams.directChat('Ben').id,
      withCard({ body: [box('day'), box('time')], actions }),
    );
    const ben = stage.teams.person('Ben');
    const [sent] = stage.teams.directMessages('Ben');
    ben.fill({ messageId: sent!.id }, { day: 'Tuesday', time: '10:00' });
    expect(sent!.uses.get(ben.id)?.typed).toEqual({ day: 'Tuesday', time: '10:00' });
    await ben.click('Send');
    expect(stage.heard[0]).toMatchObject({ value: { day: 'Tuesday', time: '10:00' } });
    expect(() => ben.fill('dialog', { day: 'Friday' })).toThrow('does not see that any more');
  });

  test('Submit is a message that nobody sees, with what was typed', async () => {
    const actions = [{ type: 'Action.Submit', title: 'Send', data: { kind: 'list' } }];
    const input = { type: 'Input.Text', id: 'list', label: 'One line each', isRequired: true };
    await stage.send(stage.teams.directChat('Ben').id, withCard({ body: [input], actions }));
    const ben = stage.teams.person('Ben');
    expect(await ben.click('Send')).toEqual({ status: 0, body: '', ms: 0, errors: { list: 'Required' } });
    ben.set('One line', 'zero in micros0ft');
    expect(ben.sees('dm')[0]?.text).toContain('One line each: zero in micros0ft');
    await ben.click('Send');
    const [card] = stage.teams.directMessages('Ben');
    expect(stage.heard).toMatchObject([
      {
        type: 'message',
        value: { kind: 'list', list: 'zero in micros0ft' },
        replyToId: card?.id,
        conversation: { id: stage.teams.directChat('Ben').id, conversationType: 'personal' },
      },
    ]);
    expect(stage.teams.directMessages('Ben')).toHaveLength(1);
    stage.respond(() => ({ status: 500 }));
    expect(await ben.click('Send')).toMatchObject({ error: 'Something went wrong. Please try again.' });
  });

  test('What somebody types into a card is lost when the card is edited', async () => {
    const card = { body: [{ type: 'Input.Text', id: 'x', label: 'Words', value: 'none' }] };
    await update(card);
    stage.teams.person('Ben').set('Words', 'half a sen');
    expect(seen('Ben')?.text).toBe('Words: half a sen');
    expect(seen('Caro')?.text).toBe('Words: none');
    await update(card);
    expect(seen('Ben')?.text).toBe('Words: none');
  });

  test('A button may unfold a question, for the one who pressed it', async () => {
    const turn = (isVisible: boolean) => ({
      type: 'Action.ToggleVisibility',
      targetElements: [{ elementId: 'ask', isVisible }],
    });
    const answers = [button('Yes'), { ...turn(false), title: 'No' }];
    const ask = {
      type: 'Container',
      id: 'ask',
      isVisible: false,
      items: [line('Stop it?'), { type: 'ActionSet', actions: answers }],
    };
    const swap = { type: 'Action.ToggleVisibility', title: 'Swap', targetElements: ['ask'] };
    await update({ body: [{ type: 'ActionSet', actions: [{ ...turn(true), title: 'Stop' }, swap] }, ask] });
    const ben = stage.teams.person('Ben');
    expect(ben.buttons()).toEqual(['Stop', 'Swap']);
    expect(await ben.click('Stop')).toEqual({ status: 0, body: '', ms: 0 });
    expect(ben.buttons()).toEqual(['Stop', 'Swap', 'Yes', 'No']);
    expect(seen('Ben')?.text).toContain('Stop it?');
    expect(stage.teams.person('Caro').buttons()).toEqual(['Stop', 'Swap']);
    await ben.click('No');
    expect(ben.buttons()).toEqual(['Stop', 'Swap']);
    await ben.click('Swap');
    expect(ben.buttons()).toContain('Yes');
    await ben.click('Swap');
    expect(ben.buttons()).not.toContain('Yes');
    expect(stage.heard).toEqual([]);
    await ben.click('Stop');
    await ben.click('Yes');
    expect(stage.heard).toHaveLength(1);
  });

  test('With refresh every listed person’s client calls the bot, after the post and after every edit', async () => {
    const { teams } = stage;
    const [ben, caro] = [teams.person('Ben'), teams.person('Caro')];
    stage.respond(({ from }) => cardAnswer(`For ${(from as Json).name}`));
    const refresh = { action: button('Refresh'), userIds: [ben.id, caro.id, '29:stranger'] };
    await update({ ...prompt, refresh });
    await teams.until(() => seen('Ben')?.ownCard && seen('Caro')?.ownCard, {
      because: 'both have their card',
    });
    expect(seen('Ben')?.text).toContain('For Ben');
    expect(seen('Dev')).toMatchObject({ ownCard: false });
    await update({ ...prompt, refresh });
    await teams.activitiesDelivered();
    expect(stage.heard).toHaveLength(4);
    expect(stage.heard[0]).toMatchObject({ value: { trigger: 'automatic' } });
  });

  test('Facts, columns, tables, inputs and charts read as text; what is hidden does not', async () => {
    const body = [
      { type: 'FactSet', facts: [{ title: 'With', value: 'Ana' }] },
      { type: 'ColumnSet', columns: [{ items: [line('left')] }, { items: [line('right')] }] },
      { type: 'Table', rows: [{ cells: [{ items: [line('a')] }, { items: [line('b')] }] }] },
      { type: 'Container', items: [{ ...line('hidden'), isVisible: false }, line('<at>Ben</at>')] },
      { type: 'RichTextBlock', inlines: ['plain ', { type: 'TextRun', text: 'strong' }] },
      {
        type: 'Chart.HorizontalBar',
        title: 'Answers',
        data: [{ x: '4', y: 2 }],
        fallback: line('old client'),
      },
      {
        type: 'Input.ChoiceSet',
        id: 'c',
        label: 'Which?',
        value: '2',
        choices: [{ title: 'Two', value: '2' }],
      },
      { type: 'Image', url: 'https://example.com/x.png', altText: 'A picture' },
    ];
    await update({ body });
    expect(seen('Ben')?.text).toBe(
      'With: Ana\nleft right\na b\n@Ben\nplain strong\n4 ▇▇ 2  Answers\nWhich?: Two\n(A picture)',
    );
  });
});
