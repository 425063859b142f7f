import type {
  ViewsOpenResponse,
  ViewsPublishResponse,
  ViewsPushResponse,
  ViewsUpdateResponse,
} from '@slack/web-api';
import type { Arguments } from '../arguments.ts';
import type { Core } from '../core.ts';
import { SlackApiError } from '../slack-api-error.ts';
import { readView, type StoredView, viewObject } from '../views.ts';
import type { Method } from '../web-api.ts';

/** The `views.*` methods. */
export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};

function open(args: Arguments, { views, triggers }: Core): ViewsOpenResponse {
  const payload = readView(args.all.view, 'modal');
  const trigger = triggers.redeem(args.required('trigger_id'));
  // From within an open form Slack puts the new one on top of it.
  const isWithin = views.stackOf(trigger.userId).some(({ id }) => id === trigger.viewId);
  const view = isWithin ? views.push(trigger.userId, payload) : views.open(trigger.userId, payload);
  return { ok: true, view: described(view) };
}

function push(args: Arguments, { views, triggers }: Core): ViewsPushResponse {
  const payload = readView(args.all.view, 'modal');
  const trigger = triggers.redeem(args.required('trigger_id'));
  return { ok: true, view: described(views.push(trigger.userId, payload)) };
}

function update(args: Arguments, { views }: Core): ViewsUpdateResponse {
  const viewId = args.text('view_id');
  const externalId = args.text('external_id');
  if (!viewId && !externalId)
    throw new SlackApiError('invalid_arguments', ['[ERROR] view_id or external_id']);
  const view = views.find({ viewId, externalId });
  if (!view) throw new SlackApiError('not_found');
  const payload = readView(args.all.view, view.payload.type);
  refuseOtherHash(args, view);
  return { ok: true, view: described(views.update(view, payload)) };
}

function publish(args: Arguments, { views, workspace }: Core): ViewsPublishResponse {
  const userId = args.required('user_id');
  if (!workspace.users.has(userId)) throw new SlackApiError('user_not_found');
  const payload = readView(args.all.view, 'home');
  const known = views.homeOf(userId);
  if (known) refuseOtherHash(args, known);
  return { ok: true, view: described(views.publish(userId, payload)) };
}

function refuseOtherHash(args: Arguments, view: StoredView): void {
  const hash = args.text('hash');
  if (hash && hash !== view.hash) throw new SlackApiError('hash_conflict');
}

function described(view: StoredView): NonNullable<ViewsOpenResponse['view']> {
  return viewObject(view) as NonNullable<ViewsOpenResponse['view']>;
}
