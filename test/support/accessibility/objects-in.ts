export type Json = { [key: string]: unknown };

/** Every object in a rendered message or form, the outermost first. */
export const objectsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsIn)];
};

/** All that is read in it, one piece after the other; times as their fallback. */
export const textIn = (value: unknown): string =>
  objectsIn(value)
    .flatMap((object) =>
      ['text', 'fallback'].flatMap((name) =>
        typeof object[name] === 'string' ? [object[name] as string] : [],
      ),
    )
    .join(' ');
