import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App, ViewClosedAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { openStage, refusal, type Stage } from './bolt-bot.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

function planForm(preview: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'plan',
    private_metadata: 'kept',
    notify_on_close: true,
    title: plain('Plan a session'),
    submit: plain('Plan it'),
    blocks: [
      {
        type: 'input',
        block_id: 'what',
        label: plain('What?'),
        dispatch_action: true,
        element: { type: 'static_select', action_id: 'pick', options: ['Phish', 'Handover'].map(option) },
      },
      {
        type: 'input',
        block_id: 'called',
        label: plain('Called'),
        element: { type: 'plain_text_input', action_id: 'text', initial_value: 'Untitled', max_length: 40 },
      },
      {
        type: 'actions',
        block_id: 'when',
        elements: [
          { type: 'datepicker', action_id: 'date', initial_date: '2026-12-01' },
          { type: 'timepicker', action_id: 'time', initial_time: '10:00' },
          { type: 'users_select', action_id: 'lead', placeholder: plain('Lead') },
        ],
      },
      { type: 'section', block_id: 'preview', text: { type: 'mrkdwn', text: `*Preview*: ${preview}` } },
      {
        type: 'actions',
        block_id: 'more',
        elements: [{ type: 'button', action_id: 'ask', text: plain('Questions') }],
      },
    ],
  };
}

const questions: ModalView = {
  type: 'modal',
  callback_id: 'questions',
  title: plain('Questions'),
  blocks: [{ type: 'section', text: plain('Phase by phase') }],
};

