import { chooseToStart, help } from '../messages/overview.ts';
import { findReadySession } from '../templates/find-session.ts';
import { visible } from '../texts/visible.ts';
import { authorize, authorizeOwn } from './authorize.ts';
import { openSettings } from './change-settings.ts';
import type { By, Caller, Context } from './context.ts';
import { listSessions } from './list-sessions.ts';
import { openPlanning } from './open-planning.ts';
import type { ChannelId } from './ports.ts';
import { reactToOwnData } from './react-to-own-data.ts';
import { note, type Reaction } from './reaction.ts';
import { inChat, refuse } from './refuse.ts';
import type { Deed } from './rights.ts';
import { startAdHoc } from './start-ad-hoc.ts';
import { suggestCommand } from './suggest-command.ts';

/** The right that each word takes; those that are not here take none. */
const deeds = new Map<string, Deed>([
  ['', 'plan'],
  ['schedule', 'plan'],
  ['start', 'plan'],
  ['settings', 'plan'],
  ['list', 'read'],
]);

/** `/microtraining <word …>`, if the one who types it may; nothing at all plans, anything unknown is answered with help. */
export const runCommand = async (
  context: Context,
  caller: Caller,
  channelId: ChannelId,
  words: string,
): Promise<Reaction> => {
  const typed = visible(words).trim();
  const [word = ''] = typed.split(/\s+/);
  const rest = typed.slice(word.length).trim();
  const deed = deeds.get(word.toLowerCase());
  if (deed && caller.isDirect) return inChat(context);
  const authorized = deed
    ? await authorize(context, caller, deed, channelId)
    : { by: await authorizeOwn(context, caller) };
  if ('refusal' in authorized) return refuse(context, authorized.refusal);
  return carryOut(context, authorized.by, channelId, word, rest);
};

const carryOut = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  word: string,
  rest: string,
): Promise<Reaction> => {
  const { templates, texts } = context;
  switch (word.toLowerCase()) {
    case '':
    case 'schedule':
      return openPlanning(context, by, channelId, rest);
    case 'list':
      return listSessions(context, by, channelId);
    case 'start': {
      const content = rest ? findReadySession(templates, rest) : undefined;
      if (content) return startAdHoc(context, by, channelId, content);
      return note(chooseToStart(texts, templates, rest.replaceAll(/["“”]/g, '') || undefined));
    }
    case 'settings':
      return openSettings(context, by, channelId);
    case 'privacy':
      return reactToOwnData(context, by, { do: 'own-data' });
    case 'help':
      return note(help(texts));
    default:
      return suggestCommand(context, by, channelId, word, rest);
  }
};
