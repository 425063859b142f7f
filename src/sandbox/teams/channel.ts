import type { Channel, Deed } from './control.ts';
import { channelChanged, type EventType } from './lifecycle.ts';
import { changeInstallation, LocalPlace } from './place.ts';
import type { ChannelState } from './world-state.ts';

/** A channel as tests and the page see and change it. */
export class LocalChannel extends LocalPlace<ChannelState> implements Channel {
  get teamId(): string {
    return this.state.teamId;
  }

  install({ by }: Deed = {}): void {
    this.#changeInstallation(true, by);
  }

  uninstall({ by }: Deed = {}): void {
    this.#changeInstallation(false, by);
  }

  rename(name: string): void {
    this.core.world.change(() => {
      this.state.name = name;
    });
    channelChanged(this.core, this.state, 'channelRenamed');
  }

  delete(): void {
    this.#setDeleted(true, 'channelDeleted');
  }

  restore(): void {
    this.#setDeleted(false, 'channelRestored');
  }

  #setDeleted(isDeleted: boolean, eventType: EventType): void {
    this.core.world.change(() => {
      this.state.isDeleted = isDeleted;
    });
    channelChanged(this.core, this.state, eventType);
  }

  #changeInstallation(isInstalled: boolean, by: string | undefined): void {
    if (this.state.kind === 'standard') throw new Error('A standard channel has the apps of its team');
    changeInstallation(this.core, this.state, this.state, isInstalled, by);
  }
}
