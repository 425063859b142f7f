import { parse } from 'yaml';
import { z } from 'zod';
import { fillIn, placeholdersIn } from './fill-in.ts';
import { type ReadySession, readySessionSchema, sentPlaceholders } from './ready-session.ts';

/** So much may stand in a gap, whatever it is used for: every prompt still fits one chat message. */
export const mostGapChars = { line: 200, lines: 600 } as const;

const words = z.string().trim().min(1);
const json = z.json();
type Json = z.infer<typeof json>;

const gapSchema = z.strictObject({
  /** Stands in the texts in braces. */
  name: z.string().regex(/^[a-z][a-zA-Z]*$/),
  /** What the lead is asked, in plain words. */
  label: words.max(100),
  /** Shown in the empty box; the lines of `lines` one below the other. */
  example: words.max(150),
  /** `lines` becomes one item for each line where it stands alone in a list, else its lines joined by a dot. */
  kind: z.enum(['line', 'lines']),
});

export type Gap = z.infer<typeof gapSchema>;

const shapeSchema = z.strictObject({
  /** Begins with its number in method 4.1: `t01-why-us`. */
  id: z.string().regex(/^t(0[1-9]|1[0-2])-[a-z0-9-]+$/),
  title: words.max(60),
  /** Completes "Use it …". */
  useWhen: words.max(150),
  gaps: z.array(gapSchema).min(3).max(7),
  /**
   * The fields of a ready session but `id` and `pattern`; their texts may contain gaps as `{name}`. The right option
   * stands first; filling brings the options of the check into alphabetical order, so that its place tells nothing.
   */
  session: z.record(z.string(), json),
});

type Shape = z.infer<typeof shapeSchema>;

/** A session with gaps; with its own examples in them it is a ready session. */
export const patternSchema = shapeSchema.superRefine((pattern, { addIssue }) => {
  const { gaps } = pattern;
  const fault = (path: PropertyKey[], message: string): void =>
    addIssue({ code: 'custom', path, message, input: pattern });
  const asked = gaps.map(({ name }) => name);
  const texts = textsOf(pattern.session, []);
  gaps.forEach(({ name }, index) => {
    if (asked.indexOf(name) !== index) fault(['gaps', index], `{${name}} is asked for twice`);
    if (isSent(name)) fault(['gaps', index], `{${name}} is filled in when a text is sent`);
    if (!texts.some(({ text }) => placeholdersIn(text).includes(name))) {
      fault(['gaps', index], `{${name}} is used nowhere`);
    }
  });
  for (const { path, text } of texts) {
    const known = [...asked, ...(sentPlaceholders[path.join('.')] ?? [])];
    for (const name of placeholdersIn(text)) {
      if (!known.includes(name)) fault(['session', ...path], `nobody asks for {${name}}`);
    }
  }
  const { parsed, unfit } = filled(pattern, contentsOf(gaps, examplesOf(pattern)));
  for (const { path, message } of parsed.error?.issues ?? []) fault(['session', ...path], message);
  for (const { gap, code } of unfit) fault(['gaps', asked.indexOf(gap), 'example'], code);
  if (parsed.data && parsed.data.feedback.check.right !== 1) {
    fault(['session', 'feedback', 'check', 'right'], 'in a pattern the right option stands first');
  }
});

export type Pattern = z.infer<typeof patternSchema>;

/** A gap whose words do not fit where they are used, and by how many characters, lines or repetitions. */
export type UnfitGap = { gap: string; code: 'too-long' | 'too-many' | 'too-few' | 'repeated'; by: number };

/** Why a pattern is no session yet: gaps without words, and gaps with words that do not fit. */
export type Unfilled = { missing: string[]; unfit: UnfitGap[] };

/** The pattern's own example for each gap. */
export const examplesOf = ({ gaps }: Pick<Pattern, 'gaps'>): Record<string, string> =>
  Object.fromEntries(gaps.map(({ name, example }) => [name, example]));

/**
 * Makes a ready session of a pattern; its id is the pattern's.
 * @param values by the gap's name, as typed: spaces around, bullets and a line's last full stop are left out
 */
export const fillPattern = (
  pattern: Pattern,
  values: Readonly<Record<string, string>>,
): ReadySession | Unfilled => {
  const contents = contentsOf(pattern.gaps, values);
  const missing = pattern.gaps.map(({ name }) => name).filter((name) => contents[name]!.length === 0);
  if (missing.length > 0) return { missing, unfit: [] };
  const { parsed, unfit } = filled(pattern, contents);
  if (unfit.length > 0) return { missing, unfit };
  if (!parsed.success) throw parsed.error;
  return inAlphabeticalOrder(parsed.data);
};

/** Reads a pattern from the text of its file; same errors as `parseReadySession`. */
export const parsePattern = (yaml: string): Pattern => patternSchema.parse(parse(yaml));

const isSent = (name: string): boolean => Object.values(sentPlaceholders).flat().includes(name);

type Path = (string | number)[];

/** Every text below a value, with its path. */
const textsOf = (value: Json, path: Path): { path: Path; text: string }[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
};

/** What stands in the gaps, by name: the lines of each. */
type Contents = Readonly<Record<string, readonly string[]>>;

const contentsOf = (gaps: readonly Gap[], values: Readonly<Record<string, string>>): Contents =>
  Object.fromEntries(
    gaps.map(({ name, kind }) => {
      const typed = Object.hasOwn(values, name) ? values[name]! : '';
      const lines = kind === 'line' ? [withoutStop(typed.replaceAll(/\s+/g, ' '))] : typed.split('\n');
      return [name, lines.map(withoutBullet).filter((line) => line !== '')];
    }),
  );

