import { LocalChannel } from './channel.ts';
import type { Channel, Deed, NewChannel, Team } from './control.ts';
import type { Core } from './core.ts';
import { channelChanged, type EventType, teamChanged } from './lifecycle.ts';
import { changeInstallation, changeMember } from './place.ts';
import type { ConversationState, TeamState } from './world-state.ts';

/** A team as tests see and change it. */
export class LocalTeam implements Team {
  readonly #core: Core;
  readonly #state: TeamState;

  constructor(core: Core, state: TeamState) {
    this.#core = core;
    this.#state = state;
  }

  get id(): string {
    return this.#state.id;
  }

  get aadGroupId(): string {
    return this.#state.aadGroupId;
  }

  get tenantId(): string {
    return this.#state.tenantId;
  }

  get name(): string {
    return this.#state.name;
  }

  get memberIds(): string[] {
    return [...this.#state.memberIds];
  }

  get isInstalled(): boolean {
    return this.#state.isInstalled;
  }

  get channels(): Channel[] {
    const own = this.#core.world.channels.filter(({ teamId }) => teamId === this.id);
    return own.map((channel) => new LocalChannel(this.#core, channel));
  }

  addChannel(name: string, options: NewChannel = {}): Channel {
    const channel = this.#core.world.addChannel(this.#state, name, options);
    channelChanged(this.#core, channel, 'channelCreated');
    return new LocalChannel(this.#core, channel);
  }

  install({ by }: Deed = {}): void {
    changeInstallation(this.#core, this.#state, this.#general, true, by);
  }

  uninstall({ by }: Deed = {}): void {
    changeInstallation(this.#core, this.#state, this.#general, false, by);
  }

  rename(name: string): void {
    this.#change({ name }, 'teamRenamed');
  }

  addMember(name: string): void {
    changeMember(this.#core, this.#general, this.#state.memberIds, name, true);
  }

  removeMember(name: string): void {
    changeMember(this.#core, this.#general, this.#state.memberIds, name, false);
  }

  archive(): void {
    this.#change({ isArchived: true }, 'teamArchived');
  }

  unarchive(): void {
    this.#change({ isArchived: false }, 'teamUnarchived');
  }

  /** Its channels go with it. */
  delete(): void {
    for (const channel of this.#core.world.channels) {
      if (channel.teamId === this.id) channel.isDeleted = true;
    }
    this.#change({ isDeleted: true }, 'teamDeleted');
  }

  get #general(): ConversationState {
    return this.#core.world.state.conversations.get(this.id) as ConversationState;
  }

  #change(change: Partial<Pick<TeamState, 'name' | 'isArchived' | 'isDeleted'>>, eventType: EventType): void {
    this.#core.world.change(() => Object.assign(this.#state, change));
    teamChanged(this.#core, this.#state, eventType);
  }
}
