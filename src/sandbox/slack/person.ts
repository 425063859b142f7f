import { runCommand } from './command.ts';
import type {
  ClickOutcome,
  CommandOutcome,
  ElementAddress,
  ElementValue,
  MessageRecord,
  OpenView,
  Outcome,
  Person,
  SeenMessage,
  SubmitOutcome,
  Where,
} from './control.ts';
import type { Core } from './core.ts';
import { type Pressable, pressablesIn } from './elements.ts';
import { changeField, chooseOption } from './fields.ts';
import { sendBlockAction, sendClosed } from './interactions.ts';
import { emitMessageEvent } from './message-events.ts';
import { openView } from './open-view.ts';
import type { Reader } from './plain-mrkdwn.ts';
import { plainMessage } from './plain-text.ts';
import { submitView } from './submission.ts';
import { channelFor, describeSurface, type Surface, surfacesFor, visibleIn } from './surfaces.ts';
import { fillElement, useElement } from './use-element.ts';
import { type StoredView, viewObject } from './views.ts';
import { SANDBOX, type User } from './workspace.ts';

/** Somebody at a Slack client. */
export class LocalPerson implements Person {
  readonly #core: Core;
  readonly #user: User;

  constructor(core: Core, user: User) {
    this.#core = core;
    this.#user = user;
  }

  get id(): string {
    return this.#user.id;
  }

  get name(): string {
    return this.#user.name;
  }

  get errors(): readonly string[] {
    return this.#user.errors;
  }

  async command(channel: string, text: string, name = '/microtraining'): Promise<CommandOutcome> {
    return runCommand(this.#core, this.#user, this.#joined(channel), { name, text }, this.#reader);
  }

  say(channel: string, text: string, { threadTs }: { threadTs?: string } = {}): MessageRecord {
    const target = this.#joined(channel);
    const details = { threadTs, by: 'person', byBot: false } as const;
    const message = this.#core.workspace.post(target, this.id, { text, blocks: [] }, details);
    emitMessageEvent(this.#core, target, message);
    return message;
  }

  get view(): OpenView | undefined {
    return this.#show(this.#top);
  }

  get stack(): readonly OpenView[] {
    return this.#core.views.stackOf(this.id).map((view) => openView(view, this.#reader));
  }

  get home(): OpenView | undefined {
    return this.#show(this.#core.views.homeOf(this.id));
  }

  async openHome(): Promise<void> {
    const view = this.#core.views.homeOf(this.id);
    const channel = this.#core.workspace.directChannel(this.id).id;
    const shown = view && { view: viewObject(view) };
    const eventTs = this.#core.workspace.nextTs();
    this.#core.events.emit({
      type: 'app_home_opened',
      user: this.id,
      channel,
      tab: 'home',
      event_ts: eventTs,
      ...shown,
    });
    await this.#core.events.delivered();
  }

