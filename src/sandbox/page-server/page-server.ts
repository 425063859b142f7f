import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Deed, Done } from '../page/protocol.ts';
import { type Bundle, bundlePage } from './bundle.ts';
import { carryOut } from './carry-out.ts';
import { entitiesOf } from './entities.ts';
import type { Entity } from './entity.ts';
import { createFaultSwitches } from './fault-switches.ts';
import { createFeed } from './feed.ts';
import { refusalOf, securityHeaders } from './guard.ts';
import { html, icon } from './html.ts';
import type { SandboxStage } from './sandbox-stage.ts';

export type PageServer = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Shows this. @returns the way to take it off again */
  open(stage: SandboxStage): Promise<() => void>;
  stop(): Promise<void>;
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const mostBytes = 256 * 1024;

/**
 * The one page, on loopback only.
 * @param port 0: any free one
 * @throws the system's error where the port is taken
 */
export const startPageServer = async (port: number): Promise<PageServer> => {
  // It takes a while, and nothing has to be there for it.
  const bundle = bundlePage();
  bundle.catch(ignore);
  /** None while the sandbox starts or stops. */
  let routes: Record<string, Answer> | undefined;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refusal = refusalOf(request);
    if (refusal) return end(response, 403, 'text/plain', refusal);
    if (!routes) return startsSoon(response);
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const [, first = ''] = pathname.split('/');
    const answer = routes[`${request.method} /${first}`];
    if (!answer) return end(response, 404, 'text/plain', 'Not found');
    void Promise.resolve(answer(request, response)).catch(() => end(response, 500, 'text/plain', 'Failed'));
  });
  await listening(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: async (stage) => {
      const shown = await routesOf(stage, await bundle);
      routes = shown.routes;
      return () => {
        routes = undefined;
        shown.close();
      };
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};

const routesOf = async (stage: SandboxStage, { script, style }: Bundle) => {
  const { slack, teams, time } = stage;
  const faults = createFaultSwitches(slack.faults, teams.faults);
  let nextAt = await time.nextEventAt();
  let moving = 0;
  const entities = (): Entity[] =>
    entitiesOf(stage, faults, {
      at: time.now().toISOString(),
      speed: time.speed,
      nextAt: nextAt?.toISOString(),
      moving: moving > 0,
    });
  const feed = createFeed(entities);
  const announce = () => {
    feed.announce();
    void time.nextEventAt().then((next) => {
      if (next?.getTime() === nextAt?.getTime()) return;
      nextAt = next;
      feed.announce();
    }, ignore);
  };
  const stops = [slack, teams, stage].map((one) => one.onChange(announce));

  const act: Answer = async (request, response) => {
    const deed = JSON.parse(await readBody(request)) as Deed;
    const isMove = deed.does === 'clock';
    if (isMove) moving += 1;
    announce();
    let done: Done;
    try {
      done = await carryOut(stage, faults, deed);
    } catch (fault) {
      done = { error: fault instanceof Error ? fault.message : String(fault) };
    }
    if (isMove) moving -= 1;
    announce();
    end(response, 200, 'application/json', JSON.stringify(done));
  };

  const traffic: Answer = (request, response) => {
    const [, , platform, number] = request.url?.split('/') ?? [];
    const entry = (platform === 'teams' ? teams : slack).traffic[Number(number) - 1];
    if (!entry) return end(response, 404, 'text/plain', 'Not found');
    end(response, 200, 'application/json', JSON.stringify(entry));
  };

  const file: Answer = (request, response) => {
    const id = request.url?.split('/')[2];
    const chats = [...slack.channels, ...slack.people.map((person) => slack.directChannel(person))];
    const found = chats
      .flatMap(({ messages }) => messages.flatMap(({ files }) => files))
      .find((one) => one.id === id);
    if (!found) return end(response, 404, 'text/plain', 'Not found');
    response.setHeader(
      'content-disposition',
      `attachment; filename="${found.name.replaceAll(/[^\w.-]/g, '_')}"`,
    );
    end(response, 200, 'application/octet-stream', found.text);
  };

  const routes: Record<string, Answer> = {
    'GET /': (_request, response) => end(response, 200, 'text/html', html),
    'GET /page.js': (_request, response) => end(response, 200, 'text/javascript', script),
    'GET /page.css': (_request, response) => end(response, 200, 'text/css', style),
    'GET /icon.svg': (_request, response) => end(response, 200, 'image/svg+xml', icon),
    'GET /state': (_request, response) => feed.join(response),
    'GET /traffic': traffic,
    'GET /file': file,
    'POST /do': act,
  };
  return {
    routes,
    close: () => {
      for (const stop of stops) stop();
      feed.stop();
    },
  };
};

/** The database is busy or gone, and the next change asks again; a bundle that fails says so to whoever opens it. */
const ignore = () => {};

/** A browser that comes too early asks again by itself. */
const startsSoon = (response: ServerResponse): void => {
  response.setHeader('refresh', '1');
  end(response, 503, 'text/plain', 'The sandbox is starting …');
};

const end = (response: ServerResponse, status: number, type: string, body: string): void => {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) throw new Error('too much');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
};

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
