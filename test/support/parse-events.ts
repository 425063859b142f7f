import { createRequire } from 'node:module';
import type * as library from 'adaptivecards';

/** The bundle is a CommonJS module without types of its own; the package's entry is one that Node cannot load. */
const { AdaptiveCard, SerializationContext, ValidationEvent, Versions }: typeof library = createRequire(
  import.meta.url,
)('adaptivecards/dist/adaptivecards.js');

/** Newer than 1.5: a chart, which carries a fallback. */
const newer = /Unknown element type "Chart\.HorizontalBar"/;
/** How many there may be is Teams' to say, which does not count what is folded away (`limits.ts`). */
const manyActions = /Maximum number of actions exceeded/;

/** Teams fills its people picker by itself (1.6); for 1.5 it is a choice like any other, between somebody and nobody. */
const withPeople = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withPeople);
  if (typeof value !== 'object' || value === null) return value;
  const { 'choices.data': data, ...element } = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withPeople(part)]),
  );
  return data === undefined ? element : { ...element, choices: [{ title: 'Ana', value: 'ana' }] };
};

/** What Microsoft's own parser has to say about a card of 1.5, besides what is known to be newer. */
export const parseEvents = (card: object): string[] => {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(withPeople(card), context);
  const told = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...told, ...parsed.validateProperties().validationEvents]
    .filter(({ message }) => !newer.test(message) && !manyActions.test(message))
    .map(({ event, message }) => `${ValidationEvent[event]}: ${message}`);
};
