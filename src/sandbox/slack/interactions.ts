import type { BasicElementAction, BlockAction, ViewClosedAction, ViewSubmitAction } from '@slack/bolt';
import type { Outcome } from './control.ts';
import type { Core } from './core.ts';
import type { Answer } from './deliver.ts';
import type { LocatedElement } from './elements.ts';
import { FieldValues, type StateValues } from './field-values.ts';
import type { Surface } from './surfaces.ts';
import { type StoredView, viewObject } from './views.ts';
import { messageObject } from './web-api/message-object.ts';
import { SANDBOX, type User } from './workspace.ts';

/**
 * As Bolt describes it, but for what differs: a form's actions have no `response_url`, the enterprise is
 * `null`, and the message is described by the Web API's own type.
 */
type BlockActionPayload = Omit<BlockAction<BasicElementAction>, 'response_url' | 'enterprise' | 'message'>;

/** What Slack shows when the bot does not acknowledge. */
const TROUBLE = {
  block_actions: "Microtraining didn't respond. Try again?",
  view_submission: 'We had some trouble connecting. Try again?',
  view_closed: undefined,
};

/** Delivers `block_actions` for an element that was pressed or changed; `detail` is what the element says. */
export async function sendBlockAction(
  core: Core,
  user: User,
  surface: Surface,
  located: LocatedElement,
  detail: Record<string, unknown>,
): Promise<Outcome> {
  const action = { ...elementDetail(located), ...detail, action_ts: actionTs(core) };
  const place = surface.kind === 'view' ? viewFields(surface.view) : messageFields(core, surface, action);
  const viewId = surface.kind === 'view' ? surface.view.id : undefined;
  const triggers = { trigger_id: core.triggers.issue(user.id, viewId) };
  const responds = surface.kind !== 'view' && {
    response_url:
      core.url + core.responseUrls.issue({ ...surface, userId: user.id, original: surface.message }),
  };
  const payload = {
    ...common('block_actions', user),
    ...triggers,
    ...place,
    ...responds,
    actions: [action],
  } satisfies BlockActionPayload;
  const channelId = surface.kind === 'view' ? undefined : surface.channel.id;
  return outcome(await deliver(core, 'block_actions', payload, channelId), user, TROUBLE.block_actions);
}

/** Delivers `view_submission`. */
export async function sendSubmission(core: Core, user: User, view: StoredView): Promise<Outcome> {
  const payload = {
    ...common('view_submission', user),
    trigger_id: core.triggers.issue(user.id, view.id),
    view: viewObject(view),
    response_urls: [],
  } satisfies Omit<ViewSubmitAction, 'enterprise'>;
  return outcome(await deliver(core, 'view_submission', payload), user, TROUBLE.view_submission);
}

/** Delivers `view_closed`, which brings no state. @param isCleared the whole stack was closed at once */
export async function sendClosed(
  core: Core,
  user: User,
  view: StoredView,
  isCleared: boolean,
): Promise<void> {
  const payload = {
    ...common('view_closed', user),
    view: viewObject(view, {}),
    is_cleared: isCleared,
  } satisfies Omit<ViewClosedAction, 'enterprise'>;
  outcome(await deliver(core, 'view_closed', payload), user, TROUBLE.view_closed);
}

/** What became of a delivery; a failure is also noted with the person who sees it. */
export function outcome({ status, body, ms }: Answer, user: User, trouble: string | undefined): Outcome {
  const isFine = status >= 200 && status < 300;
  if (isFine || trouble === undefined) return { status, body, ms };
  user.errors.push(trouble);
  return { status, body, ms, error: trouble };
}

function deliver(
  core: Core,
  name: string,
  payload: Record<string, unknown>,
  channelId?: string,
): Promise<Answer> {
  return core.deliveries.deliver({ type: 'interactive', name, payload, channelId });
}

function common<T extends string>(type: T, user: User) {
  const username = user.name.toLowerCase();
  return {
    type,
    user: { id: user.id, username, name: username, team_id: SANDBOX.teamId },
    team: { id: SANDBOX.teamId, domain: SANDBOX.teamDomain },
    api_app_id: SANDBOX.appId,
    token: 'local-verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

function elementDetail({ element, blockId, actionId }: LocatedElement) {
  const ids = { type: element.type, block_id: blockId, action_id: actionId };
  if (element.type !== 'button') {
    return 'placeholder' in element && element.placeholder
      ? { ...ids, placeholder: element.placeholder }
      : ids;
  }
  const { text, value, url, style } = element;
  return { ...ids, text, ...(value && { value }), ...(url && { url }), ...(style && { style }) };
}

function viewFields(view: StoredView) {
  return { container: { type: 'view', view_id: view.id }, view: viewObject(view) };
}

function messageFields(
  { workspace }: Core,
  surface: Exclude<Surface, { kind: 'view' }>,
  action: Record<string, unknown>,
) {
  const { channel, message } = surface;
  const isEphemeral = surface.kind === 'ephemeral';
  const thread = message.threadTs && { thread_ts: message.threadTs };
  const container = {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: isEphemeral,
  };
  return {
    container: { ...container, ...thread },
    channel: { id: channel.id, name: channel.isPrivate && !channel.dmWith ? 'privategroup' : channel.name },
    ...(surface.kind === 'message' && { message: messageObject(workspace, channel, surface.message) }),
    state: { values: stateInMessage(surface, action) },
  };
}

/** The initial values of a message's fields and the one that has just been changed. */
function stateInMessage({ blocks }: Surface, action: Record<string, unknown>): StateValues {
  const values = new FieldValues(blocks);
  const { block_id, action_id, type, selected_option, selected_options } = action;
  const { selected_user, selected_users, selected_date, selected_time } = action;
  if (values.get(String(block_id), String(action_id))) {
    const changed = {
      type,
      selected_option,
      selected_options,
      selected_user,
      selected_users,
      selected_date,
      selected_time,
    };
    values.set(String(block_id), String(action_id), JSON.parse(JSON.stringify(changed)));
  }
  return values.toState();
}

function actionTs({ workspace }: Core): string {
  return `${(workspace.now().getTime() / 1_000).toFixed(6)}`;
}
