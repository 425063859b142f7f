import { useSyncExternalStore } from 'react';
import type {
  About,
  BotShown,
  Change,
  ChannelShown,
  ClockShown,
  MessageShown,
  PlayShown,
  TrafficShown,
  UserShown,
  ViewShown,
} from './protocol.ts';

/** Everything that the server has told, sorted for drawing. Made anew with each change. */
export type World = {
  connected: boolean;
  about: About;
  clock: ClockShown & { heardAt: number };
  bot: BotShown;
  play: PlayShown;
  users: ReadonlyMap<string, UserShown>;
  channels: ReadonlyMap<string, ChannelShown>;
  /** By channel, oldest first. */
  messages: ReadonlyMap<string, MessageShown[]>;
  views: ReadonlyMap<string, ViewShown[]>;
  homes: ReadonlyMap<string, ViewShown>;
  traffic: TrafficShown[];
};

const entities = new Map<string, unknown>();
const listeners = new Set<() => void>();
let world: World | undefined;
let connected = false;
let heardAt = 0;

const tell = () => {
  world = entities.has('about') ? sorted() : undefined;
  for (const listener of listeners) listener();
};

const take = ({ fresh, set, gone }: Change) => {
  if (fresh) entities.clear();
  for (const name of gone) entities.delete(name);
  for (const [name, value] of Object.entries(set)) entities.set(name, value);
  if (set.clock) heardAt = performance.now();
};

const tryAgainMs = 1_000;

/** Listens to the server; connects again when it was gone. The browser by itself gives up after an answer that is none. */
export const connect = (): void => {
  const source = new EventSource('/state');
  source.onmessage = ({ data }) => {
    connected = true;
    take(JSON.parse(data) as Change);
    tell();
  };
  source.onerror = () => {
    source.close();
    connected = false;
    tell();
    setTimeout(connect, tryAgainMs);
  };
};

const sorted = (): World => {
  const of = <T>(kind: string): Map<string, T> => {
    const found = new Map<string, T>();
    for (const [name, value] of entities) {
      if (name.startsWith(`${kind}:`)) found.set(name.slice(kind.length + 1), value as T);
    }
    return found;
  };
  const one = <T>(kind: string) => entities.get(kind) as T;
  const messages = new Map<string, MessageShown[]>();
  for (const message of of<MessageShown>('message').values()) {
    const list = messages.get(message.channelId) ?? [];
    list.push(message);
    messages.set(message.channelId, list);
  }
  for (const list of messages.values()) list.sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return {
    connected,
    about: one<About>('about'),
    clock: { ...one<ClockShown>('clock'), heardAt },
    bot: one<BotShown>('bot'),
    play: one<PlayShown>('play'),
    users: of<UserShown>('user'),
    channels: of<ChannelShown>('channel'),
    messages,
    views: of<ViewShown[]>('views'),
    homes: of<ViewShown>('home'),
    traffic: [...of<TrafficShown>('traffic').values()].sort((a, b) => b.number - a.number),
  };
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The world as it stands; undefined until the server has spoken. */
export const useWorld = (): World | undefined => useSyncExternalStore(subscribe, () => world);

/** What the session clock shows now. */
export const sessionNow = ({ clock }: World): Date =>
  new Date(Date.parse(clock.at) + (performance.now() - clock.heardAt) * clock.speed);