describe('Forms', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const planner = (app: App) => {
    app.command('/microtraining', async ({ ack, body, client }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: planForm('nothing yet') });
      await ack();
    });
    app.action({ type: 'block_actions', action_id: 'pick' }, async ({ ack, body, client }) => {
      const view = 'view' in body ? body.view : undefined;
      const chosen = view?.state.values.what?.pick?.selected_option?.text.text;
      await client.views.update({ view_id: view?.id ?? '', view: planForm(`${chosen} on Tuesday`) });
      await ack();
    });
    app.action('ask', async ({ ack, body, client }) => {
      await client.views.push({ trigger_id: (body as { trigger_id: string }).trigger_id, view: questions });
      await ack();
    });
    app.view('plan', async ({ ack, view, client, body }) => {
      const called = view.state.values.called?.text?.value ?? '';
      if (called === 'Untitled')
        return ack({ response_action: 'errors', errors: { called: 'Give it a name' } });
      await ack();
      const { selected_date, selected_time, selected_user } = {
        ...view.state.values.when?.date,
        ...view.state.values.when?.time,
        ...view.state.values.when?.lead,
      };
      const text = `${body.user.name} planned ${called} for ${selected_date} ${selected_time} with ${selected_user}`;
      await client.chat.postMessage({ channel: 'C0SALES', text });
    });
  };

  test('A command opens a form, whose fields keep what was typed when the bot rewrites it', async () => {
    await stage.addBot(planner);
    const ana = stage.slack.person('Ana');
    expect(await ana.command('team-sales', 'schedule')).toMatchObject({ status: 200, body: '' });
    expect(ana.view?.title).toBe('Plan a session');
    expect(ana.view?.values).toMatchObject({ 'What?': null, Called: 'Untitled', date: '2026-12-01' });
    expect(ana.view?.state.when?.time).toEqual({ type: 'timepicker', selected_time: '10:00' });

    await ana.set('Called', 'Suspicious mail');
    await ana.choose('What?', 'Ph');
    expect(ana.view?.text).toContain('Preview: Phish on Tuesday');
    expect(ana.view?.values).toMatchObject({ 'What?': 'Phish', Called: 'Suspicious mail' });
    expect(ana.view?.privateMetadata).toBe('kept');
  });

  test('A submission is refused with errors below the field, then accepted', async () => {
    await stage.addBot(planner);
    const { slack } = stage;
    const ana = slack.person('Ana');
    await ana.command('team-sales', 'schedule');

    expect(await ana.submit()).toMatchObject({
      status: 0,
      closed: false,
      errors: { what: 'Please complete this required field.' },
    });
    await ana.choose('What?', 'Handover');
    expect(await ana.submit()).toMatchObject({ closed: false, errors: { called: 'Give it a name' } });
    expect(ana.view?.text).toContain('Called: Untitled\n⚠ Give it a name');

    await ana.set('Called', 'Handover');
    await ana.pickDate('date', '2026-12-03');
    await ana.pickTime('time', '11:30');
    await ana.pickUser('Lead', 'Ben');
    expect(await ana.submit()).toMatchObject({ status: 200, closed: true });
    expect(ana.view).toBeUndefined();
    const posted = await slack.until(() => slack.channel('team-sales').messages[0], {
      because: 'it is announced',
    });
    expect(posted.text).toBe('ana planned Handover for 2026-12-03 11:30 with U0BEN');
  });

  test('A pushed form lies on top, and closing it leads back to the first with its text', async () => {
    await stage.addBot(planner);
    const ana = stage.slack.person('Ana');
    await ana.command('team-sales', 'schedule');
    await ana.set('Called', 'Half-written');
    await ana.click('Questions');
    expect(ana.view?.title).toBe('Questions');
    await expect(ana.submit()).rejects.toThrow('no submit button');
    await ana.close();
    expect(ana.view?.values.Called).toBe('Half-written');
  });

  test('Closing tells the bot if it asked for it, and nothing can be updated any more', async () => {
    const closed: string[] = [];
    await stage.addBot((app) => {
      planner(app);
      app.view({ type: 'view_closed', callback_id: 'plan' }, async ({ ack, body }) => {
        const { is_cleared } = body as ViewClosedAction;
        closed.push(`${body.user.name} ${is_cleared}`);
        await ack();
      });
    });
    const ana = stage.slack.person('Ana');
    await ana.command('team-sales', 'schedule');
    const id = ana.view?.id ?? '';
    await ana.close();
    expect(closed).toEqual(['ana false']);
    expect(await refusal(stage.client.views.update({ view_id: id, view: planForm('late') }))).toBe(
      'not_found',
    );
  });

  test('An update with an old hash is refused', async () => {
    await stage.addBot(planner);
    const ana = stage.slack.person('Ana');
    await ana.command('team-sales', 'schedule');
    const first = await stage.client.views.update({ view_id: ana.view?.id ?? '', view: planForm('one') });
    const hash = first.view?.hash ?? '';
    const update = (view: ModalView) =>
      stage.client.views.update({ view_id: first.view?.id ?? '', hash, view });
    await update(planForm('two'));
    expect(await refusal(update(planForm('three')))).toBe('hash_conflict');
    expect(ana.view?.text).toContain('Preview: two');
  });

  test('A trigger serves once and for three seconds', async () => {
    const triggers: string[] = [];
    await stage.addBot((app) => {
      app.command('/microtraining', async ({ ack, body }) => {
        triggers.push(body.trigger_id);
        await ack();
      });
    });
    const open = (trigger_id = '') => stage.client.views.open({ trigger_id, view: questions });
    const ana = stage.slack.person('Ana');
    await ana.command('team-sales', '');
    await ana.command('team-sales', '');
    await open(triggers[0]);
    expect(await refusal(open(triggers[0]))).toBe('exchanged_trigger_id');
    stage.letPass(3_100);
    expect(await refusal(open(triggers[1]))).toBe('expired_trigger_id');
    expect(await refusal(open('never issued'))).toBe('invalid_trigger_id');
  });

  test('At most three forms lie on top of each other', async () => {
    await stage.addBot((app) => {
      planner(app);
      app.command('/more', async ({ ack, body, client }) => {
        const pushed = client.views.push({ trigger_id: body.trigger_id, view: questions });
        const refused = await pushed.then(
          () => undefined,
          (error) => error.data.error as string,
        );
        await ack(refused);
      });
    });
    const ana = stage.slack.person('Ana');
    await ana.command('team-sales', '');
    await ana.command('team-sales', '', '/more');
    await ana.command('team-sales', '', '/more');
    expect(await ana.command('team-sales', '', '/more')).toMatchObject({ text: 'push_limit_reached' });
  });

  test('A form that Slack refuses names the place in its details', async () => {
    const view = { ...questions, title: plain('A title that is longer than twenty-four') };
    const open = stage.client.views.open({ trigger_id: '1.2.3', view });
    await expect(open).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] at most 24 characters [json-pointer:/view/title/text]'] },
      },
    });
  });

  test('Someone whose click nobody answers sees an error', async () => {
    await stage.stop();
    stage = await openStage({ acknowledgeWithinMs: 300 });
    await stage.addBot((app) => app.action('ask', async () => {}));
    const { slack } = stage;
    await stage.client.chat.postMessage({
      channel: 'C0SALES',
      text: 'Hm',
      blocks: planForm('').blocks.slice(4),
    });
    const ben = slack.person('Ben');
    expect(await ben.click('Questions')).toMatchObject({
      status: 0,
      error: "Microtraining didn't respond. Try again?",
    });
    expect(ben.errors).toHaveLength(1);
    expect(slack.traffic.at(-1)).toMatchObject({
      name: 'block_actions',
      error: 'timeout',
      channelId: 'C0SALES',
    });
  });
});
