import { isOpen, type Session } from '../session/session.ts';
import { endOf } from '../session/timetable.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import type { Block, Link, Press } from './message.ts';
import { namedPress } from './named-press.ts';
import { oneLine } from './tally-block.ts';

export type HomeSession = {
  id: string;
  title: string;
  session: Session;
  zone: string;
  channelName: string;
  leadName: string;
  /** Where its running prompt was posted, if it was. */
  currentPrompt: Link['to'] | undefined;
};

export type HomeSeries = {
  title: string;
  channelName: string;
  zone: string;
  /** How many of its sessions are to come, and how many it has. */
  left: number;
  total: number;
  nextAt: Date | undefined;
  status: 'active' | 'paused' | 'ended';
};

export type HomeView = {
  /** Sessions to come that the reader is in. */
  mine: readonly HomeSession[];
  /** Those that the reader leads. */
  led: readonly HomeSession[];
  planned: readonly HomeSeries[];
};

/** A page that only its reader sees; unlike a message it is shown anew, never edited. */
export type Home = { blocks: readonly Block[] };

/** As many as fit one page with their buttons; the next ones are what people look for. */
const most = { mine: 20, led: 15, planned: 15 };

/** What is coming for one person, across the channels that they are in. */
export const home = (texts: Texts, { mine, led, planned }: HomeView): Home => {
  if (mine.length + led.length + planned.length === 0) {
    return { blocks: [oneLine(texts.home.empty()), ...ending(texts)] };
  }
  return {
    blocks: [
      ...section(texts, texts.home.mine(), mine, most.mine, (one) => mySession(texts, one)),
      ...section(texts, texts.home.led(), led, most.led, (one) => ledSession(texts, one)),
      ...section(texts, texts.home.planned(), planned, most.planned, (one) => [
        oneLine(seriesLine(texts, one)),
      ]),
      ...ending(texts),
    ],
  };
};

const ending = (texts: Texts): Block[] => [
  { kind: 'note', line: texts.home.howTo() },
  { kind: 'actions', buttons: [{ label: texts.privacy.buttons.open, does: { do: 'own-data' } }] },
];

const section = <Entry>(
  texts: Texts,
  heading: Line,
  entries: readonly Entry[],
  atMost: number,
  blocksOf: (entry: Entry) => Block[],
): Block[] => {
  if (entries.length === 0) return [];
  const more = entries.length - atMost;
  return [
    oneLine(heading),
    ...entries.slice(0, atMost).flatMap(blocksOf),
    ...(more > 0 ? [{ kind: 'note' as const, line: texts.prompt.more(more) }] : []),
  ];
};

const mySession = (texts: Texts, entry: HomeSession): Block[] => {
  const { id, session, currentPrompt } = entry;
  if (isOpen(session)) {
    const join: Press = { label: texts.buttons.join, does: { do: 'join', session: id } };
    return withButtons(texts, entry, [currentPrompt ? { ...join, to: currentPrompt } : join]);
  }
  return withButtons(texts, entry, [
    { label: texts.buttons.notThisTime, does: { do: 'not-this-time', session: id } },
  ]);
};

const ledSession = (texts: Texts, entry: HomeSession): Block[] => {
  const { id, session } = entry;
  const look: Press = { label: texts.buttons.lookThrough, does: { do: 'look-through', session: id } };
  if (isOpen(session)) return withButtons(texts, entry, [look]);
  return withButtons(texts, entry, [
    look,
    { label: texts.buttons.startNow, does: { do: 'start-now', session: id } },
    { label: texts.buttons.move, does: { do: 'move', session: id } },
  ]);
};

const withButtons = (texts: Texts, entry: HomeSession, buttons: readonly (Press | Link)[]): Block[] => [
  oneLine(sessionLine(texts, entry)),
  { kind: 'actions', buttons: buttons.map((button) => namedPress(texts, entry, button)) },
];

const sessionLine = (texts: Texts, { title, session, zone, channelName, leadName }: HomeSession): Line =>
  isOpen(session)
    ? pacedTexts(texts, session.plan).home.running(title, channelName, endOf(session), zone)
    : texts.home.session(title, channelName, session.plan.startsAt, zone, leadName, session.peopleIn);

const seriesLine = (texts: Texts, series: HomeSeries): Line => {
  const { title, channelName, zone, left, total, nextAt, status } = series;
  if (status === 'paused') return texts.home.paused(title, channelName, left, total);
  return texts.home.series(title, channelName, left, total, nextAt, zone);
};
