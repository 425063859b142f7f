import { z } from 'zod';

/**
 * Exactly what the bot uses of Adaptive Cards 1.5, and Teams' native charts, which are newer and so always carry a
 * `fallback` (platforms, Teams). Strict: a property that is not listed here is a slip, since Teams ignores silently what
 * it does not know.
 */

/** As an attachment's content type. */
export const cardType = 'application/vnd.microsoft.card.adaptive';

const text = z.string().min(1);
const https = z.string().regex(/^https:\/\/[^\s]+$/);
const spacing = z.enum(['none', 'small', 'medium', 'large']).optional();

/** What our buttons carry, and a press brings back; whatever is typed comes beside it (`read-interaction.ts`). */
export const pressSchema = z.object({
  /** What a button or a sent form does (`messages/interaction.ts`). */
  does: text,
  /** The delivery key of the message, opaque. */
  key: text.optional(),
  /** Which drawing of a card or form it is: a press that is told twice comes from the same one. */
  drawing: text.optional(),
  /** Of a form: what opened it, so that it can be drawn again. */
  opened: text.optional(),
  /** Of a form that follows what is chosen in it: what is done where that differs from `drawn`. */
  follows: text.optional(),
  drawn: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** Fields of which several may be chosen: Teams sends them as one text. */
  many: z.array(text).optional(),
  /** Of texts: what they began with. Where a form that follows begins with the same, what was typed in them stays. */
  began: z.record(z.string(), z.string()).optional(),
  /** Of a form in the place of another one: what was typed in that. */
  below: z.record(z.string(), z.object({ began: z.string(), typed: z.string() })).optional(),
  /** What was typed before and could not be saved: it is sent once more with the button. */
  typed: z.record(z.string(), z.string()).optional(),
});
export type PressData = z.infer<typeof pressSchema>;

const action = {
  title: text,
  /** Read out in the place of the title, and shown on hovering. */
  tooltip: text.optional(),
  style: z.enum(['positive', 'destructive']).optional(),
  /** Folded away behind ⋯. */
  mode: z.literal('secondary').optional(),
};

const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  ...action,
  verb: text,
  data: z.strictObject({ press: pressSchema }),
});
const submit = z.strictObject({
  type: z.literal('Action.Submit'),
  ...action,
  data: z.strictObject({
    msteams: z.strictObject({ type: z.literal('task/fetch') }).optional(),
    press: pressSchema,
  }),
});
const openUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), ...action, url: https });
const toggle = z.strictObject({
  type: z.literal('Action.ToggleVisibility'),
  ...action,
  targetElements: z.array(z.strictObject({ elementId: text, isVisible: z.boolean() })).min(1),
});
const anyAction = z.discriminatedUnion('type', [execute, submit, openUrl, toggle]);
export type CardAction = z.infer<typeof anyAction>;

/** Markdown, with times of the reader's zone and mentions. */
const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  id: text.optional(),
  text,
  wrap: z.literal(true),
  size: z.literal('small').optional(),
  weight: z.literal('bolder').optional(),
  isSubtle: z.literal(true).optional(),
  color: z.literal('attention').optional(),
  spacing,
});
/** Text as it stands: nothing in it is parsed. */
const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text,
  size: z.literal('small').optional(),
  weight: z.literal('bolder').optional(),
  italic: z.literal(true).optional(),
  isSubtle: z.literal(true).optional(),
  color: z.literal('attention').optional(),
  fontType: z.literal('monospace').optional(),
  selectAction: z.strictObject({ type: z.literal('Action.OpenUrl'), url: https }).optional(),
});
export type TextRun = z.infer<typeof textRun>;
const richTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  id: text.optional(),
  inlines: z.array(textRun).min(1),
  spacing,
});
export type TextElement = z.infer<typeof textBlock> | z.infer<typeof richTextBlock>;
const factSet = z.strictObject({
  type: z.literal('FactSet'),
  id: text.optional(),
  facts: z.array(z.strictObject({ title: text, value: text })).min(1),
});
const chart = z.strictObject({
  type: z.literal('Chart.HorizontalBar'),
  id: text.optional(),
  title: text,
  displayMode: z.literal('AbsoluteNoAxis'),
  data: z.array(z.strictObject({ x: text, y: z.number().int().min(0) })).min(1),
  /** The same in words, where no chart can be drawn. */
  fallback: z.strictObject({
    type: z.literal('Container'),
    items: z.array(z.discriminatedUnion('type', [textBlock, richTextBlock, factSet])).min(1),
  }),
});
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  id: text.optional(),
  actions: z.array(anyAction).min(1),
});

const input = { id: text, label: text, isRequired: z.boolean(), errorMessage: text.optional() };
const inputText = z.strictObject({
  type: z.literal('Input.Text'),
  ...input,
  isMultiline: z.boolean(),
  maxLength: z.number().int().min(1),
  placeholder: text.optional(),
  value: text.optional(),
});
const inputDate = z.strictObject({ type: z.literal('Input.Date'), ...input, value: z.iso.date().optional() });
const inputTime = z.strictObject({
  type: z.literal('Input.Time'),
  ...input,
  value: z.iso.time({ precision: -1 }).optional(),
});
const inputChoiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  ...input,
  style: z.enum(['compact', 'expanded']),
  isMultiSelect: z.boolean(),
  choices: z.array(z.strictObject({ title: text, value: text })),
  /** Teams' people picker; of 1.6, and in Teams since before it. */
  'choices.data': z
    .strictObject({ type: z.literal('Data.Query'), dataset: z.literal('graph.microsoft.com/users') })
    .optional(),
  value: text.optional(),
});

const simple = [
  textBlock,
  richTextBlock,
  factSet,
  chart,
  actionSet,
  inputText,
  inputDate,
  inputTime,
  inputChoiceSet,
] as const;
const simpleElement = z.discriminatedUnion('type', simple);

/** Not nested any deeper: a container holds no containers. */
const container = z.strictObject({
  type: z.literal('Container'),
  id: text.optional(),
  isVisible: z.literal(false).optional(),
  style: z.literal('emphasis').optional(),
  items: z.array(simpleElement).min(1),
});
const column = z.strictObject({
  type: z.literal('Column'),
  width: z.enum(['stretch', 'auto']),
  items: z.array(simpleElement).min(1),
});
const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  id: text.optional(),
  columns: z.array(column).min(1),
});

const element = z.discriminatedUnion('type', [...simple, container, columnSet]);
export type SimpleElement = z.infer<typeof simpleElement>;
export type CardElement = z.infer<typeof element>;

const mention = z.strictObject({
  type: z.literal('mention'),
  text: z.string().regex(/^<at>[^<>]+<\/at>$/),
  mentioned: z.strictObject({ id: text, name: text }),
});
export type Mention = z.infer<typeof mention>;

export const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  /** Said by clients that show no cards. */
  fallbackText: text,
  /** Read out as the name of the card. */
  speak: text,
  body: z.array(element).min(1),
  actions: z.array(anyAction).min(1).optional(),
  msteams: z.strictObject({ width: z.literal('Full'), entities: z.array(mention).min(1).optional() }),
});
export type AdaptiveCard = z.infer<typeof cardSchema>;
