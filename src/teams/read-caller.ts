import type { Interaction, Verb } from '../messages/interaction.ts';
import type { Caller } from '../use-cases/context.ts';
import { type Activity, memberIdOf, placeIn, tenantOf } from './activity.ts';
import type { Pressed } from './read-interaction.ts';

const prefix = 'teams:';

/** The name of a tenant as a workspace. */
export const workspaceOf = (tenantId: string): string => `${prefix}${tenantId}`;

export const tenantIn = (workspace: string): string => workspace.slice(prefix.length);

/**
 * Presses that add something each time, and whose card is drawn anew by each: on one drawing of it they count once.
 * Others come to the same when they are carried out twice, and some may be wanted again on the same drawing: who has
 * changed an answer may change it back.
 */
const onceADrawing: ReadonlySet<Verb> = new Set([
  'start-now',
  'five-minutes-later',
  'start-anyway',
  'show-start',
  'next',
  'one-more-minute',
  'reveal-now',
  'pause',
  'resume',
  'stop',
  'undo',
  'star',
  'start-ready',
]);

/**
 * Teams repeats an invoke that was not answered in time, sometimes under a new id and with a new timestamp. What stays is
 * what was pressed: the drawing of a card or form, which holds an id of its own. A form is gone when it was taken, so all
 * that is sent from one drawing of it is one request; a press in a message is one where it adds something each time.
 */
const requestIdOf = (activity: Activity, interaction: Interaction, drawing: string | undefined): string => {
  const isForm = activity.name === 'task/submit' || activity.name === 'composeExtension/submitAction';
  if (drawing === undefined || !(isForm || onceADrawing.has(interaction.do))) return idOf(activity);
  return `${drawing}:${memberIdOf(activity.from)}:${Object.values(interaction).join(':')}`;
};

/** Of a message that was written: told again, it has the same one. */
const idOf = ({ conversation, id, timestamp }: Activity): string =>
  `${placeIn(conversation.id)}:${id ?? timestamp ?? ''}`;

const whoIsIt = (activity: Activity, now: Date): Omit<Caller, 'requestId'> => ({
  workspace: workspaceOf(tenantOf(activity) ?? ''),
  memberId: memberIdOf(activity.from),
  channelId: placeIn(activity.conversation.id),
  isDirect: activity.conversation.conversationType !== 'channel',
  pressedAt: instantOf(activity.timestamp) ?? now,
});

/** @param now the session clock's present, taken where Teams tells no time */
export const whoTyped = (activity: Activity, now: Date): Caller => ({
  ...whoIsIt(activity, now),
  requestId: idOf(activity),
});

/** @param now taken where Teams tells no time with the press */
export const whoPressed = (
  activity: Activity,
  { interaction, drawing }: Pick<Pressed, 'interaction' | 'drawing'>,
  now: Date,
): Caller => ({
  ...whoIsIt(activity, now),
  requestId: requestIdOf(activity, interaction, drawing),
});

const instantOf = (timestamp: string | undefined): Date | undefined => {
  const instant = new Date(timestamp ?? '');
  return Number.isNaN(instant.getTime()) ? undefined : instant;
};
