import type { KnownBlock } from '@slack/types';
import type { SaidShown, Word } from './protocol.ts';

/** What only the local Slack has, of the page's protocol. */
export type SlackAbout = {
  botId: string;
  /** What can be typed after `/microtraining`. */
  words: Word[];
};

/** Found at `/file/<id>`. */
export type FileShown = { id: string; name: string; title: string; bytes: number };

export type SlackMessageShown = SaidShown & { text: string; blocks: KnownBlock[]; files: FileShown[] };

export type ViewShown = {
  id: string;
  title: string;
  submit: string | undefined;
  close: string | undefined;
  blocks: KnownBlock[];
  /** By block id and action id, as in Slack's `view.state.values`. */
  values: Record<string, Record<string, ValueShown>>;
  /** By block id. */
  errors: Record<string, string>;
};

export type ValueShown = {
  value?: string | null | undefined;
  selected_option?: { value: string } | null | undefined;
  selected_options?: { value: string }[] | undefined;
  selected_user?: string | null | undefined;
  selected_users?: string[] | undefined;
  selected_date?: string | null | undefined;
  selected_time?: string | null | undefined;
};

export type Address = {
  on: { view: string } | { home: true } | { channel: string; ts: string };
  blockId: string;
  actionId: string;
};
export type Value = {
  text?: string;
  option?: string;
  options?: string[];
  user?: string;
  users?: string[];
  date?: string;
  time?: string;
};
/** What has been typed into a form and not been sent yet. */
export type Typed = { blockId: string; actionId: string; text: string };

export type SlackDeed =
  | { does: 'say'; as: string; channel: string; text: string; threadTs?: string | undefined }
  | { does: 'use'; as: string; element: Address; value?: Value; typed?: Typed[] }
  | { does: 'submit'; as: string; typed: Typed[] }
  | { does: 'close'; as: string; all: boolean }
  | { does: 'open-home'; as: string };
