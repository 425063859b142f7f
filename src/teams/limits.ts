import {
  type AdaptiveCard,
  type CardAction,
  type CardElement,
  cardSchema,
  type SimpleElement,
} from './card-schema.ts';

/**
 * Every number that Teams sets for what we send and how often, from Microsoft's documentation as of November 2026
 * (platforms, Teams). Lengths are in characters. What is marked as ours is set by nobody else: Teams cuts there, or says
 * nothing.
 */
export const TEAMS_LIMITS = {
  /** As UTF-16, two bytes a character. */
  message: { bytes: 100 * 1024 },
  /** Ours: what is left of a message for its card, and what is taken everywhere. */
  card: { bytes: 94 * 1024, aimedBytes: 28 * 1024 },
  /** Ours: what a toast and an activity feed show is shorter still. */
  summary: { chars: 1_000 },
  /** `perRow`: more than six are not shown. Lengths are ours: Teams cuts a label to the width of its button. */
  actions: { perRow: 6, titleChars: 75, tooltipChars: 150 },
  /** Ours. */
  dialog: { titleChars: 60 },
  /** Ours, as on Slack, so that what fits there fits here. */
  input: { labelChars: 2_000, choiceChars: 75, textChars: 3_000 },
  /** Ours. */
  chart: { labelChars: 75 },
  /** Every edit of such a card calls the bot once for each of them: we send none. */
  refresh: { userIds: 60 },
  /** So long a client waits for the answer of an invoke. */
  invoke: { answerMs: 5_000 },
  /** Ours: so many are gone through, of a team or of all of them. */
  channels: { most: 1_000 },
  /** Of Microsoft Graph, for the messages of channels. */
  reading: { perPage: 50 },
  rates: {
    /** Sending or creating, of one bot in one conversation: all of them hold. */
    perConversation: [
      { count: 7, seconds: 1 },
      { count: 8, seconds: 2 },
      { count: 60, seconds: 30 },
      { count: 1_800, seconds: 3_600 },
    ],
    perTenant: { perSecond: 50 },
    /** Listing messages over Microsoft Graph ("service-specific throttling limits"): all of them hold. */
    reading: { perChannel: 1, perTeam: 4, perTenant: 20 },
    /**
     * Ours: what is made of them, as budgets that fill up evenly. Both of a conversation hold; together they let through
     * no more than each of Teams' windows does, and one call less in a second, for between a permit and its call lies a
     * commit.
     */
    kept: {
      conversation: { burst: 4, perSecond: 1.5 },
      conversationForLong: { burst: 350, perSecond: 0.4 },
      tenant: { burst: 25, perSecond: 24 },
      readingChannel: { burst: 1, perSecond: 0.9 },
      readingTenant: { burst: 5, perSecond: 15 },
    },
  },
} as const;

/** How often Teams lets itself be called, as budgets: three for each conversation, two for the tenant. */
export type TeamsRates = Record<
  'conversation' | 'conversationForLong' | 'tenant' | 'readingChannel' | 'readingTenant',
  { burst: number; perSecond: number }
>;

/** A message or dialog as it would go to Teams. */
export interface RenderedForTeams {
  surface: 'message' | 'dialog';
  /** The push text of a message. */
  summary?: string | undefined;
  title?: string | undefined;
  card: unknown;
}

/** One thing that Teams (or this project) refuses; `path` is a JSON pointer into the rendered object. */
export interface Violation {
  path: string;
  rule: string;
}

/** How large Teams counts a card. */
export const bytesOf = (card: unknown): number => JSON.stringify(card).length * 2;

type Report = (path: string, rule: string) => void;

/**
 * Validates what Teams would refuse, ignore or cut, and this project's own rules: messages hold nothing to type into and
 * are not refreshed for single readers, and every mention stands in the text.
 * @returns all violations; empty when the object may be sent
 */
export function check(rendered: RenderedForTeams): Violation[] {
  const violations: Violation[] = [];
  const report: Report = (path, rule) => violations.push({ path, rule });
  checkAround(rendered, report);
  const { bytes } = TEAMS_LIMITS.card;
  if (bytesOf(rendered.card) > bytes) report('/card', `at most ${bytes} bytes of UTF-16`);
  const read = cardSchema.safeParse(rendered.card);
  if (read.success) checkCard(read.data, rendered.surface, report);
  else for (const { path, message } of read.error.issues) report(`/card/${path.join('/')}`, message);
  return violations;
}

function checkAround({ surface, summary, title }: RenderedForTeams, report: Report): void {
  if (surface === 'message') checkLength(summary ?? '', TEAMS_LIMITS.summary.chars, '/summary', report);
  else checkLength(title ?? '', TEAMS_LIMITS.dialog.titleChars, '/title', report);
}

/** An element or action, and where it stands. */
type Placed<One> = { one: One; path: string };

