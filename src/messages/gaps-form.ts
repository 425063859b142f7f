import { fillPattern, type Pattern, type UnfitGap } from '../templates/pattern.ts';
import type { ReadySession } from '../templates/ready-session.ts';
import type { Texts } from '../texts/en.ts';
import type { Form, Values } from './form.ts';

/** The gaps of a pattern, each with its example; filled in, they make a session of it. */
export const gapsForm = (texts: Texts, pattern: Pattern, does: Form['does']): Form => ({
  does,
  title: texts.planning.gapsTitle,
  send: texts.forms.save,
  close: texts.forms.cancel,
  parts: [
    { kind: 'text', lines: [texts.planning.useWhen(pattern.title, pattern.useWhen)] },
    ...pattern.gaps.map(({ name, label, example, kind }): Form['parts'][number] => ({
      kind: 'field',
      field: {
        kind: 'text',
        name,
        label,
        placeholder: example.split('\n').join(' / '),
        ...(kind === 'lines' && { hint: texts.planning.aLineEach }),
        lines: kind === 'line' ? 'one' : 'many',
        maxLength: 600,
      },
    })),
  ],
});

/** The session that a pattern becomes, or what is wrong by gap. */
export const filledPattern = (
  texts: Texts,
  pattern: Pattern,
  values: Values,
): { content: ReadySession } | { faults: Record<string, string> } => {
  const typed = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const filled = fillPattern(pattern, Object.fromEntries(typed));
  if (!('missing' in filled)) return { content: filled };
  const { gap } = texts.planning.faults;
  return {
    faults: Object.fromEntries([
      ...filled.missing.map((name) => [name, gap.missing]),
      ...filled.unfit.map(({ gap: name, code, by }: UnfitGap) => [name, gap[code](by)]),
    ]),
  };
};
