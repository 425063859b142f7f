import type { AnyBlock, PlainTextElement } from '@slack/types';

/**
 * Every number that Slack sets for what we send and how often, from Slack's documentation as of November 2026.
 * Lengths are in characters, rates per workspace and method unless the name says otherwise.
 */
export const SLACK_LIMITS = {
  message: { blocks: 50, blocksChars: 12_000, textChars: 4_000 },
  modal: { blocks: 100, titleChars: 24, submitChars: 24, closeChars: 24, stack: 3 },
  home: { blocks: 100 },
  view: { privateMetadataChars: 3_000, callbackIdChars: 255, externalIdChars: 255 },
  section: { textChars: 3_000, fields: 10, fieldChars: 2_000 },
  header: { textChars: 150 },
  context: { elements: 10, textChars: 3_000 },
  actions: { elements: 25 },
  input: { labelChars: 2_000, hintChars: 2_000 },
  image: { urlChars: 3_000, altChars: 2_000, titleChars: 2_000 },
  button: { textChars: 75, valueChars: 2_000, urlChars: 3_000, accessibilityChars: 75 },
  option: { textChars: 75, valueChars: 75, descriptionChars: 75, urlChars: 3_000 },
  select: { options: 100, groups: 100, groupLabelChars: 75, placeholderChars: 150 },
  radioButtons: { options: 10 },
  checkboxes: { options: 10 },
  overflow: { options: 5 },
  plainTextInput: { chars: 3_000 },
  confirm: { titleChars: 100, textChars: 300, buttonChars: 30 },
  id: { chars: 255 },
  /** `decideMs` is ours: what is left is for the way there and back. */
  interaction: { acknowledgeMs: 3_000, decideMs: 2_300, triggerMs: 3_000 },
  responseUrl: { uses: 5, validMs: 30 * 60_000 },
  events: { retryDelaysMs: [0, 60_000, 300_000] },
  sockets: { connections: 10 },
  rates: {
    postsPerChannel: { perSecond: 1, burst: 4 },
    postsPerWorkspace: { perMinute: 300 },
    update: { perMinute: 50 },
    delete: { perMinute: 50 },
    /** `conversations.history` and `.replies`, each; one a minute for commercial apps outside the Marketplace. */
    history: { perMinute: 50 },
    postEphemeral: { perMinute: 100 },
    /** Tiers 1 to 4 for all other methods. */
    tiers: { 1: { perMinute: 1 }, 2: { perMinute: 20 }, 3: { perMinute: 50 }, 4: { perMinute: 100 } },
  },
} as const;

/** A message, modal or Home tab as it would go to Slack (a view object fits as it is). */
export interface RenderedForSlack {
  surface: 'message' | 'modal' | 'home';
  /** The push text of a message. */
  text?: string | undefined;
  blocks: readonly AnyBlock[];
  title?: PlainTextElement | undefined;
  submit?: PlainTextElement | undefined;
  close?: PlainTextElement | undefined;
  private_metadata?: string | undefined;
  callback_id?: string | undefined;
  external_id?: string | undefined;
}

/** One thing that Slack (or this project) refuses; `path` is a JSON pointer into the rendered object. */
export interface Violation {
  path: string;
  rule: string;
}

type Json = Record<string, unknown>;
type Report = (path: string, rule: string) => void;
type TextKind = 'plain_text' | 'any';

/**
 * Validates everything that Slack would answer with `invalid_blocks`, `msg_too_long` or `invalid_arguments`,
 * and this project's own rule that messages hold no input blocks.
 * Kinds of blocks and elements that the bot does not use count as violations.
 * @returns all violations in document order; empty when the object may be sent
 */
export function check(rendered: RenderedForSlack): Violation[] {
  const violations: Violation[] = [];
  const report: Report = (path, rule) => violations.push({ path, rule });
  if (rendered.surface === 'message') checkMessage(rendered, report);
  else checkView(rendered, report);
  rendered.blocks.forEach((block, i) => {
    checkBlock(block, `/blocks/${i}`, rendered.surface, report);
  });
  checkUnique(rendered.blocks.map(asJson), 'block_id', '/blocks', report);
  return violations;
}

