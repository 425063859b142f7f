import type { Templates } from '../templates/ready-session.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { spoken } from '../texts/spoken.ts';
import type { Command } from './commands.ts';
import type { Interaction } from './interaction.ts';
import {
  type ListedSeries,
  type ListedSession,
  missedEntry,
  seriesEntry,
  sessionEntry,
  sessionLine,
} from './list-entries.ts';
import type { Block, Message, Press } from './message.ts';
import { oneLine } from './tally-block.ts';

/** What the asker finds of a channel's sessions, from a place in their order on (0: from the first). */
export type Overview = {
  channelName: string;
  coming: readonly ListedSession[];
  from: number;
  /** Those that did not take place lately, the last one first. */
  missed: readonly ListedSession[];
  series: readonly ListedSeries[];
};

/** What is shown at once; sessions as many as there is room for in one message, with all their buttons. */
const mostListed = 10;
const mostMissed = 3;
const mostSeries = 4;
/** In buttons, which need the most of it; a line of text needs as much as three, a question as two, what is read out as one. */
const room = 88;
const mostOffered = 20;
/** So much of what somebody typed is repeated to them. */
const typedChars = 100;

/** What is planned in a channel, with the buttons that the asker may use. */
export const overview = (texts: Texts, { channelName, coming, from, missed, series }: Overview): Message => {
  const plan: Press = { label: texts.buttons.planSession, does: { do: 'open-planning' } };
  if (coming.length + missed.length + series.length === 0) {
    return {
      push: spoken(texts.list.empty()),
      blocks: [oneLine(texts.list.empty()), { kind: 'actions', buttons: [{ ...plan, weight: 'main' }] }],
    };
  }
  const further = from === 0 ? besides(texts, missed, series) : [];
  const shown = fitting(texts, coming.slice(from), room - roomOf(further));
  const place = from + shown.length;
  const more: Press = { label: texts.buttons.showMore, does: { do: 'list-from', place } };
  return {
    push: texts.list.push(channelName, coming.length, coming[0] ? spoken(sessionLine(texts, coming[0])) : ''),
    blocks: [
      { kind: 'text', lines: [texts.list.heading(channelName)] },
      ...shown.flat(),
      ...moreOf(texts, coming.length - place),
      ...further,
      { kind: 'actions', buttons: coming.length > place ? [more, plan] : [plan] },
    ],
  };
};

/** The first sessions with all their buttons; a lead has so many that fewer sessions fit. */
const fitting = (texts: Texts, sessions: readonly ListedSession[], most: number): Block[][] => {
  const shown: Block[][] = [];
  let taken = 0;
  for (const listed of sessions.slice(0, mostListed)) {
    const entry = sessionEntry(texts, listed);
    taken += roomOf(entry);
    if (shown.length > 0 && taken > most) break;
    shown.push(entry);
  }
  return shown;
};

const roomOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + (block.kind === 'actions' ? roomOfButtons(block) : 3), 0);

const roomOfButtons = ({ buttons, more = [] }: Extract<Block, { kind: 'actions' }>): number =>
  buttons.length +
  more.length +
  buttons.filter((button) => 'spoken' in button).length +
  2 * buttons.filter((button) => 'confirm' in button).length;

const besides = (
  texts: Texts,
  missed: readonly ListedSession[],
  series: readonly ListedSeries[],
): Block[] => [
  ...(missed.length > 0 ? [oneLine(texts.list.missedHeading())] : []),
  ...missed.slice(0, mostMissed).flatMap((listed) => missedEntry(texts, listed)),
  ...(series.length > 0 ? [oneLine(texts.list.seriesHeading())] : []),
  ...series.slice(0, mostSeries).flatMap((listed) => seriesEntry(texts, listed)),
  ...moreOf(texts, series.length - mostSeries),
];

/** How many there are besides those that are shown. */
const moreOf = (texts: Texts, hidden: number): Block[] =>
  hidden > 0 ? [{ kind: 'note', line: texts.prompt.more(hidden) }] : [];

/** What this is, in four lines, with the next useful step as buttons. */
export const help = (texts: Texts, unknownWord?: string): Message => ({
  push: spoken(...unknown(texts, unknownWord), ...texts.help.lines().slice(0, 1)),
  blocks: [
    { kind: 'text', lines: [...unknown(texts, unknownWord), ...texts.help.lines()] },
    {
      kind: 'actions',
      buttons: [
        { label: texts.buttons.planSession, does: { do: 'open-planning' }, weight: 'main' },
        { label: texts.buttons.whatIsPlanned, does: { do: 'show-list' } },
      ],
    },
  ],
});

const unknown = (texts: Texts, word: string | undefined): Line[] =>
  word ? [texts.help.unknown(cut(word, typedChars))] : [];

/**
 * Said to a word that is no command, where one may have been meant.
 * @param does what the button does, which may know more than the command alone
 * @param isKept what was typed behind the word is kept for it
 */
export const didYouMean = (
  texts: Texts,
  { word, command, does, isKept }: { word: string; command: Command; does: Interaction; isKept: boolean },
): Message => {
  const question = texts.help.didYouMean(cut(word, typedChars), command, isKept);
  return {
    push: spoken(question),
    blocks: [
      oneLine(question),
      {
        kind: 'actions',
        buttons: [
          { label: texts.help.commands[command], does, weight: 'main' },
          { label: texts.help.commands.help, does: { do: 'command', word: 'help' } },
        ],
      },
    ],
  };
};

/** The ready sessions, one button each, for starting one at once. */
export const chooseToStart = (texts: Texts, { sessions }: Templates, unknownWords?: string): Message => {
  const question = unknownWords ? texts.start.unknown(cut(unknownWords, typedChars)) : texts.start.choose();
  return {
    push: spoken(question),
    blocks: [
      oneLine(question),
      {
        kind: 'actions',
        buttons: sessions.slice(0, mostOffered).map(({ id, title }) => ({
          label: title,
          does: { do: 'start-ready', template: id },
        })),
      },
      ...moreOf(texts, sessions.length - mostOffered),
    ],
  };
};