function checkCard(card: AdaptiveCard, surface: RenderedForTeams['surface'], report: Report): void {
  const elements = card.body.flatMap((one, index) => elementsIn(one, `/card/body/${index}`));
  const rows = elements.flatMap(({ one, path }) =>
    one.type === 'ActionSet' ? [{ actions: one.actions, path: `${path}/actions` }] : [],
  );
  if (card.actions) rows.push({ actions: card.actions, path: '/card/actions' });
  for (const { actions, path } of rows) {
    const { perRow } = TEAMS_LIMITS.actions;
    if (actions.filter(({ mode }) => !mode).length > perRow) report(path, `at most ${perRow} in a row`);
  }
  const actions = rows.flatMap(({ actions, path }) =>
    actions.map((one, index) => ({ one, path: `${path}/${index}` })),
  );
  for (const { one, path } of actions) checkAction(one, path, surface, report);
  for (const { one, path } of elements) {
    if (isInput(one)) checkInput(one, path, surface, report);
  }
  checkIds(elements, actions, report);
  checkMentions(card, elements, report);
}

function elementsIn(one: CardElement, path: string): Placed<CardElement>[] {
  const within = (items: readonly SimpleElement[], at: string): Placed<CardElement>[] =>
    items.map((item, index) => ({ one: item, path: `${at}/items/${index}` }));
  if (one.type === 'Container') return [{ one, path }, ...within(one.items, path)];
  if (one.type === 'Chart.HorizontalBar') {
    return [{ one, path }, ...within(one.fallback.items, `${path}/fallback`)];
  }
  if (one.type !== 'ColumnSet') return [{ one, path }];
  return [
    { one, path },
    ...one.columns.flatMap(({ items }, index) => within(items, `${path}/columns/${index}`)),
  ];
}

function checkAction(
  action: CardAction,
  path: string,
  surface: RenderedForTeams['surface'],
  report: Report,
): void {
  const { titleChars, tooltipChars } = TEAMS_LIMITS.actions;
  checkLength(action.title, titleChars, `${path}/title`, report);
  checkLength(action.tooltip ?? '-', tooltipChars, `${path}/tooltip`, report);
  const isInDialog = surface === 'dialog';
  if (action.type === 'Action.Execute' && isInDialog) report(path, 'no Action.Execute in dialogs');
  // "Adding msteams to data does not work in a dialog" (Microsoft, "Card actions").
  if (action.type === 'Action.Submit' && isInDialog === (action.data.msteams !== undefined)) {
    report(path, isInDialog ? 'no task/fetch in dialogs' : 'Action.Submit in messages opens a dialog only');
  }
}

type Input = Extract<SimpleElement, { type: `Input.${string}` }>;
const isInput = (one: CardElement): one is Input => one.type.startsWith('Input.');

function checkInput(input: Input, path: string, surface: RenderedForTeams['surface'], report: Report): void {
  if (surface === 'message') report(path, 'no inputs in messages');
  checkLength(input.label, TEAMS_LIMITS.input.labelChars, `${path}/label`, report);
  if (input.isRequired && !input.errorMessage) report(`${path}/errorMessage`, 'required where something is');
  if (input.type === 'Input.Text' && (input.value?.length ?? 0) > input.maxLength) {
    report(`${path}/value`, 'at most maxLength characters');
  }
  if (input.type === 'Input.ChoiceSet') checkChoices(input, path, report);
}

function checkChoices(
  { choices, value, isMultiSelect, ...input }: Extract<Input, { type: 'Input.ChoiceSet' }>,
  path: string,
  report: Report,
): void {
  if (input['choices.data']) return;
  const values = choices.map((choice) => choice.value);
  if (values.length === 0) report(`${path}/choices`, 'at least one is required');
  if (isMultiSelect && values.some((one) => one.includes(','))) {
    report(`${path}/choices`, 'no comma where several may be chosen');
  }
  const chosen = isMultiSelect ? value?.split(',') : value === undefined ? [] : [value];
  if (chosen?.some((one) => !values.includes(one))) report(`${path}/value`, 'must be one of the choices');
}

function checkIds(elements: Placed<CardElement>[], actions: Placed<CardAction>[], report: Report): void {
  const seen = new Set<string>();
  for (const { one, path } of elements) {
    const id = 'id' in one ? one.id : undefined;
    if (id === undefined) continue;
    // What our buttons carry stands beside the inputs by this name.
    if (seen.has(id) || id === 'press') report(`${path}/id`, `taken already: ${id}`);
    seen.add(id);
  }
  for (const { one, path } of actions) {
    if (one.type !== 'Action.ToggleVisibility') continue;
    for (const { elementId } of one.targetElements)
      if (!seen.has(elementId)) report(path, `no element ${elementId}`);
  }
}

/** Teams finds whom to call by the text of a mention: it must stand in a TextBlock, and nothing else may look like one. */
function checkMentions(
  { msteams: { entities = [] } }: AdaptiveCard,
  elements: Placed<CardElement>[],
  report: Report,
): void {
  const texts = new Set(entities.map(({ text }) => text));
  if (texts.size < entities.length) report('/card/msteams/entities', 'two mentions with one text');
  const blocks = elements.flatMap(({ one }) => (one.type === 'TextBlock' ? [one.text] : []));
  const found = new Set(blocks.flatMap((text) => text.match(/<at>.*?<\/at>/g) ?? []));
  for (const text of texts)
    if (!found.has(text)) report('/card/msteams/entities', `not in the text: ${text}`);
  for (const text of found) if (!texts.has(text)) report('/card/body', `calls nobody: ${text}`);
}

function checkLength(text: string, most: number, path: string, report: Report): void {
  if (text === '') report(path, 'must not be empty');
  if (text.length > most) report(path, `at most ${most} characters`);
}