function checkMessage({ text, blocks }: RenderedForSlack, report: Report): void {
  const { message } = SLACK_LIMITS;
  if (!text && blocks.length === 0) report('/text', 'a message needs text or blocks');
  if (text && text.length > message.textChars) report('/text', atMost(message.textChars, 'characters'));
  if (blocks.length > message.blocks) report('/blocks', atMost(message.blocks, 'blocks'));
  if (JSON.stringify(blocks).length > message.blocksChars) {
    report('/blocks', `at most ${message.blocksChars} characters of JSON`);
  }
}

function checkView(view: RenderedForSlack, report: Report): void {
  const { modal, home, view: common } = SLACK_LIMITS;
  const isModal = view.surface === 'modal';
  const maxBlocks = isModal ? modal.blocks : home.blocks;
  if (view.blocks.length > maxBlocks) report('/blocks', atMost(maxBlocks, 'blocks'));
  if (isModal) {
    checkText(view.title, '/title', modal.titleChars, 'plain_text', report);
    if (view.submit) checkText(view.submit, '/submit', modal.submitChars, 'plain_text', report);
    if (view.close) checkText(view.close, '/close', modal.closeChars, 'plain_text', report);
    const hasInput = view.blocks.some((block) => block.type === 'input');
    if (hasInput && !view.submit) report('/submit', 'required when the modal has an input block');
  }
  checkString(view.private_metadata, '/private_metadata', common.privateMetadataChars, report, {
    mayBeEmpty: true,
  });
  checkString(view.callback_id, '/callback_id', common.callbackIdChars, report, { mayBeEmpty: true });
  checkString(view.external_id, '/external_id', common.externalIdChars, report, { mayBeEmpty: true });
  const focused = JSON.stringify(view.blocks).match(/"focus_on_load":true/g) ?? [];
  if (focused.length > 1) report('/blocks', 'at most one element may have focus_on_load');
}

/** Slack refuses properties it does not know, so the known ones are listed. */
const PROPERTIES: Record<string, string> = {
  plain_text: 'type text emoji',
  mrkdwn: 'type text verbatim',
  section: 'type block_id text fields accessory expand',
  header: 'type block_id text',
  context: 'type block_id elements',
  divider: 'type block_id',
  actions: 'type block_id elements',
  input: 'type block_id label hint optional element dispatch_action',
  image: 'type block_id image_url slack_file alt_text title',
  rich_text: 'type block_id elements',
  button: 'type action_id text value url style accessibility_label confirm',
  overflow: 'type action_id options confirm',
  static_select: 'type action_id options option_groups initial_option placeholder confirm focus_on_load',
  users_select: 'type action_id initial_user placeholder confirm focus_on_load',
  multi_users_select: 'type action_id initial_users max_selected_items placeholder confirm focus_on_load',
  datepicker: 'type action_id initial_date placeholder confirm focus_on_load',
  timepicker: 'type action_id initial_time timezone placeholder confirm focus_on_load',
  radio_buttons: 'type action_id options initial_option confirm focus_on_load',
  checkboxes: 'type action_id options initial_options confirm focus_on_load',
  plain_text_input:
    'type action_id initial_value multiline min_length max_length placeholder dispatch_action_config focus_on_load',
};

const CHOICES = [
  'static_select',
  'users_select',
  'multi_users_select',
  'datepicker',
  'timepicker',
  'radio_buttons',
  'checkboxes',
];
const ELEMENTS_ALLOWED = {
  accessory: ['image', 'button', 'overflow', ...CHOICES],
  actions: ['button', 'overflow', ...CHOICES],
  input: ['plain_text_input', ...CHOICES],
};

function checkBlock(value: unknown, path: string, surface: RenderedForSlack['surface'], report: Report) {
  const block = asJson(value);
  const checkKind = BLOCKS[String(block.type)];
  if (!checkKind) {
    report(path, `unsupported block type: ${block.type}`);
    return;
  }
  if (block.type === 'input' && surface === 'message') report(path, 'no input blocks in messages');
  checkProperties(block, path, report);
  checkString(block.block_id, `${path}/block_id`, SLACK_LIMITS.id.chars, report);
  checkKind(block, path, report);
}

