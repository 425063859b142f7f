import type { Interaction } from '../messages/interaction.ts';
import { joined, noteWithButtons, plainNote } from '../messages/notes.ts';
import { isOpen } from '../session/session.ts';
import { unreachable } from '../unreachable.ts';
import { isOnHold } from './bookings.ts';
import type { By, Context } from './context.ts';
import type { SignUp, StoredSession } from './ports.ts';
import { note, type Reaction } from './reaction.ts';
import { refuse, refuseForSession } from './refuse.ts';
import { isOver, signUpForSeries, signUpForSession } from './sign-up.ts';
import { isCancelled, viewSession } from './view-session.ts';

export type SignUpInteraction = Extract<
  Interaction,
  {
    do:
      | 'count-me-in'
      | 'only-first'
      | 'count-me-out'
      | 'what-is-this'
      | 'im-in'
      | 'not-this-time'
      | 'do-not-call'
      | 'join';
  }
>;

/** Who wants to be called, and who comes in while it runs. */
export const reactToSignUp = async (
  context: Context,
  by: By,
  interaction: SignUpInteraction,
): Promise<Reaction> => {
  const { texts } = context;
  switch (interaction.do) {
    case 'count-me-in':
      return forSeries(context, by, interaction.series, 'all');
    case 'only-first':
      return forSeries(context, by, interaction.series, 'first');
    case 'count-me-out':
      return forSeries(context, by, interaction.series, 'none');
    case 'what-is-this':
      return about(context, by, interaction.series);
    case 'im-in':
    case 'join':
      return comeIn(context, by, interaction.session, interaction.do === 'join');
    case 'not-this-time': {
      const stored = await signUpForSession(context, by, interaction.session, false);
      if (!stored) return refuse(context, 'gone');
      if (isOver(stored)) return refuseOver(context, by, stored);
      return note(plainNote(texts, texts.signedUp.notThisTime()));
    }
    case 'do-not-call':
      return doNotCall(context, by, interaction.session);
    default:
      return unreachable(interaction);
  }
};

const about = async (context: Context, by: By, seriesId: string): Promise<Reaction> => {
  const { texts, transaction } = context;
  const settings = await transaction(by.workspace, async (stores) => {
    const series = await stores.series.find(seriesId);
    return series && stores.settings.get(series.channelId);
  });
  if (!settings) return refuse(context, 'gone');
  return note(plainNote(texts, ...texts.announcement.about(settings.names)));
};

const forSeries = async (context: Context, by: By, seriesId: string, choice: SignUp): Promise<Reaction> => {
  const { texts } = context;
  const signedUp = await signUpForSeries(context, by, seriesId, choice);
  if (!signedUp) return refuse(context, 'gone');
  if (choice === 'none') return note(plainNote(texts, texts.signedUp.out()), true);
  const { coming, total, series } = signedUp;
  if (series.status === 'ended') return refuse(context, 'series-ended');
  const undo = { label: texts.buttons.undo, does: { do: 'count-me-out', series: seriesId } as const };
  if (series.status === 'paused') return note(noteWithButtons(texts, [texts.signedUp.onHold()], [undo]));
  const first = coming[0]?.session.plan.startsAt;
  if (!first) return note(plainNote(texts, texts.signedUp.over()));
  const all = coming.length === total ? texts.signedUp.all : texts.signedUp.next;
  const endless = series.kind === 'continuous' ? texts.signedUp.endless(first, series.zone) : undefined;
  const line =
    choice === 'first'
      ? texts.signedUp.first(first, series.zone)
      : (endless ?? all(coming.length, first, series.zone));
  return note(noteWithButtons(texts, [line], [undo]));
};

const comeIn = async (context: Context, by: By, sessionId: string, inThread: boolean): Promise<Reaction> => {
  const { texts } = context;
  const stored = await signUpForSession(context, by, sessionId, true);
  if (!stored) return refuse(context, 'gone');
  if (isOver(stored)) return refuseOver(context, by, stored);
  if (isOnHold(stored.session)) return note(plainNote(texts, texts.signedUp.onHold()));
  const view = await context.transaction(by.workspace, (stores) => viewSession(stores, stored));
  return { ...note(joined(texts, view)), ...(inThread && isOpen(stored.session) && { inThread }) };
};

const refuseOver = (context: Context, by: By, stored: StoredSession): Promise<Reaction> =>
  refuseForSession(context, by, stored, isCancelled(stored.session) ? 'cancelled' : 'session-over');

const doNotCall = async (context: Context, by: By, sessionId: string): Promise<Reaction> => {
  const { texts } = context;
  const stored = await signUpForSession(context, by, sessionId, false);
  if (!stored) return refuse(context, 'gone');
  await signUpForSeries(context, by, stored.facts.seriesId, 'none');
  const undo = {
    label: texts.buttons.undo,
    does: { do: 'count-me-in', series: stored.facts.seriesId } as const,
  };
  return note(noteWithButtons(texts, [texts.signedUp.doNotCall()], [undo]));
};
