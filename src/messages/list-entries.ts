import type { Cadence } from '../series/cadence.ts';
import { isOpen, type Session } from '../session/session.ts';
import { endOf } from '../session/timetable.ts';
import type { Texts } from '../texts/en.ts';
import { dotted, type Line } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import { dropIt } from './keeping-forms.ts';
import type { Block, Press } from './message.ts';
import { namedPress } from './named-press.ts';

export type ListedSession = {
  id: string;
  title: string;
  session: Session;
  zone: string;
  leadName: string;
  /** The asker leads it, and may change its series. */
  own: boolean;
  ownSeries: boolean;
  isIn: boolean;
  /** It belongs to a series, so that a date can be skipped without losing a session. */
  inSeries: boolean;
};

export type ListedSeries = {
  id: string;
  title: string;
  cadence: Cadence;
  status: 'active' | 'paused' | 'ended';
  /** Who paused it. */
  changedBy: string | undefined;
  zone: string;
  nextAt: Date | undefined;
  /** How many of its sessions are to come, and how many it has. */
  left: number;
  total: number;
  /** The asker may change it. */
  own: boolean;
};

/** A coming session, and what the asker may do with it. */
export const sessionEntry = (texts: Texts, listed: ListedSession): Block[] => {
  const line = sessionLine(texts, listed);
  if (isOpen(listed.session)) {
    const join = namedPress(texts, listed, {
      label: texts.buttons.join,
      does: { do: 'join', session: listed.id },
    });
    return withButtons(line, { buttons: listed.isIn ? [] : [join] });
  }
  return withButtons(line, isOnHold(listed) ? whileOnHold(texts, listed) : beforeTheStart(texts, listed));
};

const isOnHold = ({ session }: ListedSession): boolean =>
  session.status === 'planned' && session.heldBy !== undefined;

/** What it is, when, and who leads it. */
export const sessionLine = (texts: Texts, listed: ListedSession): Line => {
  const { title, session, zone, leadName } = listed;
  if (isOpen(session)) return pacedTexts(texts, session.plan).list.running(title, endOf(session), zone);
  return isOnHold(listed)
    ? texts.list.onHold(title, leadName)
    : texts.list.session(title, session.plan.startsAt, zone, leadName, session.peopleIn);
};

type Buttons = { buttons: Press[]; more?: Press[] };

const withButtons = (line: Line, { buttons, more = [] }: Buttons): Block[] => {
  const text: Block = { kind: 'text', lines: [line] };
  if (buttons.length + more.length === 0) return [text];
  return [text, { kind: 'actions', buttons, ...(more.length > 0 && { more }) }];
};

const beforeTheStart = (texts: Texts, listed: ListedSession): Buttons => {
  const { buttons } = texts;
  const { id, own, ownSeries, isIn, inSeries } = listed;
  const imIn = namedPress(texts, listed, { label: buttons.imIn, does: { do: 'im-in', session: id } });
  const start = namedPress(texts, listed, {
    label: buttons.startNow,
    does: { do: 'start-now', session: id },
  });
  const skip: Press = { label: buttons.skipDate, does: { do: 'ask-to-skip', session: id } };
  const more: Press[] = own ? [{ label: buttons.move, does: { do: 'move', session: id } }] : [];
  if (ownSeries && inSeries) more.push(skip);
  if (own) more.push(...words(texts, id), cancel(texts, id));
  return {
    buttons: [...(isIn ? [] : [imIn]), ...(own ? [start] : [])],
    more,
  };
};

/** A held session has no date that could be moved or skipped. */
const whileOnHold = (texts: Texts, { id, own }: ListedSession): Buttons => ({
  buttons: [],
  more: own ? [...words(texts, id), cancel(texts, id)] : [],
});

const words = ({ buttons }: Texts, session: string): Press[] => [
  { label: buttons.editWords, does: { do: 'edit-questions', session } },
  { label: buttons.lookThrough, does: { do: 'look-through', session } },
];

const cancel = ({ buttons }: Texts, session: string): Press => ({
  label: buttons.cancelSession,
  does: { do: 'ask-to-cancel', session },
});

/** A session that did not take place; its lead can still start, move or drop it. */
export const missedEntry = (texts: Texts, listed: ListedSession): Block[] => {
  const { id, title, session, zone, leadName, own } = listed;
  const presses: Press[] = [
    { label: texts.buttons.startNow, does: { do: 'start-now', session: id } },
    { label: texts.buttons.move, does: { do: 'move', session: id } },
    dropIt(texts, { id, title }),
  ];
  return withButtons(texts.list.missed(title, session.plan.startsAt, zone, leadName), {
    buttons: own ? presses.map((press) => namedPress(texts, listed, press)) : [],
  });
};

/** A running series: its rhythm, what is left of it, and what the asker may do with it. */
export const seriesEntry = (texts: Texts, listed: ListedSeries): Block[] => {
  const { id, title, cadence, status, zone, nextAt, left, total } = listed;
  const paused = status === 'paused';
  const line = dotted(
    cadence.kind === 'once'
      ? texts.list.single(title)
      : texts.list.series(
          title,
          [...cadence.days].sort((a, b) => a - b),
          cadence.everyWeeks,
          paused ? undefined : nextAt,
          zone,
        ),
    leftOf(texts, cadence, left, total),
    paused ? texts.list.paused(listed.changedBy) : undefined,
  );
  return withButtons(line, { buttons: [], more: seriesActions(texts, id, listed.own, paused) });
};

const leftOf = (texts: Texts, { kind }: Cadence, left: number, total: number): Line | undefined => {
  if (kind === 'once') return undefined;
  return kind === 'continuous' ? texts.list.goesOn() : texts.list.left(left, total);
};

const seriesActions = ({ buttons }: Texts, series: string, own: boolean, paused: boolean): Press[] => {
  const pauseOrResume: Press = paused
    ? { label: buttons.resumeSeries, does: { do: 'resume-series', series } }
    : { label: buttons.pauseSeries, does: { do: 'pause-series', series } };
  const copy: Press = { label: buttons.copySeries, does: { do: 'copy-series', series } };
  return own
    ? [pauseOrResume, { label: buttons.endSeries, does: { do: 'ask-to-end', series } }, copy]
    : [copy];
};
