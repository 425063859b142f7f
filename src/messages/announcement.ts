import type { RepeatingCadence } from '../series/cadence.ts';
import { localParts } from '../series/local-time.ts';
import type { Mode } from '../session/session.ts';
import type { Texts } from '../texts/en.ts';
import { type Line, strong } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import { spoken } from '../texts/spoken.ts';
import type { Block, Message } from './message.ts';

export type SeriesView = {
  id: string;
  title: string;
  audience: string | undefined;
  plannerName: string;
  zone: string;
  /** Goes on without an end: its rhythm says more than the dates that are planned so far. */
  endless: RepeatingCadence | undefined;
  status: 'active' | 'paused' | 'ended';
  /** Who paused or ended it. */
  changedBy: string | undefined;
  /** Starts of its sessions that are not cancelled, in order. */
  startsAt: readonly Date[];
  /** Minutes of one session, and how it is held. */
  minutes: number;
  mode: Mode;
  /** How many want to be called. */
  signedUp: number;
};

/** Posted once when a series (or a single session) is planned; edited when the series changes. */
export const announcement = (plainTexts: Texts, view: SeriesView): Message => {
  const texts = pacedTexts(plainTexts, view);
  const { title, startsAt, status } = view;
  const first = startsAt[0];
  const blocks: Block[] =
    status === 'ended' || !first
      ? [{ kind: 'text', lines: [[strong(title)], texts.announcement.ended(view.changedBy)] }]
      : [{ kind: 'text', lines: whatIsPlanned(texts, view, first) }, signingUp(texts, view)];
  if (view.signedUp > 0) blocks.push({ kind: 'note', line: texts.announcement.in(view.signedUp) });
  return { push: push(texts, view, first), blocks };
};

const push = (
  texts: Texts,
  { title, startsAt, zone, status, endless, changedBy }: SeriesView,
  first: Date | undefined,
): string => {
  const { announcement: words } = texts;
  if (status === 'ended' || !first) return words.pushOf(title, spoken(words.ended(changedBy)));
  const when = texts.calendar.dayAt(first, zone);
  const invitation = endless ? words.pushContinuous(title, when) : words.push(title, startsAt.length, when);
  return status === 'paused' ? `${invitation} ${spoken(words.paused(changedBy))}` : invitation;
};

const whatIsPlanned = (texts: Texts, view: SeriesView, first: Date): Line[] => {
  const sessions = view.endless ? undefined : view.startsAt.length;
  return [
    heading(texts, view, first),
    texts.announcement.plannedBy(view.plannerName, view.audience),
    view.status === 'paused'
      ? texts.announcement.paused(view.changedBy)
      : texts.announcement.tapOnce(sessions ?? Number.POSITIVE_INFINITY),
  ];
};

const heading = (
  texts: Texts,
  { title, zone, minutes, startsAt, endless }: SeriesView,
  first: Date,
): Line => {
  if (endless) {
    return texts.announcement.continuous(
      title,
      minutes,
      inOrder(endless.days),
      endless.everyWeeks,
      first,
      zone,
    );
  }
  if (startsAt.length === 1) return texts.announcement.once(title, minutes, first, zone);
  const days = inOrder(startsAt.map((at) => localParts(at, zone).weekday));
  return texts.announcement.series(title, startsAt.length, minutes, days, first, zone);
};

const inOrder = (days: readonly number[]): number[] => [...new Set(days)].sort((a, b) => a - b);

const signingUp = (texts: Texts, { id, endless, startsAt }: SeriesView): Block => {
  const onlyFirst = { label: texts.buttons.onlyFirst, does: { do: 'only-first', series: id } as const };
  const about = { label: texts.buttons.whatIsThis, does: { do: 'what-is-this', series: id } as const };
  const stored = { label: texts.privacy.buttons.whatIsStored, does: { do: 'own-data' } as const };
  return {
    kind: 'actions',
    buttons: [{ label: texts.buttons.countMeIn, does: { do: 'count-me-in', series: id }, weight: 'main' }],
    more: [...(!endless && startsAt.length === 1 ? [] : [onlyFirst]), stored, about],
  };
};
