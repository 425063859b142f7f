import type { Values } from '../messages/form.ts';
import type { Interaction } from '../messages/interaction.ts';
import { authorize, authorizeOwn, channelOf } from './authorize.ts';
import { saveSettings } from './change-settings.ts';
import type { By, Caller, Context } from './context.ts';
import { listSessions } from './list-sessions.ts';
import { RepeatedError } from './once.ts';
import { openPlanning } from './open-planning.ts';
import { type AnswerInteraction, reactToAnswer } from './react-to-answer.ts';
import { type KeepingInteraction, reactToKeeping } from './react-to-keeping.ts';
import { type LeadInteraction, reactToLead } from './react-to-lead.ts';
import { type OwnDataInteraction, reactToOwnData } from './react-to-own-data.ts';
import { type PlanningInteraction, reactToPlanning } from './react-to-planning.ts';
import { reactToSignUp, type SignUpInteraction } from './react-to-sign-up.ts';
import { nothing, type Reaction } from './reaction.ts';
import { inChat, refuse } from './refuse.ts';
import { deedOf } from './rights.ts';
import { runCommand } from './run-command.ts';
import { startAdHoc } from './start-ad-hoc.ts';

/**
 * Carries out what somebody pressed or sent, if they may.
 * @param values what was filled in, where it came with a form
 */
export const react = async (
  context: Context,
  caller: Caller,
  interaction: Interaction,
  values: Values,
): Promise<Reaction> => {
  const deed = deedOf[interaction.do];
  if (deed === 'own') return carryOut(context, await authorizeOwn(context, caller), interaction, values);
  const channelId = await channelOf(context, caller, interaction);
  if (!channelId) return refuse(context, 'draft' in interaction ? 'own-draft' : 'gone');
  const authorized = await authorize(context, caller, deed, channelId);
  if ('refusal' in authorized) return refuse(context, authorized.refusal);
  try {
    return await carryOut(context, authorized.by, interaction, values);
  } catch (fault) {
    if (fault instanceof RepeatedError) return nothing;
    throw fault;
  }
};

const carryOut = (context: Context, by: By, interaction: Interaction, values: Values): Promise<Reaction> => {
  switch (interaction.do) {
    case 'count-me-in':
    case 'only-first':
    case 'count-me-out':
    case 'what-is-this':
    case 'im-in':
    case 'not-this-time':
    case 'do-not-call':
    case 'join':
      return reactToSignUp(context, by, interaction satisfies SignUpInteraction);
    case 'choose':
    case 'rate':
    case 'skip-rating':
    case 'nothing-to-add':
    case 'write-list':
    case 'send-list':
    case 'write-plan':
    case 'send-plan':
    case 'park-question':
    case 'send-question':
    case 'show-all':
    case 'answer-late':
    case 'i-know':
    case 'send-know':
    case 'minutes-per-phase':
    case 'read-recap':
      return reactToAnswer(context, by, interaction satisfies AnswerInteraction, values);
    case 'plan-it':
    case 'edit-draft':
    case 'fresh-draft':
    case 'draft-questions':
    case 'send-draft-questions':
    case 'draft-people':
    case 'send-draft-people':
    case 'bot-is-here':
      return reactToPlanning(context, by, interaction satisfies PlanningInteraction, values);
    case 'open-planning':
      return inChannel(context, by, (channelId) => openPlanning(context, by, channelId));
    case 'command': {
      const { channelId } = by;
      if (!channelId) return Promise.resolve(refuse(context, 'gone'));
      return runCommand(context, by, channelId, interaction.word);
    }
    case 'show-list':
      return inChannel(context, by, (channelId) => listSessions(context, by, channelId));
    case 'start-ready': {
      const content = context.templates.sessions.find(({ id }) => id === interaction.template);
      if (!content) return Promise.resolve(refuse(context, 'gone'));
      return inChannel(context, by, (channelId) => startAdHoc(context, by, channelId, content));
    }
    case 'list-from':
      return inChannel(context, by, (channelId) => listSessions(context, by, channelId, interaction.place));
    case 'ask-to-skip':
    case 'skip-date':
    case 'ask-to-cancel':
    case 'cancel-session':
    case 'pause-series':
    case 'resume-series':
    case 'ask-to-end':
    case 'end-series':
    case 'copy-series':
    case 'i-lead-series':
      return reactToKeeping(context, by, interaction satisfies KeepingInteraction);
    case 'send-settings':
      return saveSettings(context, by, interaction.channel, values);
    case 'own-data':
    case 'show-own-data':
    case 'own-data-page':
    case 'export-own-data':
    case 'export-page':
    case 'ask-to-delete-own-data':
    case 'delete-own-data':
      return reactToOwnData(context, by, interaction satisfies OwnDataInteraction);
    case 'close':
      return Promise.resolve(nothing);
    default:
      return reactToLead(context, by, interaction satisfies LeadInteraction, values);
  }
};

const inChannel = (
  context: Context,
  { channelId, isDirect }: By,
  then: (channelId: string) => Promise<Reaction>,
): Promise<Reaction> => {
  if (isDirect) return Promise.resolve(inChat(context));
  return channelId ? then(channelId) : Promise.resolve(refuse(context, 'gone'));
};
