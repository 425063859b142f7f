import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import type { Form } from './form.ts';
import type { Block, Press } from './message.ts';
import { countOwnData, isNothingStored, type OwnData, stillNaming, whatGoes } from './own-data.ts';
import { oneLine } from './tally-block.ts';

/** So many titles are named, with so much of each; the rest is counted. */
const mostNamed = 5;
const namedChars = 80;

/** Closes; nothing in it is sent. */
const reading = (texts: Texts, title: string, parts: Form['parts']): Form => ({
  does: { do: 'close' },
  title,
  close: texts.forms.close,
  parts,
});

/**
 * What is stored about its reader, counted, and what they can do about it.
 * @param isDeleted they have just deleted it
 */
export const privacyForm = (texts: Texts, data: OwnData, isDeleted = false): Form => {
  const { privacy } = texts;
  const deleted: Block[] = isDeleted ? [oneLine(privacy.deleted())] : [];
  if (isNothingStored(data)) {
    return reading(texts, privacy.title, [
      ...deleted,
      { kind: 'text', lines: [privacy.nothing(data.workspace.name)] },
      { kind: 'note', line: privacy.nothingYet() },
    ]);
  }
  const buttons: Press[] = [
    { label: privacy.buttons.showAll, does: { do: 'show-own-data' } },
    { label: privacy.buttons.export, does: { do: 'export-own-data' } },
    ...(isNothingStored(whatGoes(data))
      ? []
      : [
          {
            label: privacy.buttons.delete,
            does: { do: 'ask-to-delete-own-data' },
            weight: 'danger',
          } as const,
        ]),
  ];
  return reading(texts, privacy.title, [
    ...deleted,
    oneLine(privacy.of(data.workspace.name)),
    { kind: 'list', items: counted(texts, data) },
    ...naming(texts, data),
    oneLine(privacy.whoSees()),
    oneLine(privacy.howLong(data.kept.months, data.kept.uninstalledDays)),
    { kind: 'actions', buttons },
  ]);
};

/** What is lost, what stays, and why: asked before anything is deleted. */
export const deleteForm = (texts: Texts, data: OwnData): Form => {
  const { erase } = texts.privacy;
  const goes = whatGoes(data);
  const isCalled = data.sessions.length + data.signUps.length > 0;
  const named = goes.series.length + goes.led.length;
  return {
    does: { do: 'delete-own-data' },
    title: erase.title,
    send: erase.yes,
    close: erase.no,
    parts: [
      oneLine(erase.goes()),
      {
        kind: 'list',
        items: [
          ...counted(texts, { ...goes, series: [], led: [] }),
          ...(named > 0 ? [erase.named(named)] : []),
        ],
      },
      oneLine(erase.edits()),
      ...(isCalled ? [oneLine(erase.outOf())] : []),
      oneLine(erase.stays()),
      ...naming(texts, data),
      { kind: 'note', line: erase.export() },
    ],
  };
};

const naming = ({ privacy }: Texts, data: OwnData): Block[] => {
  const titles = stillNaming(data);
  if (titles.length === 0) return [];
  const named = titles.slice(0, mostNamed).map((title) => cut(title, namedChars));
  return [oneLine(privacy.erase.naming(named, titles.length - named.length))];
};

/** One line for each kind of thing that is stored. */
const counted = ({ privacy }: Texts, data: OwnData): Line[] => {
  const counts = countOwnData(data);
  const { choices, lists, plans, ratings } = counts;
  const lines: (Line | false)[] = [
    data.member !== undefined && privacy.who(data.member.name, data.member.zone),
    data.contact !== undefined && privacy.contact(data.contact),
    counts.sessions > 0 && privacy.sessions(counts.sessions),
    choices + lists + plans + ratings > 0 && privacy.answers(choices, lists, plans, ratings),
    counts.questions > 0 && privacy.questions(counts.questions),
    counts.known > 0 && privacy.known(counts.known),
    counts.calledFor > 0 && privacy.calledFor(counts.calledFor),
    counts.drafts > 0 && privacy.drafts(counts.drafts),
    counts.planned > 0 && privacy.planned(counts.planned),
    counts.led > 0 && privacy.led(counts.led),
    counts.history > 0 && privacy.history(counts.history),
    counts.leadIn > 0 && privacy.leadIn(counts.leadIn),
    counts.messages > 0 && privacy.messages(counts.messages),
  ];
  return lines.filter((line) => line !== false);
};

/** While the file is on its way, which may take longer than a form may be waited for. */
export const sendingForm = (texts: Texts): Form =>
  reading(texts, texts.privacy.export.title, [oneLine(texts.privacy.export.underWay())]);

export const fileSentForm = (texts: Texts, name: string): Form =>
  reading(texts, texts.privacy.export.title, [oneLine(texts.privacy.export.sent(name))]);