const BLOCKS: Record<string, (block: Json, path: string, report: Report) => void> = {
  divider: () => {},
  header: (block, path, report) =>
    checkText(block.text, `${path}/text`, SLACK_LIMITS.header.textChars, 'plain_text', report),
  section: checkSection,
  context: (block, path, report) =>
    each(block, 'elements', SLACK_LIMITS.context.elements, path, report, (element, at) => {
      if (element.type === 'image') checkImage(element, at, report);
      else checkText(element, at, SLACK_LIMITS.context.textChars, 'any', report);
    }),
  actions: (block, path, report) => {
    each(block, 'elements', SLACK_LIMITS.actions.elements, path, report, (element, at) =>
      checkElement(element, at, 'actions', report),
    );
    checkUnique(list(block.elements).map(asJson), 'action_id', `${path}/elements`, report);
  },
  input: (block, path, report) => {
    const { labelChars, hintChars } = SLACK_LIMITS.input;
    checkText(block.label, `${path}/label`, labelChars, 'plain_text', report);
    if (block.hint) checkText(block.hint, `${path}/hint`, hintChars, 'plain_text', report);
    checkElement(asJson(block.element), `${path}/element`, 'input', report);
  },
  image: (block, path, report) => {
    checkImage(block, path, report);
    const { titleChars } = SLACK_LIMITS.image;
    if (block.title) checkText(block.title, `${path}/title`, titleChars, 'plain_text', report);
  },
  rich_text: (block, path, report) =>
    each(block, 'elements', Number.POSITIVE_INFINITY, path, report, (element, at) =>
      checkRichText(element, at, report),
    ),
};

function checkSection(block: Json, path: string, report: Report): void {
  const { textChars, fields, fieldChars } = SLACK_LIMITS.section;
  if (!block.text && !block.fields) report(`${path}/text`, 'a section needs text or fields');
  if (block.text) checkText(block.text, `${path}/text`, textChars, 'any', report);
  if (block.fields) {
    each(block, 'fields', fields, path, report, (field, at) =>
      checkText(field, at, fieldChars, 'any', report),
    );
  }
  if (block.accessory) checkElement(asJson(block.accessory), `${path}/accessory`, 'accessory', report);
}

function checkImage(image: Json, path: string, report: Report): void {
  const { urlChars, altChars } = SLACK_LIMITS.image;
  if (!image.image_url && !image.slack_file) report(path, 'an image needs image_url or slack_file');
  checkString(image.image_url, `${path}/image_url`, urlChars, report);
  if (!image.alt_text) report(`${path}/alt_text`, 'required');
  checkString(image.alt_text, `${path}/alt_text`, altChars, report);
}

function checkElement(element: Json, path: string, place: keyof typeof ELEMENTS_ALLOWED, report: Report) {
  const type = String(element.type);
  if (!ELEMENTS_ALLOWED[place].includes(type))
    return report(path, `unsupported element in ${place}: ${type}`);
  checkProperties(element, path, report);
  checkString(element.action_id, `${path}/action_id`, SLACK_LIMITS.id.chars, report);
  if (element.placeholder) {
    const { placeholderChars } = SLACK_LIMITS.select;
    checkText(element.placeholder, `${path}/placeholder`, placeholderChars, 'plain_text', report);
  }
  if (element.confirm) checkConfirm(asJson(element.confirm), `${path}/confirm`, report);
  ELEMENTS[type]?.(element, path, report);
}

