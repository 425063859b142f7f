import { z } from 'zod';
import { questionSchema } from '../session/answer.ts';
import { phaseNumberSchema } from '../session/rules.ts';
import { commands } from './commands.ts';

/**
 * Everything that can be pressed or sent, each with what it needs to be carried out: the one home of ids and
 * payloads. Both renderers write with `encode`, both readers parse with `decode`.
 */
const id = z.uuid();
const count = z.coerce.number().int();
const phaseNumber = z.coerce.number().pipe(phaseNumberSchema);

const shapes = {
  // Signing up
  'count-me-in': z.object({ series: id }),
  'only-first': z.object({ series: id }),
  'count-me-out': z.object({ series: id }),
  'what-is-this': z.object({ series: id }),
  'im-in': z.object({ session: id }),
  'not-this-time': z.object({ session: id }),
  'do-not-call': z.object({ session: id }),
  join: z.object({ session: id }),
  // Answering
  choose: z.object({ session: id, question: questionSchema, option: count.min(1).max(5) }),
  rate: z.object({ session: id, question: questionSchema, rating: count.min(1).max(5) }),
  'skip-rating': z.object({ session: id }),
  'nothing-to-add': z.object({ session: id }),
  'write-list': z.object({ session: id }),
  'send-list': z.object({ session: id }),
  'write-plan': z.object({ session: id }),
  'send-plan': z.object({ session: id }),
  'park-question': z.object({ session: id }),
  'send-question': z.object({ session: id }),
  'show-all': z.object({ session: id }),
  'answer-late': z.object({ session: id }),
  'i-know': z.object({ session: id }),
  'send-know': z.object({ session: id }),
  'minutes-per-phase': z.object({ session: id }),
  'read-recap': z.object({ session: id }),
  // Leading
  'start-now': z.object({ session: id }),
  'five-minutes-later': z.object({ session: id }),
  'i-cannot': z.object({ session: id }),
  'look-through': z.object({ session: id }),
  'show-start': z.object({ session: id }),
  'start-anyway': z.object({ session: id }),
  move: z.object({ session: id }),
  'send-move': z.object({ session: id }),
  // Changing what is planned; `ask-to-…` where something is lost and no button can ask by itself
  'ask-to-skip': z.object({ session: id }),
  /** `date`: the one that was asked about; the session may have got another since. */
  'skip-date': z.object({ session: id, date: z.iso.date() }),
  'ask-to-cancel': z.object({ session: id }),
  'cancel-session': z.object({ session: id }),
  'pause-series': z.object({ series: id }),
  'resume-series': z.object({ series: id }),
  'ask-to-end': z.object({ series: id }),
  'end-series': z.object({ series: id }),
  'copy-series': z.object({ series: id }),
  /** Of a series whose lead has left. */
  'i-lead-series': z.object({ series: id }),
  next: z.object({ session: id, phase: phaseNumber }),
  'one-more-minute': z.object({ session: id }),
  'reveal-now': z.object({ session: id }),
  pause: z.object({ session: id }),
  resume: z.object({ session: id }),
  'have-to-go': z.object({ session: id }),
  'send-have-to-go': z.object({ session: id }),
  'hand-over': z.object({ session: id }),
  'send-hand-over': z.object({ session: id }),
  stop: z.object({ session: id }),
  undo: z.object({ session: id }),
  'i-lead': z.object({ session: id }),
  /** `wanted`: what the button said, for a second press at the same moment must not take it back. */
  star: z.object({ session: id, mark: z.string().regex(/^[0-9a-f]{8}$/), wanted: z.enum(['on', 'off']) }),
  'write-keep': z.object({ session: id }),
  'send-keep': z.object({ session: id }),
  'would-change': z.object({ session: id, phase: count.min(0).max(4) }),
  // Planning
  'plan-it': z.object({ draft: id }),
  'edit-draft': z.object({ draft: id }),
  'fresh-draft': z.object({ draft: id }),
  'draft-questions': z.object({ draft: id }),
  'send-draft-questions': z.object({ draft: id }),
  'draft-people': z.object({ draft: id }),
  'send-draft-people': z.object({ draft: id }),
  'edit-questions': z.object({ session: id }),
  'send-questions': z.object({ session: id }),
  'bot-is-here': z.object({ draft: id }),
  // Looking around
  'open-planning': z.object({}),
  /** What somebody meant by a word that is no command. */
  command: z.object({ word: z.enum(commands) }),
  'show-list': z.object({}),
  'list-from': z.object({ place: count.min(0).max(999) }),
  'start-ready': z.object({ template: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  'send-settings': z.object({ channel: z.string().regex(/^[\w:@.=-]{1,150}$/) }),
  // What is stored about oneself
  'own-data': z.object({}),
  'show-own-data': z.object({}),
  'own-data-page': z.object({ page: count.min(1).max(9999) }),
  'export-own-data': z.object({}),
  'export-page': z.object({ page: count.min(1).max(9999) }),
  'ask-to-delete-own-data': z.object({}),
  'delete-own-data': z.object({}),
  close: z.object({}),
} as const;

type Shapes = typeof shapes;
export type Verb = keyof Shapes;
type Parts<V extends Verb> = keyof Shapes[V]['shape'] extends never ? unknown : z.infer<Shapes[V]>;
export type Interaction = { [V in Verb]: { do: V } & Parts<V> }[Verb];

const verbs = Object.keys(shapes) as Verb[];
export const isVerb = (text: string): text is Verb => verbs.includes(text as Verb);

/**
 * An interaction as a short text: its verb and its parts, separated by colons, in the order of its shape; a colon in a
 * part is escaped. At most 75 characters, which is what an entry of a Slack overflow menu may carry, but for the name of
 * a form.
 */
export const encode = (interaction: Interaction): string => {
  const parts = interaction as Record<string, unknown>;
  return [
    interaction.do,
    ...keysOf(interaction.do).map((key) => encodeURIComponent(String(parts[key]))),
  ].join(':');
};

/** The interaction that `encode` wrote; undefined where the text was not written by it. */
export const decode = (text: string): Interaction | undefined => {
  const [verb, ...values] = text.split(':');
  if (!verb || !isVerb(verb)) return undefined;
  const keys = keysOf(verb);
  if (keys.length !== values.length) return undefined;
  const parts = keys.map((key, index) => [key, unescaped(values[index]!)]);
  const parsed = shapes[verb].safeParse(Object.fromEntries(parts));
  if (!parsed.success) return undefined;
  const interaction = { do: verb, ...parsed.data } as Interaction;
  // Only what `encode` writes: an empty part would otherwise pass as 0.
  return encode(interaction) === text ? interaction : undefined;
};

/** What `encode` cannot have written is left as it is, and compared with that later. */
const unescaped = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const keysOf = (verb: Verb): string[] => Object.keys(shapes[verb].shape);
