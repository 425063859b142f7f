import type { Chat, Deed } from './control.ts';
import { changeInstallation, LocalPlace } from './place.ts';
import type { GroupChatState, PersonalChatState } from './world-state.ts';

/** A group chat, or a chat with the bot, as tests see and change it. */
export class LocalChat extends LocalPlace<GroupChatState | PersonalChatState> implements Chat {
  install({ by }: Deed = {}): void {
    changeInstallation(this.core, this.state, this.state, true, by);
  }

  uninstall({ by }: Deed = {}): void {
    changeInstallation(this.core, this.state, this.state, false, by);
  }
}
