import { createRequire } from 'node:module';
import type * as library from 'adaptivecards';

/** The bundle is a CommonJS module without types of its own; the package's entry is one that Node cannot load. */
const { AdaptiveCard, SerializationContext, ValidationEvent, Versions }: typeof library = createRequire(
  import.meta.url,
)('adaptivecards/dist/adaptivecards.js');

/** Newer than 1.5: a chart, which carries a fallback, and Teams' people picker, which brings its choices itself. */
const newer = [
  /Unknown element type "Chart\.HorizontalBar"/,
  /Property "choices\.data" is supported in version 1\.6/,
];
const withoutChoices = /An Input\.ChoiceSet must have at least one choice/;
/** How many there may be is Teams' to say, which does not count what is folded away (`limits.ts`). */
const manyActions = /Maximum number of actions exceeded/;

/** What Microsoft's own parser has to say about a card of 1.5, besides what is known to be newer. */
export const parseEvents = (card: object): string[] => {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const told = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const excused = [
    ...newer,
    manyActions,
    ...(JSON.stringify(card).includes('"choices.data"') ? [withoutChoices] : []),
  ];
  return [...told, ...parsed.validateProperties().validationEvents]
    .filter(({ message }) => !excused.some((one) => one.test(message)))
    .map(({ event, message }) => `${ValidationEvent[event]}: ${message}`);
};
