import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readTeamsPackageSettings } from '../../../src/config.ts';
import { commands } from '../../../src/messages/commands.ts';
import { fillInManifest, problemsOfManifest } from '../../../src/teams/app-package.ts';
import { appReads } from '../../../src/texts/en/teams.ts';
import { projectRoot, readProjectFile } from '../../support/image.ts';
import { required } from '../../support/teams-package.ts';

const bot = z.object({
  botId: z.string(),
  scopes: z.array(z.string()),
  commandLists: z.array(
    z.object({
      scopes: z.array(z.string()),
      triggers: z.array(z.string()).default(['mention']),
      commands: z.array(z.object({ title: z.string(), description: z.string() })),
    }),
  ),
});
const manifestSchema = z.looseObject({
  $schema: z.string(),
  manifestVersion: z.string(),
  id: z.string(),
  version: z.string(),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  bots: z.array(bot.loose()).length(1),
  composeExtensions: z.tuple([
    z.object({ botId: z.string(), commands: z.array(z.looseObject({ id: z.string() })) }),
  ]),
});

const filledIn = (environment: Record<string, string>, ...additions: string[]): string =>
  fillInManifest(
    ['manifest.json', ...additions].map((name) => readProjectFile(`manifests/teams/${name}`)),
    {
      ...readTeamsPackageSettings(environment),
      PUBLIC_HOST: 'learning.acme-corp.com',
      READS: appReads[additions.length === 0 ? 'mentions' : 'channels'],
    },
  );
const text = filledIn(required);
const manifest = manifestSchema.parse(JSON.parse(text));

describe('manifests/teams/manifest.json, filled in', () => {
  test('is what Microsoft’s schema asks for, also with the longest names', async () => {
    expect(await problemsOfManifest(text)).toEqual([]);
    const longest = {
      ...required,
      TEAMS_DEVELOPER_NAME: 'D'.repeat(32),
      TEAMS_APP_NAME: 'N'.repeat(30),
      TEAMS_PACKAGE_VERSION: '12.10.3',
    };
    expect(await problemsOfManifest(filledIn(longest))).toEqual([]);
  });

  test('asks for nothing but what an app may, unless messages are to be looked up', async () => {
    expect(JSON.parse(text)).not.toHaveProperty('authorization');
    expect(manifest.description.full).toContain('no other messages');

    const withLookUps = filledIn(required, 'look-ups.json');

    expect(await problemsOfManifest(withLookUps)).toEqual([]);
    expect(JSON.parse(withLookUps)).toMatchObject({
      webApplicationInfo: { id: required.TEAMS_APP_ID },
      authorization: {
        permissions: {
          resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }],
        },
      },
      description: { full: expect.stringContaining('keeps nothing of the others') },
    });
  });

  test('is examined by a schema that the library holds itself, so that nothing is fetched', () => {
    const path = new URL(manifest.$schema).pathname;
    expect(existsSync(join(projectRoot, 'node_modules/@microsoft/app-manifest/build', path))).toBe(true);
    expect(path).toContain(`/v${manifest.manifestVersion}/`);
  });

  test('would be refused by the schema if it were wrong', async () => {
    const wrong = JSON.stringify({ ...manifest, id: 'no-guid', surprise: true });
    expect(await problemsOfManifest(wrong)).toEqual([
      expect.stringContaining('surprise'),
      expect.stringContaining('/id'),
    ]);
  });

  test('holds every command that the code knows, and no other', () => {
    const titles = manifest.bots[0]!.commandLists.map((list) => list.commands.map(({ title }) => title));
    expect(titles).toEqual([
      commands,
      // The others belong into a channel, and answer in a chat only that (use-cases/run-command.ts) …
      ['privacy', 'help'],
      // … but in the chat with the bot there is a list of one's own (teams/typed.ts).
      ['list', 'privacy', 'help'],
    ]);
  });

  test('offers its commands in every place once, by mention and, where others read along, by slash', () => {
    const { scopes, commandLists } = manifest.bots[0]!;
    expect(commandLists.map(({ scopes, triggers }) => ({ scopes, triggers }))).toEqual([
      { scopes: ['team'], triggers: ['mention', 'slash'] },
      { scopes: ['groupChat'], triggers: ['mention', 'slash'] },
      { scopes: ['personal'], triggers: ['mention'] },
    ]);
    expect(commandLists.flatMap((list) => list.scopes)).toEqual(scopes);
    expect(manifest.bots[0]).toMatchObject({ supportsTargetedMessages: true });
    const described = commandLists.flatMap((list) => list.commands);
    expect(described.filter(({ title, description }) => title.startsWith('/') || description === '')).toEqual(
      [],
    );
  });

  test('opens the planning form from the compose box', () => {
    const [extension] = manifest.composeExtensions;
    expect(extension.commands).toEqual([
      {
        id: 'schedule',
        type: 'action',
        title: 'Plan a session',
        description: expect.any(String),
        context: ['compose', 'commandBox'],
        triggers: ['slash'],
        fetchTask: true,
      },
    ]);
    expect(commands).toContain(extension.commands[0]!.id);
  });

  test('asks for nothing that the bot does not use', () => {
    expect(manifest.permissions).toEqual(['messageTeamMembers']);
    for (const name of ['authorization', 'webApplicationInfo', 'devicePermissions', 'configurableTabs']) {
      expect(manifest).not.toHaveProperty(name);
    }
    expect(manifest.validDomains).toEqual(['learning.acme-corp.com']);
    expect(manifest.bots[0]).not.toHaveProperty('isNotificationOnly');
  });

  test('is made for private and shared channels too', () => {
    expect(manifest.supportsChannelFeatures).toBe('tier1');
  });

  test('says what the settings say', () => {
    const { TEAMS_APP_ID: id } = required;
    expect(manifest).toMatchObject({
      id,
      version: '1.0.0',
      developer: {
        name: required.TEAMS_DEVELOPER_NAME,
        websiteUrl: required.TEAMS_WEBSITE_URL,
        privacyUrl: required.TEAMS_PRIVACY_URL,
        termsOfUseUrl: required.TEAMS_TERMS_URL,
      },
      name: { short: 'Microtraining' },
    });
    expect([manifest.bots[0]!.botId, manifest.composeExtensions[0].botId]).toEqual([id, id]);
  });

  /** Source: "Microsoft Teams store validation guidelines", App package and store listing. */
  test('holds nothing that Microsoft’s store refuses', () => {
    const { name, description } = manifest;
    expect(name.full).not.toBe(name.short);
    expect(description.full).not.toContain(description.short.replace(/\.$/, ''));
    expect(description.short).not.toMatch(/\bapp\b|Microtraining/i);
    expect(description.full.split(/\s+/).length).toBeLessThan(500);
    expect(description.full.match(/(\S+ )?\bTeams\b/)![0]).toBe('Microsoft Teams');
    expect(description.full).toContain(required.TEAMS_WEBSITE_URL);
    expect(text).not.toMatch(
      /[{]{2}|lorem|placeholder|todo|contoso|example|localhost|http:|slack|appsource/i,
    );
  });
});
