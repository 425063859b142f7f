import type { BotProcess } from '../bot-process.ts';
import type { Colleagues } from '../colleagues/colleagues.ts';
import type { Word } from '../page/protocol.ts';
import type { SessionTime } from '../session-time.ts';
import type { LocalSlack } from '../slack/control.ts';
import type { AppMenus } from '../teams/app-menus.ts';
import type { LocalTeams } from '../teams/control.ts';

/** What the page shows and moves. */
export type SandboxStage = {
  slack: LocalSlack;
  teams: LocalTeams;
  /** What the app's manifest offers in Teams. */
  menus: AppMenus;
  bot: Pick<BotProcess, 'status' | 'trouble' | 'start' | 'kill' | 'stop'>;
  time: SessionTime;
  colleagues: Colleagues;
  words: Word[];
  /** Calls back when anything but the platforms has changed: clock, bot, colleagues. */
  onChange(listener: () => void): () => void;
};
