import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Changes } from '../changes.ts';
import { Traffic } from '../traffic.ts';
import { until } from '../until.ts';
import { realWaiting } from '../waiting.ts';
import { LocalChannel } from './channel.ts';
import type { Channel, LocalSlack, LocalSlackOptions, Person } from './control.ts';
import type { Core } from './core.ts';
import { Deliveries } from './deliver.ts';
import { Events } from './events.ts';
import { Faults } from './faults.ts';
import { answerUpload, Files } from './files.ts';
import { type LifecycleEvent, uninstalled, userChanged } from './lifecycle-events.ts';
import { livedBy } from './lived-by.ts';
import { offersTo } from './offers.ts';
import { LocalPerson } from './person.ts';
import { Rates } from './rates.ts';
import { RequestUrls } from './request-urls.ts';
import { answerResponseUrl, ResponseUrls } from './response-urls.ts';
import { keepSnapshot } from './snapshot-file.ts';
import { Sockets } from './socket-mode.ts';
import { channelFor } from './surfaces.ts';
import { Triggers } from './triggers.ts';
import { Views } from './views.ts';
import { answerApiCall } from './web-api.ts';
import { type ChannelState, SANDBOX, type User, Workspace } from './workspace.ts';

/** What an app is granted that was made from the manifest. */
const SCOPES = [
  ...['commands', 'chat:write', 'channels:read', 'groups:read', 'users:read', 'files:write'],
  ...['channels:history', 'groups:history', 'im:history', 'im:write'],
];

