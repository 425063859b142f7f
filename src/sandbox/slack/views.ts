import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, PlainTextElement } from '@slack/types';
import { check, SLACK_LIMITS } from '../../slack/limits.ts';
import type { Changes } from '../changes.ts';
import { withIds } from './block-ids.ts';
import { FieldValues } from './field-values.ts';
import { SlackApiError } from './slack-api-error.ts';
import { SANDBOX } from './workspace.ts';

/** A view as the bot sends it, checked, with ids in its blocks. */
export interface ViewPayload {
  type: 'modal' | 'home';
  title: PlainTextElement | undefined;
  submit: PlainTextElement | undefined;
  close: PlainTextElement | undefined;
  blocks: KnownBlock[];
  callback_id: string;
  private_metadata: string;
  external_id: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
}

export interface StoredView {
  id: string;
  userId: string;
  payload: ViewPayload;
  values: FieldValues;
  /** Shown below fields, by `block_id`. */
  errors: Record<string, string>;
  hash: string;
  rootId: string;
  previousId: string | undefined;
}

const MAX_VIEW_BYTES = 250_000;

/**
 * Checks a view as Slack does.
 * @throws SlackApiError `invalid_arguments` (with details) or `view_too_large`
 */
export function readView(value: unknown, type: ViewPayload['type']): ViewPayload {
  const view = value as Partial<ViewPayload> | undefined;
  if (typeof view !== 'object' || view === null || !Array.isArray(view.blocks) || view.type !== type) {
    throw new SlackApiError('invalid_arguments', [`[ERROR] not a ${type} view [json-pointer:/view]`]);
  }
  if (JSON.stringify(view).length > MAX_VIEW_BYTES) throw new SlackApiError('view_too_large');
  const violations = check({ surface: type, ...view, blocks: view.blocks });
  if (violations.length > 0) {
    const details = violations.map(({ path, rule }) => `[ERROR] ${rule} [json-pointer:/view${path}]`);
    throw new SlackApiError('invalid_arguments', details);
  }
  return {
    type,
    title: view.title,
    submit: view.submit,
    close: view.close,
    blocks: withIds(view.blocks),
    callback_id: view.callback_id ?? '',
    private_metadata: view.private_metadata ?? '',
    external_id: view.external_id ?? '',
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
  };
}

/** The forms on people's screens (a stack each) and their Home tabs. */
export class Views {
  readonly #stacks = new Map<string, StoredView[]>();
  readonly #homes = new Map<string, StoredView>();
  readonly #changes: Changes;
  readonly #now: () => Date;
  #count = 0;

  constructor(now: () => Date, changes: Changes) {
    this.#now = now;
    this.#changes = changes;
  }

  /** That person's open forms, the one on top last. */
  stackOf(userId: string): readonly StoredView[] {
    return this.#stacks.get(userId) ?? [];
  }

  homeOf(userId: string): StoredView | undefined {
    return this.#homes.get(userId);
  }

  /** An open form or published Home tab. */
  find(by: { viewId?: string | undefined; externalId?: string | undefined }): StoredView | undefined {
    const all = [...this.#stacks.values(), [...this.#homes.values()]].flat();
    return all.find((view) =>
      by.viewId ? view.id === by.viewId : view.payload.external_id === by.externalId && by.externalId !== '',
    );
  }

  /** Opens a form in place of whatever that person has open. */
  open(userId: string, payload: ViewPayload): StoredView {
    const known = this.find({ externalId: payload.external_id });
    if (known && known.userId !== userId) throw new SlackApiError('duplicate_external_id');
    this.#stacks.delete(userId);
    return this.#put(userId, payload);
  }

  /** @throws SlackApiError `push_limit_reached`, or `not_found` when that person has no form open */
  push(userId: string, payload: ViewPayload): StoredView {
    const depth = this.stackOf(userId).length;
    if (depth === 0) throw new SlackApiError('not_found');
    if (depth >= SLACK_LIMITS.modal.stack) throw new SlackApiError('push_limit_reached');
    this.#refuseKnownExternalId(payload);
    return this.#put(userId, payload);
  }

  /** Replaces a view's content; what stands in fields stays where the ids stay. */
  update(view: StoredView, payload: ViewPayload): StoredView {
    if (payload.external_id !== view.payload.external_id) this.#refuseKnownExternalId(payload);
    view.values = new FieldValues(payload.blocks, view.values);
    view.payload = payload;
    view.errors = {};
    this.changed(view);
    return view;
  }

  publish(userId: string, payload: ViewPayload): StoredView {
    const known = this.#homes.get(userId);
    if (known) return this.update(known, payload);
    const view = this.#create(userId, payload, []);
    this.#homes.set(userId, view);
    this.#changes.announce();
    return view;
  }

  /** Takes a form off the screen; the one below it, if any, is on top again. */
  close(view: StoredView): void {
    this.#stacks.set(
      view.userId,
      this.stackOf(view.userId).filter((each) => each !== view),
    );
    this.#changes.announce();
  }

  clear(userId: string): void {
    this.#stacks.delete(userId);
    this.#changes.announce();
  }

  /** Gives the view a new hash, as every change of its content does. */
  changed(view: StoredView): void {
    view.hash = this.#newHash();
    this.#changes.announce();
  }

  /** Every open form and Home tab, as they are kept in a snapshot. */
  get all(): { stacks: StoredView[][]; homes: StoredView[]; count: number } {
    return { stacks: [...this.#stacks.values()], homes: [...this.#homes.values()], count: this.#count };
  }

  restore({ stacks, homes, count }: Views['all']): void {
    for (const stack of stacks) if (stack[0]) this.#stacks.set(stack[0].userId, stack);
    for (const home of homes) this.#homes.set(home.userId, home);
    this.#count = count;
  }

  isOpen(view: StoredView): boolean {
    return this.stackOf(view.userId).includes(view);
  }

  #put(userId: string, payload: ViewPayload): StoredView {
    const stack = this.stackOf(userId);
    const view = this.#create(userId, payload, stack);
    this.#stacks.set(userId, [...stack, view]);
    this.#changes.announce();
    return view;
  }

  #create(userId: string, payload: ViewPayload, below: readonly StoredView[]): StoredView {
    const id = `V0${String(++this.#count).padStart(4, '0')}`;
    return {
      id,
      userId,
      payload,
      values: new FieldValues(payload.blocks),
      errors: {},
      hash: this.#newHash(),
      rootId: below[0]?.id ?? id,
      previousId: below.at(-1)?.id,
    };
  }

  #newHash(): string {
    return `${Math.floor(this.#now().getTime() / 1_000)}.${crypto.randomUUID().slice(0, 8)}`;
  }

  #refuseKnownExternalId({ external_id: externalId }: ViewPayload): void {
    if (externalId && this.find({ externalId })) throw new SlackApiError('duplicate_external_id');
  }
}

/** The view as Slack describes it in answers and payloads. */
export function viewObject(view: StoredView, state = view.values.toState()): ViewOutput {
  const { title, submit, close, ...payload } = view.payload;
  return {
    ...payload,
    id: view.id,
    team_id: SANDBOX.teamId,
    app_installed_team_id: SANDBOX.teamId,
    app_id: SANDBOX.appId,
    bot_id: SANDBOX.botId,
    title: plain(title) ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: plain(submit),
    close: plain(close),
    state: { values: state },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
  };
}

function plain(text: PlainTextElement | undefined): ViewOutput['title'] | null {
  return text ? { type: 'plain_text', text: text.text, emoji: text.emoji ?? true } : null;
}