/** The texts bring their own full stop. */
const withoutStop = (line: string): string => line.trim().replace(/(?<!\.)\.$/, '');

const withoutBullet = (line: string): string => line.trim().replace(/^[-–•*]\s+/, '');

/** The session with its gaps filled, as far as it is one, and which gaps keep it from being one. */
const filled = ({ id, gaps, session }: Shape, contents: Contents) => {
  const used: Use[] = [];
  const fields = fillJson(session, contents, [], used) as Record<string, Json>;
  const pattern = `T${Number(id.slice(1, 3))}`;
  const parsed = readySessionSchema.safeParse({ ...fields, id, pattern });
  const isList = (name: string) => gaps.some((gap) => gap.name === name && gap.kind === 'lines');
  const unfit = [
    ...tooMuch(gaps, contents),
    ...(parsed.error?.issues ?? []).flatMap((issue) => unfitFor(issue, fields, used, isList)),
    ...(parsed.data ? repetitions(parsed.data, used) : []),
  ];
  return { parsed, unfit: worstOfEach(unfit) };
};

/** Where a gap is used, by the path of the filled text. */
type Use = { gap: string; path: string };

const fillJson = (value: Json, contents: Contents, path: Path, used: Use[]): Json => {
  if (typeof value === 'string') {
    for (const name of placeholdersIn(value)) {
      if (Object.hasOwn(contents, name)) used.push({ gap: name, path: path.join('.') });
    }
    return fillIn(value, joined(contents));
  }
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => eachLine(item, contents));
    return items.map(({ item, line }, index) =>
      fillJson(item, line ? { ...contents, ...line } : contents, [...path, index], used),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, fillJson(inner, contents, [...path, key], used)]),
  );
};

const joined = (contents: Contents): Record<string, string> =>
  Object.fromEntries(Object.entries(contents).map(([name, lines]) => [name, lines.join(' · ')]));

/** An item of a list that is nothing but a gap becomes one item for each of its lines. */
const eachLine = (item: Json, contents: Contents): { item: Json; line?: Contents }[] => {
  const text = typeof item === 'string' ? item : onlyText(item);
  const [, name] = /^\{(\w+)\}$/.exec(text ?? '') ?? [];
  if (name === undefined || !Object.hasOwn(contents, name)) return [{ item }];
  return contents[name]!.map((line) => ({ item, line: { [name]: [line] } }));
};

/** The text of an option that has nothing else. */
const onlyText = (item: Json): string | undefined => {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const { text, ...others } = item;
  return typeof text === 'string' && Object.keys(others).length === 0 ? text : undefined;
};

const tooMuch = (gaps: readonly Gap[], contents: Contents): UnfitGap[] =>
  gaps.flatMap(({ name, kind }) => {
    const by = contents[name]!.join('\n').length - mostGapChars[kind];
    return by > 0 ? [{ gap: name, code: 'too-long' as const, by }] : [];
  });

const unfitFor = (
  issue: z.core.$ZodIssue,
  fields: Json,
  used: readonly Use[],
  isList: (gap: string) => boolean,
): UnfitGap[] => {
  if (issue.code !== 'too_big' && issue.code !== 'too_small') return [];
  const path = issue.path.join('.');
  const { length } = at(fields, issue.path) as string | readonly Json[];
  const by = issue.code === 'too_big' ? length - Number(issue.maximum) : Number(issue.minimum) - length;
  if (issue.origin === 'string') {
    return used.filter((use) => use.path === path).map(({ gap }) => ({ gap, code: 'too-long', by }));
  }
  const code = issue.code === 'too_big' ? 'too-many' : 'too-few';
  return used
    .filter((use) => use.path.startsWith(`${path}.`) && isList(use.gap))
    .map(({ gap }) => ({ gap, code, by }));
};

const at = (value: Json, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);

/** Gaps that put the same words on two buttons of one row. */
const repetitions = ({ activeStart, feedback, conclusion }: ReadySession, used: readonly Use[]): UnfitGap[] =>
  [
    ...repeated(activeStart.options.map(({ text }, index) => [`activeStart.options.${index}.text`, text])),
    ...repeated(
      feedback.check.options.map(({ text }, index) => [`feedback.check.options.${index}.text`, text]),
    ),
    ...repeated(conclusion.plans.map((text, index) => [`conclusion.plans.${index}`, text])),
  ].flatMap((path) =>
    used.filter((use) => use.path === path).map(({ gap }) => ({ gap, code: 'repeated' as const, by: 1 })),
  );

/** The paths of those whose text another one has, too. */
const repeated = (row: readonly (readonly [path: string, text: string])[]): string[] => {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return row
    .filter(([path, text]) => row.some(([otherPath, other]) => otherPath !== path && same(text, other)))
    .map(([path]) => path);
};

/** Each fault of a gap once, as big as it is where it is biggest. */
const worstOfEach = (unfit: readonly UnfitGap[]): UnfitGap[] =>
  unfit
    .toSorted((one, other) => other.by - one.by)
    .filter(
      ({ gap, code }, index, sorted) =>
        sorted.findIndex((other) => other.gap === gap && other.code === code) === index,
    );

const inAlphabeticalOrder = (session: ReadySession): ReadySession => {
  const { check } = session.feedback;
  const right = check.options[check.right - 1]!;
  const options = check.options.toSorted((one, other) =>
    one.text.localeCompare(other.text, 'en', { numeric: true }),
  );
  const inOrder = { ...check, options, right: options.indexOf(right) + 1 };
  return { ...session, feedback: { ...session.feedback, check: inOrder } };
};