/** Starts a local Slack on 127.0.0.1; the bot talks to it over HTTP, people through the returned object. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { core, stopWaiting } = wire(options);
  const kept = options.keepIn === undefined ? undefined : keepSnapshot(core, options.keepIn);
  const server = createServer((request, response) => {
    answer(core, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error instanceof Error ? error.stack : error));
    });
  });
  server.on('upgrade', (request, stream, head) => core.sockets.upgrade(request, stream, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  core.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return control(core, kept?.restored ?? false, async () => {
    core.events.stop();
    stopWaiting();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    core.sockets.stop();
    await closed;
    kept?.stop();
  });
}

function wire(options: LocalSlackOptions): { core: Core; stopWaiting: () => void } {
  const { now, machineNow = Date.now, signingSecret, acknowledgeWithinMs = 3_000 } = options;
  const { mostTraffic = Number.POSITIVE_INFINITY } = options;
  const changes = new Changes();
  const traffic = new Traffic(now, machineNow, changes, mostTraffic);
  const requestUrls = new RequestUrls({ signingSecret, machineNow, acknowledgeWithinMs });
  const sockets = new Sockets(changes, acknowledgeWithinMs);
  const deliveries = new Deliveries(sockets, requestUrls, traffic);
  const waiting = realWaiting();
  const core: Core = {
    url: '',
    botToken: options.botToken,
    appToken: options.appToken,
    scopes: SCOPES,
    messageEvents: options.messageEvents ?? false,
    changes,
    traffic,
    requestUrls,
    sockets,
    deliveries,
    workspace: new Workspace(now, changes, options.botIn),
    views: new Views(now, changes),
    triggers: new Triggers(machineNow),
    responseUrls: new ResponseUrls(machineNow),
    faults: new Faults(),
    files: new Files(),
    rates: options.enforceRates ? new Rates(machineNow) : undefined,
    events: new Events(deliveries, now, options.wait ?? waiting.wait),
  };
  return { core, stopWaiting: waiting.stop };
}

async function answer(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', core.url);
  const [, area, name = ''] = pathname.split('/');
  if (request.method === 'POST' && area === 'upload') return answerUpload(core, name, request, response);
  const body = await readBody(request);
  if (request.method === 'POST' && area === 'api') {
    return answerApiCall(core, name, body, request, response);
  }
  if (request.method === 'POST' && area === 'response') {
    return answerResponseUrl(core, name, body, request, response);
  }
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function control(core: Core, restored: boolean, stop: () => Promise<void>): LocalSlack {
  const { workspace } = core;
  const persons = new Map<string, Person>();
  const personOf = (id: string): Person => {
    const user = workspace.users.get(id);
    if (!user) throw new Error(`There is no user ${id}`);
    const person = persons.get(id) ?? new LocalPerson(core, user);
    persons.set(id, person);
    return person;
  };
  const people = () => workspace.people.map(({ id }) => personOf(id));
  const person = (name: string) => {
    const found = people().find((each) => each.name === name);
    if (!found) throw new Error(`There is nobody named ${name}`);
    return found;
  };
  const userOf = (who: Person | string): User =>
    workspace.users.get(typeof who === 'string' ? person(who).id : who.id) as User;
  const stamp = () => ({ event_ts: workspace.nextTs() });
  const emit = (event: LifecycleEvent) => core.events.emit({ ...event });
  const shown = (state: ChannelState): Channel => new LocalChannel(core, state);
  const channels = () => [...workspace.channels.values()].filter((each) => !each.dmWith);
  return {
    name: 'slack',
    url: core.url,
    apiUrl: `${core.url}/api/`,
    teamId: SANDBOX.teamId,
    botUserId: SANDBOX.botUserId,
    restored,
    connect: (url) => core.requestUrls.connect(url),
    disconnect: (url) => core.requestUrls.disconnect(url),
    get openSockets() {
      return core.sockets.open;
    },
    refreshSockets: () => core.sockets.refresh(),
    dropSockets: (reason) => core.sockets.drop(reason),
    get users() {
      return [...workspace.users.values()].map(({ id, name, tz, isAdmin, isGuest }) => ({
        id,
        name,
        tz,
        isAdmin,
        isGuest,
      }));
    },
    get people() {
      return people();
    },
    person,
    addPerson: (name, options = {}) => personOf(workspace.addPerson(name, options).id),
    get channels() {
      return channels().map(shown);
    },
    channel: (nameOrId) => {
      const found = channels().find(({ id, name }) => nameOrId === id || nameOrId === name);
      if (!found) throw new Error(`There is no channel "${nameOrId}"`);
      return shown(found);
    },
    addChannel: (name, options = {}) => shown(workspace.addChannel(name, options)),
    deactivate: (who) => {
      const user = userOf(who);
      workspace.deactivate(user);
      emit(userChanged(user, workspace.now(), stamp()));
    },
    renamePerson: (who, name) => {
      const user = userOf(who);
      user.name = name;
      core.changes.announce();
      emit(userChanged(user, workspace.now(), stamp()));
    },
    uninstall: () => {
      core.deliveries.isInstalled = false;
      for (const event of uninstalled()) emit(event);
    },
    reinstall: () => {
      core.deliveries.isInstalled = true;
    },
    loseEvents: (...types) => {
      for (const type of types) core.events.lost.add(type);
    },
    redeliver: (type) => core.events.redeliver(type),
    directMessages: (who) => {
      const { id } = typeof who === 'string' ? person(who) : who;
      return [...workspace.directChannel(id).messages.values()];
    },
    directChannel: (who) => shown(workspace.directChannel(typeof who === 'string' ? person(who).id : who.id)),
    offersTo: (name) => offersTo(core, userOf(name)),
    livedBy: (name, place) => {
      const user = userOf(name);
      return livedBy(core, user, channelFor(core, user, place));
    },
    traffic: core.traffic.entries,
    faults: core.faults,
    get scopes() {
      return core.scopes;
    },
    set scopes(granted) {
      core.scopes = granted;
    },
    until: (condition, options = {}) => until(core.changes, core.traffic.entries, condition, options),
    onChange: (listener) => core.changes.listen(listener),
    eventsDelivered: () => core.events.delivered(),
    stop,
  };
}
