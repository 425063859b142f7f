import { describe, expect, test } from '@jest/globals';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { onlyKnown } from '../../../src/slack/only-known.ts';

/** What becomes of a body that Slack, or somebody with Slack's secret, posts. */
const received = async (body: unknown): Promise<'handed on' | 'acknowledged'> => {
  let outcome: 'handed on' | 'acknowledged' | undefined;
  let inside: App | undefined;
  const init = (app: App) => {
    inside = app;
  };
  const becomes = (what: typeof outcome) => async () => {
    outcome = what;
  };
  onlyKnown({ init } as Receiver).init({ processEvent: becomes('handed on') } as unknown as App);
  const ack = becomes('acknowledged');
  await inside?.processEvent({ body, ack } as ReceiverEvent);
  return outcome!;
};

const user = { id: 'U1', team_id: 'T1' };
const team = { id: 'T1' };
const action = { type: 'button', action_id: 'close', block_id: 'b' };
const view = { callback_id: 'close', blocks: [{ type: 'input' }], state: { values: {} } };

describe('What the bot answers is handed on:', () => {
  test.each([
    ['a command', { command: '/microtraining', team_id: 'T1', user_id: 'U1', channel_id: 'C1', text: '' }],
    ['a press in a message', { type: 'block_actions', team, user, actions: [action] }],
    [
      'a press of somebody whose team is told with them',
      { type: 'block_actions', team: null, user, actions: [action] },
    ],
    [
      'a press on the Home tab',
      { type: 'block_actions', team, user, actions: [action], view: { type: 'home' } },
    ],
    ['a form', { type: 'view_submission', team, user, view }],
    ['an event', { type: 'event_callback', team_id: 'T1', event: { type: 'app_home_opened' } }],
  ])('%s', async (_, body) => {
    await expect(received(body)).resolves.toBe('handed on');
  });
});

describe('What nobody answers is acknowledged at once:', () => {
  test.each([
    ['nothing at all', null],
    ['a list', []],
    ['another kind', { type: 'block_suggestion', team, user }],
    ['a press of nobody', { type: 'block_actions', team, actions: [action] }],
    ['a press without a team', { type: 'block_actions', user: { id: 'U1' }, actions: [action] }],
    ['a press of nothing', { type: 'block_actions', team, user, actions: [] }],
    [
      'a menu in which nothing is chosen',
      { type: 'block_actions', team, user, actions: [{ ...action, type: 'overflow' }] },
    ],
    ['a form without values', { type: 'view_submission', team, user, view: { ...view, state: undefined } }],
    ['an event of nothing', { type: 'event_callback', team_id: 'T1' }],
    ['a command twice', { command: ['/a', '/b'], team_id: 'T1', user_id: 'U1', channel_id: 'C1' }],
  ])('%s', async (_, body) => {
    await expect(received(body)).resolves.toBe('acknowledged');
  });
});
