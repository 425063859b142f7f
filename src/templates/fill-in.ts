const placeholder = /\{(\w+)\}/g;

/** The names that stand in braces in a text, in their order. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(placeholder)].map(([, name]) => name!);

/** Replaces every `{name}` by its value; a name without a value stays as it is. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(placeholder, (inBraces, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : inBraces,
  );
