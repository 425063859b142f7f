import type { MessageRecord } from './control.ts';
import type { Core } from './core.ts';
import { installationChanged, memberChanged } from './lifecycle.ts';
import { recordOf } from './record.ts';
import type { ConversationState } from './world-state.ts';

/** Adds somebody to a set of members, or takes them out; nothing happens where that changes nothing. */
export const changeMember = (
  core: Core,
  state: ConversationState,
  ids: Set<string>,
  name: string,
  isAdded: boolean,
) => {
  const person = core.world.personNamed(name);
  if (ids.has(person.id) === isAdded) return;
  core.world.change(() => void (isAdded ? ids.add(person.id) : ids.delete(person.id)));
  memberChanged(core, state, person, isAdded ? 'membersAdded' : 'membersRemoved');
};

/** Installs the app in `holder`, or removes it, and tells the bot in `state`; once only. */
export const changeInstallation = (
  core: Core,
  holder: { isInstalled: boolean },
  state: ConversationState,
  isInstalled: boolean,
  by: string | undefined,
) => {
  if (holder.isInstalled === isInstalled) return;
  core.world.change(() => {
    holder.isInstalled = isInstalled;
  });
  installationChanged(core, state, isInstalled ? 'add' : 'remove', by);
};

/** Somewhere messages stand, as tests see it. */
export class LocalPlace<State extends ConversationState> {
  protected readonly core: Core;
  protected readonly state: State;

  constructor(core: Core, state: State) {
    this.core = core;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  get name(): string {
    return this.state.name;
  }

  get tenantId(): string {
    return this.state.tenantId;
  }

  get kind(): State['kind'] {
    return this.state.kind;
  }

  get memberIds(): string[] {
    return this.core.world.membersOf(this.state).map(({ id }) => id);
  }

  get hasBot(): boolean {
    return this.core.world.hasBot(this.state);
  }

  get messages(): MessageRecord[] {
    return [...this.state.messages.values()].map(recordOf);
  }

  addMember(name: string): void {
    changeMember(this.core, this.state, this.ownMembers, name, true);
  }

  removeMember(name: string): void {
    changeMember(this.core, this.state, this.ownMembers, name, false);
  }

  /** @throws where people cannot be added one by one */
  private get ownMembers(): Set<string> {
    const state: ConversationState = this.state;
    if (state.kind === 'personal' || state.kind === 'standard')
      throw new Error('It has no members of its own');
    return state.memberIds;
  }
}
