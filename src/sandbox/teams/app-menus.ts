import { readFileSync } from 'node:fs';
import type { Word } from '../page/protocol.ts';
import type { TeamsAbout } from '../page/teams-protocol.ts';
import { asJson, type Json, objectsIn, parseJson, textIn } from './json.ts';

/** What the app's manifest offers in Teams' own menus. */
export type AppMenus = Pick<TeamsAbout, 'commands' | 'extensions'>;

const manifestFile = new URL('../../../manifests/teams/manifest.json', import.meta.url);

/** Reads them from the manifest that is uploaded to the real Teams. */
export const readAppMenus = (): AppMenus => menusIn(asJson(parseJson(readFileSync(manifestFile, 'utf8'))));

const menusIn = ({ bots, composeExtensions }: Json): AppMenus => {
  const lists = objectsIn(bots).flatMap(({ commandLists }) => objectsIn(commandLists));
  const commandsIn = (scope: string, trigger: string): Word[] =>
    lists
      .filter(({ scopes }) => Array.isArray(scopes) && scopes.includes(scope))
      // A list without triggers is offered after a mention.
      .filter(({ triggers = ['mention'] }) => Array.isArray(triggers) && triggers.includes(trigger))
      .flatMap(({ commands }) => objectsIn(commands))
      .map(({ title, description }) => ({ text: textIn(title), does: textIn(description) }));
  const commandsOf = (scope: string) => ({
    mention: commandsIn(scope, 'mention'),
    slash: commandsIn(scope, 'slash'),
  });
  return {
    commands: {
      team: commandsOf('team'),
      groupChat: commandsOf('groupChat'),
      personal: commandsOf('personal'),
    },
    extensions: objectsIn(composeExtensions)
      .flatMap(({ commands }) => objectsIn(commands))
      .filter(
        ({ type, context }) => type === 'action' && Array.isArray(context) && context.includes('compose'),
      )
      .map(({ id, title, description }) => ({
        id: textIn(id),
        title: textIn(title),
        does: textIn(description),
      })),
  };
};
