import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Changes } from '../changes.ts';
import { PlannedFaults } from '../planned-faults.ts';
import { Traffic } from '../traffic.ts';
import { until } from '../until.ts';
import { LocalChannel } from './channel.ts';
import { LocalChat } from './chat.ts';
import { answerCall } from './connector.ts';
import type { Channel, LocalTeams, LocalTeamsOptions, Person } from './control.ts';
import { type Core, serviceUrlOf } from './core.ts';
import { Deliveries } from './deliveries.ts';
import { plainOutcome } from './invoke.ts';
import { LOCAL_LIMITS } from './limits.ts';
import { endpointsOf } from './login.ts';
import { personOf } from './person.ts';
import { Rates } from './rates.ts';
import { signingKeys } from './signing-keys.ts';
import { keepSnapshot } from './snapshot.ts';
import { LocalTeam } from './team.ts';
import { Tokens } from './tokens.ts';
import { BOT_NAME, World } from './world.ts';
import type { PersonState } from './world-state.ts';

/** Starts a local Teams on 127.0.0.1; the bot talks to it over HTTP, people through the returned object. */
export const startLocalTeams = async (options: LocalTeamsOptions): Promise<LocalTeams> => {
  const core = await wire(options);
  const kept = options.keepIn === undefined ? undefined : keepSnapshot(core, options.keepIn);
  const server = createServer((request, response) => {
    answerCall(core, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error instanceof Error ? error.stack : error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  core.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return control(core, kept?.restored ?? false, async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    kept?.stop();
  });
};

const wire = async (options: LocalTeamsOptions): Promise<Core> => {
  const { appId, appPassword, now, machineNow = Date.now } = options;
  const { answerWithinMs = LOCAL_LIMITS.invoke.answerMs, mostTraffic = Number.POSITIVE_INFINITY } = options;
  const changes = new Changes();
  const traffic = new Traffic(now, machineNow, changes, mostTraffic);
  const keys = await signingKeys();
  const tokens = new Tokens(keys, appId, machineNow);
  return {
    url: '',
    appPassword,
    readsMessages: options.readsMessages ?? false,
    changes,
    world: new World(options, changes),
    traffic,
    faults: new PlannedFaults(),
    rates: options.enforceRates ? new Rates(machineNow) : undefined,
    keys,
    tokens,
    deliveries: new Deliveries({ tokens, traffic, answerWithinMs }),
    repeatInvokes: 'never',
    keepOwnCards: false,
  };
};

const control = (core: Core, restored: boolean, stop: () => Promise<void>): LocalTeams => {
  const { world, deliveries } = core;
  const serviceUrl = serviceUrlOf(core, world.tenantId);
  const persons = new Map<string, Person>();
  const shown = (state: PersonState): Person => {
    const person = persons.get(state.id) ?? personOf(core, state);
    persons.set(state.id, person);
    return person;
  };
  const chatWith = (who: Person | string) =>
    new LocalChat(core, world.personalChatOf(world.personNamed(typeof who === 'string' ? who : who.name)));
  const groupChats = () => [...world.state.conversations.values()].filter((one) => one.kind === 'groupChat');
  return {
    url: core.url,
    appId: world.appId,
    botId: world.botId,
    botName: BOT_NAME,
    tenantId: world.tenantId,
    serviceUrl,
    endpoints: endpointsOf(core),
    restored,
    connect: (url) => deliveries.connect(url),
    disconnect: (url) => deliveries.disconnect(url),
    addTenant: (name) => {
      const { id } = world.addTenant(name);
      return { id, serviceUrl: serviceUrlOf(core, id) };
    },
    get people() {
      return [...world.state.people.values()].map(shown);
    },
    person: (name) => shown(world.personNamed(name)),
    addPerson: (name, options = {}) => shown(world.addPerson(name, options)),
    get teams() {
      const open = [...world.state.teams.values()].filter(({ isDeleted }) => !isDeleted);
      return open.map((team) => new LocalTeam(core, team));
    },
    team: (nameOrId) => {
      const found = [...world.state.teams.values()].find(
        ({ id, name }) => nameOrId === id || nameOrId === name,
      );
      if (!found) throw new Error(`There is no team "${nameOrId}"`);
      return new LocalTeam(core, found);
    },
    addTeam: (name, options = {}) => new LocalTeam(core, world.addTeam(name, options)),
    get channels() {
      return world.channels.map((channel) => new LocalChannel(core, channel));
    },
    channel: (nameOrId) => channelNamed(core, nameOrId),
    get groupChats() {
      return groupChats().map((chat) => new LocalChat(core, chat));
    },
    addGroupChat: (name, options = {}) => new LocalChat(core, world.addGroupChat(name, options)),
    directChat: chatWith,
    directMessages: (who) => chatWith(who).messages,
    mint: (kind = 'right', options = {}) =>
      core.tokens.mint(kind, { serviceUrl, tenantId: world.tenantId, ...options }),
    post: async (activity, options) => {
      const token = options && 'token' in options ? (options.token ?? null) : undefined;
      return plainOutcome(await deliveries.deliver(activity, token));
    },
    loseActivities: (...types) => {
      for (const type of types) deliveries.lost.add(type);
    },
    redeliver: async (type) => plainOutcome(await deliveries.deliver(deliveries.latest(type))),
    get repeatInvokes() {
      return core.repeatInvokes;
    },
    set repeatInvokes(how) {
      core.repeatInvokes = how;
    },
    get keepOwnCards() {
      return core.keepOwnCards;
    },
    set keepOwnCards(keep) {
      core.keepOwnCards = keep;
    },
    traffic: core.traffic.entries,
    faults: core.faults,
    until: (condition, options = {}) => until(core.changes, core.traffic.entries, condition, options),
    onChange: (listener) => core.changes.listen(listener),
    activitiesDelivered: () => deliveries.delivered(),
    stop,
  };
};

/** By name, `Team/name`, or id. @throws when there is none */
const channelNamed = (core: Core, nameOrId: string): Channel => {
  const { world } = core;
  const found = world.channels.find((channel) =>
    [channel.id, `${world.teamOf(channel).name}/${channel.name}`, channel.name].includes(nameOrId),
  );
  if (!found) throw new Error(`There is no channel "${nameOrId}"`);
  return new LocalChannel(core, found);
};
