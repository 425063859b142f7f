/** An object that came over the wire, nothing known about it. */
export type Json = Record<string, unknown>;

/** The value, if it is an object; else an empty one. */
export const asJson = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The objects of a list; none where there is no list. */
export const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asJson) : []);

/** The text, or none. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the text says as JSON; nothing where it says nothing. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
