import type { Actor } from '../../src/sandbox/platform.ts';

/** What is filled in in the form that somebody has open, by label; several choices in one line. */
export const filledIn = ({ view }: Actor): Record<string, string> =>
  Object.fromEntries(
    Object.entries(view?.values ?? {}).map(([label, value]) => [label, [value ?? []].flat().join(', ')]),
  );

/** What that form complains of, in order. */
export const complaintsTo = ({ view }: Actor): string[] =>
  (view?.text ?? '').split('\n').flatMap((line) => line.match(/^⚠\uFE0F? (.*)$/)?.[1] ?? []);
