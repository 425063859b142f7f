import type { SubmitOutcome } from './control.ts';
import type { Core } from './core.ts';
import { elementsIn } from './elements.ts';
import { readableValue } from './field-values.ts';
import { sendSubmission } from './interactions.ts';
import { SlackApiError } from './slack-api-error.ts';
import { readView, type StoredView } from './views.ts';
import type { User } from './workspace.ts';

type ResponseAction =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update' | 'push'; view: unknown }
  | { response_action: 'clear' };

/** Submits a form and does what the bot's answer says. */
export async function submitView(core: Core, user: User, view: StoredView): Promise<SubmitOutcome> {
  const refused = refusedByClient(view);
  if (refused) {
    view.errors = refused;
    core.changes.announce();
    return { status: 0, body: '', ms: 0, closed: false, errors: refused };
  }
  view.errors = {};
  const outcome = await sendSubmission(core, user, view);
  if (outcome.error) return { ...outcome, closed: false };
  const trouble = follow(core, user, view, outcome.body);
  const errors = Object.keys(view.errors).length > 0 && { errors: view.errors };
  return { ...outcome, ...trouble, ...errors, closed: !core.views.isOpen(view) };
}

function follow(core: Core, user: User, view: StoredView, body: string): { error?: string } {
  try {
    const answer = body.trim() === '' ? undefined : (JSON.parse(body) as ResponseAction);
    switch (answer?.response_action) {
      case undefined:
        core.views.close(view);
        break;
      case 'clear':
        core.views.clear(user.id);
        break;
      case 'update':
        core.views.update(view, readView(answer.view, 'modal'));
        break;
      case 'push':
        core.views.push(user.id, readView(answer.view, 'modal'));
        break;
      case 'errors':
        showErrors(core, view, answer.errors);
        break;
    }
    return {};
  } catch (error) {
    if (!(error instanceof SlackApiError || error instanceof SyntaxError)) throw error;
    const trouble = `We had some trouble connecting. Try again? (${error.message})`;
    user.errors.push(trouble);
    return { error: trouble };
  }
}

function showErrors(core: Core, view: StoredView, errors: Record<string, string>): void {
  const inputs = new Set(
    view.payload.blocks.filter(({ type }) => type === 'input').map((each) => each.block_id),
  );
  const unknown = Object.keys(errors ?? {}).filter((blockId) => !inputs.has(blockId));
  if (unknown.length > 0 || !errors || Object.keys(errors).length === 0) {
    throw new SlackApiError('invalid_errors', [`no input block: ${unknown.join(', ')}`]);
  }
  view.errors = errors;
  core.changes.announce();
}

/** What Slack's own form refuses without asking the bot, by `block_id`. */
function refusedByClient(view: StoredView): Record<string, string> | undefined {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, element, place, optional } of elementsIn(view.payload.blocks)) {
    const value = view.values.get(blockId, actionId);
    if (place !== 'input' || !value) continue;
    const read = readableValue(value, (id) => id);
    const isEmpty = read === null || read.length === 0;
    if (isEmpty && !optional) errors[blockId] = 'Please complete this required field.';
    if (isEmpty || element.type !== 'plain_text_input') continue;
    const { min_length: min = 0, max_length: max = 3_000 } = element;
    if (read.length < min) errors[blockId] = `Must be at least ${min} characters.`;
    if (read.length > max) errors[blockId] = `Must be at most ${max} characters.`;
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}
