import type { z } from 'zod';
import { type Together, together } from '../use-cases/together.ts';
import { type Queryable, readRow } from './query.ts';

/**
 * Reads what belongs to a key; the keys that are asked for in one turn are read with one statement.
 * @param text selects a column `key` beside those of `schema` for the keys in $1, the rows of each key in their order
 * @throws UnreadableRowError where a row does not have the shape of `schema`
 */
export const readByKey = <Schema extends z.ZodType>(
  client: Queryable,
  schema: Schema,
  text: string,
): Together<string, z.infer<Schema>[]> =>
  together((keys) => {
    const read = byKey(client, text, keys);
    return keys.map(async (key) => ((await read).get(key) ?? []).map((row) => readRow(schema, row)));
  });

const byKey = async (client: Queryable, text: string, keys: readonly string[]) => {
  const { rows } = await client.query(text, [[...new Set(keys)]]);
  return Map.groupBy(rows as { key: string }[], ({ key }) => key);
};
