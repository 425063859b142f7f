import type { Verb } from '../messages/interaction.ts';
import { unreachable } from '../unreachable.ts';
import type { ChannelSettings } from './channel-settings.ts';
import type { MemberId } from './ports.ts';

/**
 * What somebody is in the workspace. `outsider`: of another organisation, in a shared channel. `nobody`: a bot, or an
 * account that was switched off.
 */
export type Role = 'admin' | 'member' | 'guest' | 'outsider' | 'nobody';

/**
 * What people do, by the right that it takes (product, "Who may do what"). `lead`: control a session, change or end a
 * series; that it is their own is checked where it is done (`mayControl`, `mayChange`). `own`: what concerns only the
 * one who does it, and needs no channel.
 */
export type Deed = 'plan' | 'lead' | 'answer' | 'read' | 'own';

export type RightsRefusal = 'not-here' | 'guest' | 'outsider' | 'leads-only' | 'nobody';

/** The right that each press and each sent form takes. */
export const deedOf: Record<Verb, Deed> = {
  'count-me-in': 'answer',
  'only-first': 'answer',
  // Whoever may no longer take part may still stop being called.
  'count-me-out': 'own',
  'what-is-this': 'read',
  'im-in': 'answer',
  'not-this-time': 'own',
  'do-not-call': 'own',
  join: 'answer',
  choose: 'answer',
  rate: 'answer',
  'skip-rating': 'answer',
  'nothing-to-add': 'answer',
  'write-list': 'answer',
  'send-list': 'answer',
  'write-plan': 'answer',
  'send-plan': 'answer',
  'park-question': 'answer',
  'send-question': 'answer',
  'show-all': 'read',
  'answer-late': 'answer',
  'i-know': 'answer',
  'send-know': 'answer',
  'minutes-per-phase': 'read',
  'read-recap': 'read',
  'start-now': 'lead',
  'five-minutes-later': 'lead',
  'i-cannot': 'lead',
  'look-through': 'read',
  'show-start': 'lead',
  'start-anyway': 'lead',
  move: 'lead',
  'send-move': 'lead',
  'ask-to-skip': 'lead',
  'skip-date': 'lead',
  'ask-to-cancel': 'lead',
  'cancel-session': 'lead',
  'pause-series': 'lead',
  'resume-series': 'lead',
  'ask-to-end': 'lead',
  'end-series': 'lead',
  'copy-series': 'plan',
  'i-lead-series': 'plan',
  next: 'lead',
  'one-more-minute': 'lead',
  'reveal-now': 'lead',
  pause: 'lead',
  resume: 'lead',
  'have-to-go': 'lead',
  'send-have-to-go': 'lead',
  'hand-over': 'lead',
  'send-hand-over': 'lead',
  stop: 'lead',
  undo: 'lead',
  'i-lead': 'plan',
  star: 'lead',
  'write-keep': 'lead',
  'send-keep': 'lead',
  'would-change': 'lead',
  'plan-it': 'plan',
  'edit-draft': 'plan',
  'fresh-draft': 'plan',
  'draft-questions': 'plan',
  'send-draft-questions': 'plan',
  'draft-people': 'plan',
  'send-draft-people': 'plan',
  'edit-questions': 'lead',
  'send-questions': 'lead',
  'bot-is-here': 'plan',
  'open-planning': 'plan',
  // Its own right is looked at when it is carried out.
  command: 'own',
  'show-list': 'read',
  'list-from': 'read',
  'start-ready': 'plan',
  'send-settings': 'plan',
  'own-data': 'own',
  'show-own-data': 'own',
  'own-data-page': 'own',
  'export-own-data': 'own',
  'export-page': 'own',
  'ask-to-delete-own-data': 'own',
  'delete-own-data': 'own',
  close: 'own',
};

/** A channel's decisions about who may do what. */
export type ChannelRights = Pick<ChannelSettings, 'planners' | 'leads' | 'outsiders'>;

/** Whether what the channel decided makes a difference to them. */
export const dependsOnChannel = (deed: Deed, role: Role): boolean =>
  role === 'outsider' || (role === 'member' && deed === 'plan');

/**
 * Why somebody who is in a channel may not do something there; undefined if they may.
 * @param rights what the channel decided
 */
export const refusalOf = (
  deed: Deed,
  { memberId, role }: { memberId: MemberId; role: Role },
  rights: ChannelRights,
): RightsRefusal | undefined => {
  switch (role) {
    case 'nobody':
      return 'nobody';
    case 'admin':
      return undefined;
    case 'member': {
      const isLead = rights.planners === 'members' || rights.leads.includes(memberId);
      return deed === 'plan' && !isLead ? 'leads-only' : undefined;
    }
    case 'guest':
      return deed === 'plan' || deed === 'lead' ? 'guest' : undefined;
    case 'outsider':
      return deed === 'own' || (rights.outsiders && (deed === 'answer' || deed === 'read'))
        ? undefined
        : 'outsider';
    default:
      return unreachable(role);
  }
};

/** Whether somebody may be made the lead of something. */
export const mayBeLead = (role: Role): boolean => role === 'admin' || role === 'member';
