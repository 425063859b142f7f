import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { slackScopes } from '../../../src/slack/scopes.ts';
import { slackEndpoint } from '../../../src/slack/slack-app.ts';
import { databaseTimeoutMs, startDatabase } from '../../support/database.ts';
import { filesInImage, readProjectFile } from '../../support/image.ts';
import { openWorld } from '../../support/world.ts';

/**
 * What each method asks of a bot token where it is used in public and private channels.
 * Source: "Required scopes" of each page under https://docs.slack.dev/reference/methods, November 2026.
 */
const scopesOfMethods: Record<string, readonly string[]> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  filesUploadV2: ['files:write'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
  // Asks for connections:write, of the app-level token.
  'apps.connections.open': [],
};

/** The same for events, from https://docs.slack.dev/reference/events. */
const scopesOfEvents: Record<string, readonly string[]> = {
  app_home_opened: [],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: [],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unarchive: ['channels:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  team_rename: ['team:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** Left to who runs the bot: Slack would send it everything that people write in its channels. */
const leftOut = 'message';

type Manifest = {
  display_information: { name: string; description: string; long_description: string };
  features: {
    app_home: Record<string, boolean>;
    bot_user: { display_name: string; always_online: boolean };
    slash_commands: { command: string; url: string; description: string; usage_hint: string }[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url: string };
  };
};
const manifest = parse(readProjectFile('manifests/slack.yaml')) as Manifest;
const { features, oauth_config, settings } = manifest;

/** Every method of the Web API, as the SDK names it. */
const namesIn = (value: object, prefix = ''): string[] =>
  Object.entries(value).flatMap(([name, member]) => {
    if (typeof member === 'function') return [prefix + name];
    return typeof member === 'object' && member !== null ? namesIn(member, `${prefix}${name}.`) : [];
  });
const allMethods = namesIn(new WebClient()).filter((name) => name.includes('.') || name === 'filesUploadV2');

/** The methods that production calls: what its sources say after a dot, or as a text by itself. */
const methodsCalled = (): string[] => {
  const sources = filesInImage().filter((path) => path.endsWith('.ts'));
  const text = sources.map(readProjectFile).join('\n');
  const said = new Set(text.match(/(?<=[.'])[a-z]\w*(\.[a-zA-Z]\w*)*(?=[('])/g));
  return allMethods.filter((name) => said.has(name));
};

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();
const asked = (scopes: readonly { scope: string }[]): string[] => scopes.map(({ scope }) => scope);

describe('manifests/slack.yaml', () => {
  /** What the bot listens to, as it tells Bolt. */
  let heard: Record<'command' | 'event' | 'shortcut' | 'options' | 'message' | 'function', string[]>;

  /** The events of the manifest that bring about what the bot listens to. */
  const subscribed = () => unique(heard.event.filter((name) => name !== leftOut));

  beforeAll(async () => {
    const spies = {
      command: jest.spyOn(App.prototype, 'command'),
      event: jest.spyOn(App.prototype, 'event'),
      shortcut: jest.spyOn(App.prototype, 'shortcut'),
      options: jest.spyOn(App.prototype, 'options'),
      message: jest.spyOn(App.prototype, 'message'),
      function: jest.spyOn(App.prototype, 'function'),
    };
    const namesFor = ({ mock }: { mock: { calls: readonly unknown[][] } }) =>
      unique(mock.calls.map(([name]) => String(name)));
    const database = await startDatabase();
    const world = await openWorld(database);
    heard = {
      command: namesFor(spies.command),
      event: namesFor(spies.event),
      shortcut: namesFor(spies.shortcut),
      options: namesFor(spies.options),
      message: namesFor(spies.message),
      function: namesFor(spies.function),
    };
    jest.restoreAllMocks();
    await world.stop();
    await database.stop();
  }, databaseTimeoutMs);

  test('holds every command that the bot answers, and no other', () => {
    expect(heard.command).toEqual(features.slash_commands.map(({ command }) => command));
    expect(Object.keys(features).sort()).toEqual(['app_home', 'bot_user', 'slash_commands']);
  });

  test('holds every event that the bot listens to, and no other: least of all what people write', () => {
    expect(settings.event_subscriptions.bot_events.toSorted()).toEqual(subscribed());
  });

  test('holds every scope that methods, events and commands ask for, and no other', () => {
    const methods = methodsCalled();
    expect(methods).toEqual(expect.arrayContaining(['auth.test', 'chat.postMessage', 'users.info']));
    expect(methods.filter((name) => !(name in scopesOfMethods))).toEqual([]);
    expect(subscribed().filter((name) => !(name in scopesOfEvents))).toEqual([]);
    const needed = [
      'commands',
      ...methods.flatMap((name) => scopesOfMethods[name]!),
      ...subscribed().flatMap((name) => scopesOfEvents[name]!),
    ];
    expect(unique(oauth_config.scopes.bot)).toEqual(unique(needed));
  });

  test('asks for the same scopes as the code does, the optional ones among them as such', () => {
    const { required, optional } = slackScopes;
    expect(oauth_config.scopes.bot).toEqual(asked([...required, ...optional]));
    // Slack wants the optional ones to stand in both lists.
    expect(oauth_config.scopes.bot_optional).toEqual(asked(optional));
    expect(Object.keys(oauth_config)).toEqual(['scopes']);
    expect(Object.keys(oauth_config.scopes)).toEqual(['bot', 'bot_optional']);
  });

  test('is explained scope by scope in the README', () => {
    const rows = [
      ...readProjectFile('README.md').matchAll(/^\| ((?:`[a-z]+(?::[a-z]+)?`,? )+)(optional)? *\|/gm),
    ];
    const explained = rows.flatMap(([, names = '', optional]) =>
      [...names.matchAll(/[\w:]+/g)].map(([scope]) => ({ scope, optional: optional !== undefined })),
    );
    const isOptional = (scope: string) => oauth_config.scopes.bot_optional.includes(scope);
    expect(explained.filter(({ scope }) => scope.includes(':') || scope === 'commands')).toEqual(
      oauth_config.scopes.bot.map((scope) => ({ scope, optional: isOptional(scope) })),
    );
  });

  test('holds every setting that the bot needs, and no other', () => {
    const [command] = features.slash_commands;
    const url = `https://microtraining.example.com${slackEndpoint}`;
    expect(command?.url).toBe(url);
    expect(settings).toEqual({
      event_subscriptions: { request_url: url, bot_events: expect.any(Array) },
      interactivity: { is_enabled: true, request_url: url },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    });
    expect(features.app_home).toEqual({
      home_tab_enabled: heard.event.includes('app_home_opened'),
      // The lead's private messages stand there; what people write there nobody would read.
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
    expect([heard.shortcut, heard.options, heard.message, heard.function].flat()).toEqual([]);
  });

  test('keeps to the lengths that Slack allows', () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(174);
    expect(long_description.length).toBeLessThanOrEqual(4000);
    for (const command of features.slash_commands) {
      expect(command.command.length).toBeLessThanOrEqual(32);
      expect(command.description.length).toBeLessThanOrEqual(2000);
      expect(command.usage_hint.length).toBeLessThanOrEqual(1000);
    }
  });
});