const ELEMENTS: Record<string, (element: Json, path: string, report: Report) => void> = {
  image: checkImage,
  button: (button, path, report) => {
    const { textChars, valueChars, urlChars, accessibilityChars } = SLACK_LIMITS.button;
    checkText(button.text, `${path}/text`, textChars, 'plain_text', report);
    checkString(button.value, `${path}/value`, valueChars, report);
    checkString(button.url, `${path}/url`, urlChars, report);
    checkString(button.accessibility_label, `${path}/accessibility_label`, accessibilityChars, report);
    if (![undefined, 'primary', 'danger'].includes(button.style as string)) {
      report(`${path}/style`, 'primary or danger');
    }
  },
  overflow: (menu, path, report) =>
    checkOptions(menu, path, SLACK_LIMITS.overflow.options, 'plain_text', report),
  static_select: checkStaticSelect,
  users_select: (select, path, report) =>
    checkString(select.initial_user, `${path}/initial_user`, 255, report),
  multi_users_select: (select, path, report) =>
    list(select.initial_users).forEach((user, index) => {
      checkString(user, `${path}/initial_users/${index}`, 255, report);
    }),
  datepicker: (picker, path, report) =>
    checkPattern(picker.initial_date, `${path}/initial_date`, /^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD', report),
  timepicker: (picker, path, report) =>
    checkPattern(picker.initial_time, `${path}/initial_time`, /^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm', report),
  radio_buttons: (group, path, report) => {
    checkOptions(group, path, SLACK_LIMITS.radioButtons.options, 'any', report);
    checkInitial(group, path, list(group.options), report);
  },
  checkboxes: (group, path, report) => {
    checkOptions(group, path, SLACK_LIMITS.checkboxes.options, 'any', report);
    checkInitial(group, path, list(group.options), report);
  },
  plain_text_input: checkPlainTextInput,
};

function checkStaticSelect(select: Json, path: string, report: Report): void {
  const { options, groups, groupLabelChars } = SLACK_LIMITS.select;
  if (Boolean(select.options) === Boolean(select.option_groups)) {
    report(path, 'a static_select needs either options or option_groups');
    return;
  }
  if (select.options) checkOptions(select, path, options, 'plain_text', report);
  else {
    each(select, 'option_groups', groups, path, report, (group, at) => {
      checkText(group.label, `${at}/label`, groupLabelChars, 'plain_text', report);
      checkOptions(group, at, options, 'plain_text', report);
    });
  }
  const grouped = list(select.option_groups).flatMap((group) => list(asJson(group).options));
  checkInitial(select, path, [...list(select.options), ...grouped], report);
}

function checkPlainTextInput(input: Json, path: string, report: Report): void {
  const { chars } = SLACK_LIMITS.plainTextInput;
  const min = (input.min_length as number | undefined) ?? 0;
  const max = (input.max_length as number | undefined) ?? chars;
  if (!(min >= 0 && min <= chars)) report(`${path}/min_length`, `between 0 and ${chars}`);
  if (!(max >= 1 && max <= chars)) report(`${path}/max_length`, `between 1 and ${chars}`);
  if (min > max) report(`${path}/min_length`, 'not above max_length');
  checkString(input.initial_value, `${path}/initial_value`, max, report, { mayBeEmpty: true });
}

function checkOptions(holder: Json, path: string, max: number, kind: TextKind, report: Report): void {
  const { textChars, valueChars, descriptionChars, urlChars } = SLACK_LIMITS.option;
  each(holder, 'options', max, path, report, (option, at) => {
    checkText(option.text, `${at}/text`, textChars, kind, report);
    if (!option.value) report(`${at}/value`, 'required');
    checkString(option.value, `${at}/value`, valueChars, report);
    checkString(option.url, `${at}/url`, urlChars, report);
    if (option.url && holder.type !== 'overflow') report(`${at}/url`, 'in overflow menus only');
    if (option.description) {
      checkText(option.description, `${at}/description`, descriptionChars, 'plain_text', report);
    }
  });
}

function checkInitial(element: Json, path: string, options: unknown[], report: Report): void {
  const known = new Set(options.map(canonical));
  const isKnown = (option: unknown) => known.has(canonical(option));
  const { initial_option: one, initial_options: many } = element;
  if (one !== undefined && !isKnown(one)) report(`${path}/initial_option`, 'must equal one of the options');
  if (many !== undefined && !(list(many).length > 0 && list(many).every(isKnown))) {
    report(`${path}/initial_options`, 'at least one, and each must equal one of the options');
  }
}

function checkConfirm(confirm: Json, path: string, report: Report): void {
  const { titleChars, textChars, buttonChars } = SLACK_LIMITS.confirm;
  checkText(confirm.title, `${path}/title`, titleChars, 'plain_text', report);
  checkText(confirm.text, `${path}/text`, textChars, 'any', report);
  checkText(confirm.confirm, `${path}/confirm`, buttonChars, 'plain_text', report);
  checkText(confirm.deny, `${path}/deny`, buttonChars, 'plain_text', report);
}

const RICH_TEXT_GROUPS = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
const RICH_TEXT_REQUIRED: Record<string, string> = {
  text: 'text',
  link: 'url',
  user: 'user_id',
  channel: 'channel_id',
  usergroup: 'usergroup_id',
  emoji: 'name',
  broadcast: 'range',
  color: 'value',
  date: 'timestamp format',
};

function checkRichText(group: Json, path: string, report: Report): void {
  const type = String(group.type);
  if (!RICH_TEXT_GROUPS.includes(type)) {
    report(path, `unsupported rich text element: ${type}`);
    return;
  }
  if (type === 'rich_text_list' && !['bullet', 'ordered'].includes(String(group.style))) {
    report(`${path}/style`, 'bullet or ordered');
  }
  list(group.elements).forEach((value, i) => {
    const element = asJson(value);
    const at = `${path}/elements/${i}`;
    if (type === 'rich_text_list') {
      if (element.type === 'rich_text_section') checkRichText(element, at, report);
      else report(at, 'a list holds rich_text_section only');
      return;
    }
    const required = RICH_TEXT_REQUIRED[String(element.type)];
    if (!required) {
      report(at, `unsupported rich text element: ${element.type}`);
      return;
    }
    for (const name of required.split(' ')) if (!element[name]) report(`${at}/${name}`, 'required');
  });
}

function checkText(value: unknown, path: string, max: number, kind: TextKind, report: Report): void {
  const object = asJson(value);
  const { type, text } = object;
  if (type !== 'plain_text' && type !== 'mrkdwn') {
    report(path, 'a text object is required');
    return;
  }
  if (kind === 'plain_text' && type !== 'plain_text') report(path, 'must be plain_text');
  checkProperties(object, path, report);
  if (typeof text !== 'string' || text === '') report(`${path}/text`, 'must not be empty');
  checkString(text, `${path}/text`, max, report, { mayBeEmpty: true });
}

function checkString(
  value: unknown,
  path: string,
  max: number,
  report: Report,
  { mayBeEmpty = false } = {},
): void {
  if (value === undefined) return;
  if (typeof value !== 'string') {
    report(path, 'must be a string');
    return;
  }
  if (value === '' && !mayBeEmpty) report(path, 'must not be empty');
  if (value.length > max) report(path, atMost(max, 'characters'));
}

function checkPattern(value: unknown, path: string, pattern: RegExp, shape: string, report: Report): void {
  if (value !== undefined && !pattern.test(String(value))) report(path, `must have the form ${shape}`);
}

function checkProperties(object: Json, path: string, report: Report): void {
  const known = PROPERTIES[String(object.type)]?.split(' ') ?? [];
  for (const name of Object.keys(object)) {
    if (object[name] !== undefined && !known.includes(name)) report(`${path}/${name}`, 'unknown property');
  }
}

function checkUnique(objects: Json[], name: 'block_id' | 'action_id', path: string, report: Report): void {
  const seen = new Set<unknown>();
  objects.forEach((object, i) => {
    const id = object[name];
    if (id !== undefined && seen.has(id)) report(`${path}/${i}/${name}`, `duplicate ${name}: ${id}`);
    seen.add(id);
  });
}

/** Applies `checkOne` to a list that must hold 1 to `max` objects. */
function each(
  holder: Json,
  name: string,
  max: number,
  path: string,
  report: Report,
  checkOne: (item: Json, at: string) => void,
): void {
  const items = list(holder[name]);
  const at = `${path}/${name}`;
  if (items.length === 0) report(at, 'at least one is required');
  if (items.length > max) report(at, atMost(max, name));
  items.forEach((item, i) => {
    checkOne(asJson(item), `${at}/${i}`);
  });
}

const atMost = (max: number, what: string) => `at most ${max} ${what}`;

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** JSON that does not depend on the order of properties. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `${JSON.stringify(name)}:${canonical(entry)}`)
    .join()}}`;
}
