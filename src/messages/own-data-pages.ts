import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import type { Form } from './form.ts';
import type { Interaction } from './interaction.ts';
import type { Block, Press } from './message.ts';
import type { OwnData, SessionPlace } from './own-data.ts';
import { oneLine } from './tally-block.ts';

/** So much stands on one page: headings and items, and their characters. The whole of each is in the export. */
const most = { entries: 40, chars: 12_000, itemChars: 2_000 };
/** Parts of a text to copy, and how many of them stand on one page. */
const partChars = 2_900;
const partsAtOnce = 8;

type Item = { heading: Line; line: Line };

/**
 * Everything that is stored about its reader, in words.
 * @param page counted from 1; one that does not exist any more is the last one
 */
export const ownDataForm = (texts: Texts, data: OwnData, page: number): Form => {
  const pages = paged(itemsOf(texts, data));
  const shown = Math.min(page, pages.length);
  const { all } = texts.privacy;
  return {
    does: { do: 'close' },
    title: all.title,
    close: texts.forms.close,
    parts: [
      ...grouped(pages[shown - 1] ?? []),
      ...(pages.length > 1 ? [{ kind: 'note', line: all.page(shown, pages.length) } as const] : []),
      ...turning(texts, shown, pages.length, (to) => ({ do: 'own-data-page', page: to })),
    ],
  };
};

/**
 * The export as text to copy, where no file can be sent.
 * @param why why there is none
 * @param page counted from 1
 */
export const ownDataTextForm = (texts: Texts, why: Line, json: string, page: number): Form => {
  const parts = partsOf(json);
  const pages = Math.ceil(parts.length / partsAtOnce);
  const shown = Math.min(page, pages);
  const first = (shown - 1) * partsAtOnce;
  const { export: words } = texts.privacy;
  return {
    does: { do: 'close' },
    title: words.title,
    close: texts.forms.close,
    parts: [
      oneLine(why),
      ...parts
        .slice(first, first + partsAtOnce)
        .flatMap((text, index): Block[] => [
          ...(parts.length > 1
            ? [{ kind: 'note', line: words.part(first + index + 1, parts.length) } as const]
            : []),
          { kind: 'code', text },
        ]),
      ...turning(texts, shown, pages, (to) => ({ do: 'export-page', page: to })),
    ],
  };
};

const turning = (
  { privacy }: Texts,
  page: number,
  pages: number,
  does: (page: number) => Interaction,
): Block[] => {
  const back: Press = { label: privacy.buttons.earlier, does: does(page - 1) };
  const on: Press = { label: privacy.buttons.later, does: does(page + 1) };
  const buttons = [...(page > 1 ? [back] : []), ...(page < pages ? [on] : [])];
  return buttons.length > 0 ? [{ kind: 'actions', buttons }] : [];
};

/** Pieces of a text, ending where a line ends if they can, and never within a letter. */
const partsOf = (text: string): string[] => {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > partChars) {
    const line = rest.lastIndexOf('\n', partChars);
    const torn = rest.charCodeAt(partChars - 1) >= 0xd800 && rest.charCodeAt(partChars - 1) <= 0xdbff;
    const end = line > 0 ? line + 1 : partChars - (torn ? 1 : 0);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
};

const sizeOf = ({ heading, line }: Item): number => JSON.stringify([heading, line]).length;

const paged = (items: readonly Item[]): Item[][] => {
  const pages: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const page = pages.at(-1);
    if (page && page.length < most.entries && sizeOf(item) <= room) page.push(item);
    else {
      pages.push([item]);
      room = most.chars;
    }
    room -= sizeOf(item);
  }
  return pages;
};

/** Items below the heading that they share. */
const grouped = (items: readonly Item[]): Block[] => {
  const blocks: Block[] = [];
  let lines: Line[] = [];
  for (const [index, { heading, line }] of items.entries()) {
    if (JSON.stringify(heading) !== JSON.stringify(items[index - 1]?.heading)) {
      lines = [];
      blocks.push(oneLine(heading), { kind: 'list', items: lines });
    }
    lines.push(line);
  }
  return blocks;
};

const itemsOf = (texts: Texts, data: OwnData): Item[] => {
  const { all } = texts.privacy;
  const { member } = data;
  const zone = member?.zone ?? data.sessions[0]?.session.zone ?? 'UTC';
  const under = (heading: Line, lines: readonly Line[]): Item[] => lines.map((line) => ({ heading, line }));
  return [
    ...under(all.you(), [
      ...(member ? [all.name(member.name, member.zone, data.memberId)] : []),
      ...(data.contact ? [all.contact(data.contact)] : []),
    ]),
    ...sessionItems(texts, data),
    ...under(
      all.calledFor(),
      data.signUps.map(({ series, choice }) => all.signUp(series.title, series.channelName, choice)),
    ),
    ...under(
      all.series(),
      data.series.map(({ series, roles }) => all.seriesRoles(series.title, series.channelName, roles)),
    ),
    ...under(
      all.drafts(),
      data.drafts.map(({ channelName, savedAt, body }) =>
        all.draft(channelName, savedAt, zone, cut(JSON.stringify(body), most.itemChars)),
      ),
    ),
    ...under(
      all.leadIn(),
      data.leadIn.map(({ channelName }) => all.channel(channelName)),
    ),
    ...under(
      all.messages(),
      data.messages.map(({ kind, about, dueAt, postedAt }) =>
        all.message(kind, about, postedAt ?? dueAt, zone, postedAt !== undefined),
      ),
    ),
  ];
};

/** What belongs to a session stands below it, in the order of the sessions. */
const sessionItems = ({ privacy: { all } }: Texts, data: OwnData): Item[] => {
  const short = (text: string) => cut(text, most.itemChars);
  const found = [
    ...data.sessions.map(({ session, joinedAt, leftAt }) => ({
      session,
      line: all.joined(joinedAt, leftAt, session.zone),
    })),
    ...data.answers.map(({ session, question, value, chosen, late, starred }) => ({
      session,
      line: all.answer(question, short(shown(all.nothingToAdd, value, chosen)), late, starred),
    })),
    ...data.questions.map(({ session, text }) => ({ session, line: all.parked(short(text)) })),
    ...data.known.map(({ session, text, named, late }) => ({
      session,
      line: all.known(short(text), named, late),
    })),
    ...data.led.map(({ session, roles }) => ({ session, line: all.sessionRoles(roles) })),
    ...data.history.map(({ session, what, at }) => ({ session, line: all.history(what, at, session.zone) })),
  ];
  const order = (session: SessionPlace) => `${session.startsAt.toISOString()} ${session.id}`;
  return found
    .map((one, place) => ({ ...one, place }))
    .sort((a, b) => order(a.session).localeCompare(order(b.session), 'en') || a.place - b.place)
    .map(({ session: { title, channelName, startsAt, zone }, line }) => ({
      heading: all.session(title, channelName, startsAt, zone),
      line,
    }));
};

const shown = (
  nothing: string,
  value: OwnData['answers'][number]['value'],
  chosen: string | undefined,
): string => {
  switch (value.kind) {
    case 'choice':
      return chosen ?? String(value.option);
    case 'text':
      return value.text;
    case 'nothing':
      return nothing;
    case 'rating':
      return String(value.rating);
  }
};
