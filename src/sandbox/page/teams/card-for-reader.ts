import { timeOf } from '../moment.ts';
import type { CardJson } from '../teams-protocol.ts';

/** Who reads a card, and what stands in its inputs, by id. */
export type CardReader = {
  /** The ids under which a mention may mean them. */
  ids: readonly string[];
  zone: string;
  values: Readonly<Record<string, string>>;
  /** Whom a people picker offers. */
  people: readonly { name: string; aadObjectId: string }[];
};

/** Around a mention, and around one of the reader: no text holds these. */
export const mentionMarks = { open: '\uE000', openOwn: '\uE001', close: '\uE002' };

/** A card as Teams draws it for one reader: times in their zone, mentions marked, people offered, inputs filled in. */
export const cardForReader = (card: CardJson, reader: CardReader): CardJson => {
  const { entities } = asJson(card.msteams);
  const mentions = new Map(
    (Array.isArray(entities) ? entities : []).map((entity) => {
      const { text, mentioned } = asJson(entity);
      return [String(text), String(asJson(mentioned).id)];
    }),
  );
  const words = (text: string): string =>
    withTimes(text, reader.zone).replaceAll(/<at>(.*?)<\/at>/g, (whole, name: string) => {
      if (!mentions.has(whole)) return whole;
      const { open, openOwn, close } = mentionMarks;
      return `${reader.ids.includes(mentions.get(whole) ?? '') ? openOwn : open}${name}${close}`;
    });
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const element = asJson(value);
    if (element.type === 'TextBlock') return { ...element, text: words(String(element.text ?? '')) };
    if (String(element.type).startsWith('Input.')) return inputFor(element, reader);
    return Object.fromEntries(
      Object.entries(element).map(([key, part]) => [key, notShown.has(key) ? part : visit(part)]),
    );
  };
  return visit(card) as CardJson;
};

/** What holds no elements of the card. */
const notShown = new Set(['data', 'msteams', 'fallback', 'refresh']);

const inputFor = (input: CardJson, { values, people }: CardReader): CardJson => {
  const { 'choices.data': asked, choices, ...others } = input;
  const value = values[String(input.id)];
  const filled = { ...others, ...(value && { value }) };
  if (asked === undefined) return choices === undefined ? filled : { ...filled, choices };
  const found = people.map(({ name, aadObjectId }) => ({ title: name, value: aadObjectId }));
  return { ...filled, choices: [...(Array.isArray(choices) ? choices : []), ...found] };
};

const withTimes = (text: string, zone: string): string =>
  text.replaceAll(/\{\{TIME\(([^)]+)\)\}\}/g, (_, at: string) => timeOf(new Date(at), zone));

const asJson = (value: unknown): CardJson =>
  typeof value === 'object' && value !== null ? (value as CardJson) : {};
