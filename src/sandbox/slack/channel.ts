import type { Channel, EphemeralRecord, MessageRecord } from './control.ts';
import type { Core } from './core.ts';
import {
  archived,
  botLeft,
  deleted,
  idChanged,
  type LifecycleEvent,
  memberJoined,
  memberLeft,
  renamed,
  unarchived,
} from './lifecycle-events.ts';
import { type ChannelState, SANDBOX } from './workspace.ts';

/** A channel as tests and the page see and change it. */
export class LocalChannel implements Channel {
  readonly #core: Core;
  readonly #state: ChannelState;

  constructor(core: Core, state: ChannelState) {
    this.#core = core;
    this.#state = state;
  }

  get id(): string {
    return this.#state.id;
  }

  get name(): string {
    return this.#state.name;
  }

  get memberIds(): readonly string[] {
    return [...this.#state.memberIds];
  }

  get messages(): readonly MessageRecord[] {
    return [...this.#state.messages.values()];
  }

  get ephemerals(): readonly EphemeralRecord[] {
    return this.#state.ephemerals;
  }

  invite(who: string): void {
    const userId = this.#idOf(who);
    if (this.#state.memberIds.has(userId)) return;
    this.#state.memberIds.add(userId);
    this.#core.changes.announce();
    if (this.#hasBot) this.#emit(memberJoined(this.#state, userId, this.#stamp()));
  }

  remove(who: string): void {
    const userId = this.#idOf(who);
    if (!this.#state.memberIds.delete(userId)) return;
    this.#core.changes.announce();
    if (userId === SANDBOX.botUserId) this.#emit(botLeft(this.#state, this.#stamp()));
    else if (this.#hasBot) this.#emit(memberLeft(this.#state, userId, this.#stamp()));
  }

  archive(): void {
    this.#change(
      (state) => {
        state.isArchived = true;
      },
      archived(this.#state, this.#stamp()),
    );
  }

  unarchive(): void {
    this.#change(
      (state) => {
        state.isArchived = false;
      },
      unarchived(this.#state, this.#stamp()),
    );
  }

  rename(name: string): void {
    this.#change(
      (state) => {
        state.name = name;
      },
      renamed({ ...this.#state, name }, this.#stamp()),
    );
  }

  makePrivate(): void {
    this.#change((state) => {
      state.isPrivate = true;
    });
  }

  changeId(id: string): void {
    const from = this.id;
    this.#core.workspace.changeId(this.#state, id);
    if (this.#hasBot) this.#emit(idChanged(from, id, this.#stamp()));
  }

  delete(): void {
    const { workspace, changes } = this.#core;
    workspace.channels.delete(this.id);
    changes.announce();
    if (this.#hasBot) this.#emit(deleted(this.#state, workspace.now(), this.#stamp()));
  }

  #change(how: (state: ChannelState) => void, event?: LifecycleEvent): void {
    how(this.#state);
    this.#core.changes.announce();
    if (event && this.#hasBot) this.#emit(event);
  }

  get #hasBot(): boolean {
    return this.#state.memberIds.has(SANDBOX.botUserId);
  }

  #idOf(who: string): string {
    if (who === 'bot') return SANDBOX.botUserId;
    const user = [...this.#core.workspace.users.values()].find(({ id, name }) => who === name || who === id);
    if (!user) throw new Error(`There is nobody named ${who}`);
    return user.id;
  }

  #stamp() {
    return { event_ts: this.#core.workspace.nextTs() };
  }

  #emit(event: LifecycleEvent): void {
    this.#core.events.emit({ ...event }, this.id);
  }
}