  set(field: string, text: string): Promise<Outcome | undefined> {
    const about = { name: field, types: ['plain_text_input'], where: { in: 'view' } } as const;
    return changeField(this.#core, this.#user, about, ({ type }) => ({ type, value: text || null }));
  }

  choose(field: string, option: string, where?: Where): Promise<Outcome | undefined> {
    const about = { name: field, types: ['static_select', 'radio_buttons', 'checkboxes'], where } as const;
    return changeField(this.#core, this.#user, about, chooseOption(option));
  }

  pickDate(field: string, date: string, where?: Where): Promise<Outcome | undefined> {
    const about = { name: field, types: ['datepicker'], where } as const;
    return changeField(this.#core, this.#user, about, ({ type }) => ({ type, selected_date: date }));
  }

  pickTime(field: string, time: string, where?: Where): Promise<Outcome | undefined> {
    const about = { name: field, types: ['timepicker'], where } as const;
    return changeField(this.#core, this.#user, about, ({ type }) => ({ type, selected_time: time }));
  }

  async pickUser(field: string, name: string, where?: Where): Promise<Outcome | undefined> {
    const picked = [...this.#core.workspace.users.values()].find((user) => user.name === name);
    if (!picked) throw new Error(`There is nobody named ${name}`);
    const about = { name: field, types: ['users_select', 'multi_users_select'], where } as const;
    return changeField(this.#core, this.#user, about, ({ type }, before) => {
      if (type === 'users_select') return { type, selected_user: picked.id };
      const chosen = before?.selected_users ?? [];
      const without = chosen.filter((id) => id !== picked.id);
      return { type, selected_users: without.length < chosen.length ? without : [...chosen, picked.id] };
    });
  }

  async click(label: string, where?: Where): Promise<ClickOutcome> {
    const { surface, pressable } = this.#find(label, where);
    const { located, option } = pressable;
    const detail = option ? { selected_option: option } : {};
    const outcome = await sendBlockAction(this.#core, this.#user, surface, located, detail);
    const url = option?.url ?? (located.element.type === 'button' ? located.element.url : undefined);
    return { ...outcome, ...(url && { url }) };
  }

  use(element: ElementAddress, value: ElementValue = {}): Promise<ClickOutcome | undefined> {
    return useElement(this.#core, this.#user, element, value);
  }

  fill(element: ElementAddress, value: ElementValue): void {
    fillElement(this.#core, this.#user, element, value);
  }

  async submit(): Promise<SubmitOutcome> {
    const view = this.#top;
    if (!view) throw new Error(`${this.name} has no form open`);
    if (!view.payload.submit) throw new Error(`The form "${view.payload.title?.text}" has no submit button`);
    return submitView(this.#core, this.#user, view);
  }

  async close({ all = false } = {}): Promise<void> {
    const stack = this.#core.views.stackOf(this.id);
    const top = this.#top;
    if (!top) throw new Error(`${this.name} has no form open`);
    const clears = all || top.payload.clear_on_close;
    const closing = clears ? stack.toReversed() : [top];
    for (const view of closing) this.#core.views.close(view);
    const told = closing.filter(({ payload }) => payload.notify_on_close);
    await Promise.all(told.map((view) => sendClosed(this.#core, this.#user, view, clears)));
  }

  sees(channel: string): SeenMessage[] {
    const reader = this.#reader;
    const surfaces = visibleIn(this.#core, this.#user, channelFor(this.#core, this.#user, channel));
    return surfaces.map(({ kind, message }) => ({
      at: message.postedAt,
      author: kind === 'ephemeral' ? reader.nameOf(SANDBOX.botUserId) : reader.nameOf(message.userId),
      text: plainMessage(message, reader),
      files: kind === 'message' ? message.files : [],
      inThread: message.threadTs !== undefined,
      broadcast: kind === 'message' && message.broadcast,
      ephemeral: kind === 'ephemeral',
      id: message.ts,
      threadId: message.threadTs,
    }));
  }

  buttons(where?: Where): string[] {
    const surfaces = surfacesFor(this.#core, this.#user, where);
    return surfaces.flatMap(({ blocks }) => pressablesIn(blocks).map(({ label }) => label));
  }

  reload(): void {
    const { workspace, views } = this.#core;
    const own = [...workspace.channels.values()].flatMap(({ ephemerals }) => ephemerals);
    for (const ephemeral of own) if (ephemeral.userId === this.id) workspace.delete(ephemeral);
    views.clear(this.id);
  }

  get #reader(): Reader {
    return this.#core.workspace.readerIn(this.#user.tz);
  }

  get #top(): StoredView | undefined {
    return this.#core.views.stackOf(this.id).at(-1);
  }

  #show(view: StoredView | undefined): OpenView | undefined {
    return view && openView(view, this.#reader);
  }

  #joined(name: string) {
    const channel = channelFor(this.#core, this.#user, name);
    if (!channel.memberIds.has(this.id)) throw new Error(`${this.name} is not in #${channel.name}`);
    return channel;
  }

  #find(label: string, where: Where | undefined): { surface: Surface; pressable: Pressable } {
    const surfaces = surfacesFor(this.#core, this.#user, where);
    const all = surfaces.flatMap((surface) =>
      pressablesIn(surface.blocks).map((pressable) => ({ surface, pressable })),
    );
    const found =
      all.find(({ pressable }) => pressable.label === label) ??
      all.find(({ pressable }) => pressable.label.startsWith(label));
    if (found) return found;
    const lines = surfaces.map((surface) => {
      const labels = pressablesIn(surface.blocks).map((each) => `[${each.label}]`);
      return labels.length > 0 ? `${labels.join(' ')} on ${describeSurface(surface)}` : '';
    });
    const visible = lines.filter((line) => line !== '').join('\n  ') || 'no buttons at all';
    throw new Error(`${this.name} sees no button "${label}". Visible:\n  ${visible}`);
  }
}
