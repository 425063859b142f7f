import { picksPeople, titleOf, valuesOf } from './cards.ts';
import { asJson, type Json, objectsIn, textIn } from './json.ts';

/** How somebody in that zone reads; `nameOf` by the directory's id. */
export type Reader = {
  zone: string;
  values?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
  nameOf?: (aadObjectId: string) => string | undefined;
};

/** A card as text: inputs with their values, buttons as `[Title]`. */
export const plainCard = (card: Json, reader: Reader): string => {
  const values = { ...valuesOf(card, {}), ...reader.values };
  return linesOf(card, { ...reader, values }).join('\n');
};

const mostBlocks = 10;

const linesOf = (element: Json, reader: Reader): string[] => {
  if (element.isVisible === false) return [];
  switch (element.type) {
    case 'TextBlock':
      return [plainMarkdown(textIn(element.text), reader)];
    case 'RichTextBlock':
      return [inlinesOf(element.inlines)];
    case 'FactSet':
      return objectsIn(element.facts).map(
        ({ title, value }) =>
          `${plainMarkdown(textIn(title), reader)}: ${plainMarkdown(textIn(value), reader)}`,
      );
    case 'ColumnSet':
      return [inOneLine(objectsIn(element.columns), 'items', reader)];
    case 'TableRow':
      return [inOneLine(objectsIn(element.cells), 'items', reader)];
    case 'Table':
      return linesIn(element.rows, reader).concat();
    case 'Image':
      return textIn(element.altText) === '' ? [] : [`(${textIn(element.altText)})`];
    case 'ActionSet':
      return buttonsOf(element.actions);
    default:
      return otherLinesOf(element, reader);
  }
};

const otherLinesOf = (element: Json, reader: Reader): string[] => {
  const type = textIn(element.type);
  if (type.startsWith('Input.')) return inputLines(element, reader);
  if (type.startsWith('Chart.')) return chartLines(element);
  const lines = [...linesIn(element.body ?? element.items, reader), ...buttonsOf(element.actions)];
  // What stands in a box of its own.
  return element.style === 'emphasis' ? lines.map((line) => `┃ ${line}`) : lines;
};

const linesIn = (elements: unknown, reader: Reader): string[] =>
  objectsIn(elements).flatMap((element) =>
    linesOf(textIn(element.type) === '' ? { ...element, type: 'TableRow' } : element, reader),
  );

const inOneLine = (parts: Json[], key: string, reader: Reader): string =>
  parts.map((part) => linesIn(part[key], reader).join('\n')).join(' ');

/** What is folded away stands behind one sign. */
const buttonsOf = (actions: unknown): string[] => {
  const all = objectsIn(actions);
  const shown = all.filter(({ mode }) => mode !== 'secondary').map((action) => `[${titleOf(action)}]`);
  const row = shown.length < all.length ? [...shown, '[⋯]'] : shown;
  return row.length > 0 ? [row.join(' ')] : [];
};

const inputLines = (input: Json, reader: Reader): string[] => {
  const { values = {}, errors = {} } = reader;
  const id = textIn(input.id);
  const label = textIn(input.label) || textIn(input.title) || textIn(input.placeholder) || id;
  const value = values[id] ?? '';
  const typed = value === '' && input.placeholder ? `‹${textIn(input.placeholder)}›` : value;
  const read = input.type === 'Input.ChoiceSet' ? titlesOf(input, value, reader) : typed;
  const error = errors[id];
  return [`${label}: ${read}`, ...(error === undefined ? [] : [`⚠ ${error}`])];
};

const titlesOf = (input: Json, value: string, { nameOf = () => undefined }: Reader): string => {
  const choices = objectsIn(input.choices);
  const picked = value.split(',').filter((one) => one !== '');
  const titleOfChoice = (one: string) => textIn(choices.find((choice) => choice.value === one)?.title);
  return picked.map((one) => titleOfChoice(one) || (picksPeople(input) && nameOf(one)) || one).join(', ');
};

/** Bars as long as they are drawn, with what they are called beside them. */
const chartLines = (chart: Json): string[] => {
  const bars = objectsIn(chart.data).map(({ x, legend, y, value }) => {
    const count = Number(y ?? value);
    return `${x ?? legend} ${'▇'.repeat(Math.min(count, mostBlocks))} ${count}`;
  });
  return [[...bars, textIn(chart.title)].filter((part) => part !== '').join('  ')];
};

const inlinesOf = (inlines: unknown): string =>
  Array.isArray(inlines)
    ? inlines.map((one) => (typeof one === 'string' ? one : textIn(asJson(one).text))).join('')
    : '';

/** Times in the reader's zone, mentions by name, no marks. */
const plainMarkdown = (text: string, { zone }: Reader): string =>
  text
    .replace(
      /\{\{(DATE|TIME)\(([^,)]+)(?:,\s*(\w+))?\)\}\}/g,
      (_, what: string, at: string, style?: string) =>
        what === 'TIME' ? timeIn(at, zone) : dateIn(at, zone, style ?? 'COMPACT'),
    )
    .replace(/<at>(.*?)<\/at>/g, '@$1')
    .replace(/(?<!\\)\[((?:[^\]\\]|\\.)+)\]\([^)]+\)/g, '$1')
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '$1')
    .replace(/(?<![\\\w])_(.+?)(?<!\\)_(?!\w)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');

const timeIn = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(new Date(at));

const dateStyles = { COMPACT: 'short', SHORT: 'medium', LONG: 'full' } as const;

const dateIn = (at: string, zone: string, style: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: dateStyles[style as keyof typeof dateStyles] ?? 'short',
  }).format(new Date(at));
