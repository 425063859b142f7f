import type { PersonShown, PlaceShown, SaidShown, Word } from './protocol.ts';

/** An Adaptive Card. Each action that can be pressed has, as its id, the index by which the local Teams knows it. */
export type CardJson = Record<string, unknown>;

/** Where a command of the app's manifest belongs. */
export type Scope = 'team' | 'groupChat' | 'personal';

/** What only the local Teams has, of the page's protocol. */
export type TeamsAbout = {
  botId: string;
  /** The manifest's commands: what is typed after a mention, or after a slash. */
  commands: Record<Scope, { mention: Word[]; slash: Word[] }>;
  /** The manifest's action commands, behind the + of the compose box. */
  extensions: { id: string; title: string; does: string }[];
};

export type TeamsPersonShown = PersonShown & {
  /** In the directory, as people pickers know them. */
  aadObjectId: string;
};

export type TeamShown = { id: string; name: string; memberIds: string[]; isInstalled: boolean };

export type TeamsPlaceShown = PlaceShown & {
  kind: 'standard' | 'private' | 'shared' | 'groupChat' | 'personal';
  /** Of a channel. */
  teamId: string | undefined;
};

export type TeamsMessageShown = SaidShown & {
  text: string;
  cards: CardJson[];
  /** Ids of people by reaction. */
  reactions: Record<string, string[]>;
};

/** Cards as they stand on one person's screen, and what is typed into their inputs, by id. */
export type SurfaceShown = { cards: CardJson[]; values: Record<string, string> };

/** `isReturned`: the bot answered a press with a card for this person alone; else they only folded or typed something. */
export type OwnCardsShown = SurfaceShown & { isReturned: boolean };

export type DialogShown = SurfaceShown & { title: string };

/** A message's cards, or the open dialog. */
export type Surface = 'dialog' | { messageId: string };

export type TeamsDeed =
  | { does: 'say'; as: string; place: string; text: string; rootId?: string | undefined }
  /** A slash command: only the bot gets it. */
  | { does: 'command'; as: string; place: string; text: string; rootId?: string | undefined }
  | { does: 'extension'; as: string; place: string; id: string }
  /** `typed`: what stands in the inputs, by id. */
  | { does: 'press'; as: string; surface: Surface; index: number; typed: Record<string, string> }
  | { does: 'close'; as: string }
  | { does: 'react'; as: string; messageId: string; reaction: string; wanted: boolean }
  /** The app in a team, or in a channel or chat that has apps of its own. */
  | { does: 'install'; as: string; where: string; wanted: boolean };
