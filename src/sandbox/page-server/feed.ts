import type { ServerResponse } from 'node:http';
import type { Change } from '../page/protocol.ts';
import type { Entity } from './entity.ts';

export type Feed = {
  /** Begins to send to a page: everything first, then what changes. */
  join(response: ServerResponse): void;
  /** Something may have changed. */
  announce(): void;
  stop(): void;
};

/** Several changes in a row go out together. */
const gatherMs = 30;
const keepAliveMs = 15_000;

/** Server-Sent Events: to each page what is new to it. */
export const createFeed = (entities: () => Entity[]): Feed => {
  const pages = new Map<ServerResponse, Map<string, string>>();
  let timer: NodeJS.Timeout | undefined;

  const send = (response: ServerResponse, change: Change) =>
    response.write(`data: ${JSON.stringify(change)}\n\n`);

  const refresh = () => {
    timer = undefined;
    if (pages.size === 0) return;
    const now = entities();
    for (const [response, known] of pages) {
      const change = changeFor(known, now);
      if (change) send(response, change);
    }
  };

  const keepAlive = setInterval(() => {
    for (const response of pages.keys()) response.write(': still here\n\n');
  }, keepAliveMs);
  keepAlive.unref();

  return {
    join: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      const known = new Map<string, string>();
      const first = changeFor(known, entities());
      send(response, { fresh: true, set: first?.set ?? {}, gone: [] });
      pages.set(response, known);
      response.once('close', () => pages.delete(response));
    },
    announce: () => {
      timer ??= setTimeout(refresh, gatherMs);
    },
    stop: () => {
      clearTimeout(timer);
      clearInterval(keepAlive);
      for (const response of pages.keys()) response.end();
      pages.clear();
    },
  };
};

/** What a page with these stamps does not know yet; notes it as known. */
const changeFor = (known: Map<string, string>, now: Entity[]): Change | undefined => {
  const set: Change['set'] = {};
  const names = new Set<string>();
  for (const { name, stamp, value } of now) {
    names.add(name);
    if (known.get(name) === stamp) continue;
    known.set(name, stamp);
    set[name] = value();
  }
  const gone = [...known.keys()].filter((name) => !names.has(name));
  for (const name of gone) known.delete(name);
  return Object.keys(set).length + gone.length > 0 ? { fresh: false, set, gone } : undefined;
};
