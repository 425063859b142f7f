import { z } from 'zod';

/** Something that SQL can be sent to; inside a transaction always its one connection. */
export type Queryable = {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: unknown[]; rowCount: number | null; command?: string }>;
};

/** A stored row that does not have the shape it was stored with. */
export class UnreadableRowError extends Error {
  readonly code = 'unreadable-row';
  /** The row's id, where it has one. */
  readonly rowId: string | undefined;

  constructor(row: unknown, cause: z.ZodError) {
    const rowId = z.object({ id: z.string() }).safeParse(row).data?.id;
    const places = cause.issues.map(({ path }) => path.join('.')).join(', ');
    super(`the stored row ${rowId ?? ''} cannot be read (${places})`, { cause });
    this.name = 'UnreadableRowError';
    this.rowId = rowId;
  }
}

/**
 * Runs a statement and reads its rows.
 * @throws UnreadableRowError where one does not have the shape of `schema`
 */
export const readAll = async <Schema extends z.ZodType>(
  client: Queryable,
  schema: Schema,
  text: string,
  values: unknown[] = [],
): Promise<z.infer<Schema>[]> => {
  const { rows } = await client.query(text, values);
  return rows.map((row) => readRow(schema, row));
};

/** @throws UnreadableRowError */
export const readRow = <Schema extends z.ZodType>(schema: Schema, row: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new UnreadableRowError(row, parsed.error);
  return parsed.data;
};

/** The first row, if there is one; errors as `readAll`. */
export const readFirst = async <Schema extends z.ZodType>(
  client: Queryable,
  schema: Schema,
  text: string,
  values: unknown[] = [],
): Promise<z.infer<Schema> | undefined> => (await readAll(client, schema, text, values))[0];

/** Runs a statement that changes rows, and returns how many it changed. */
export const change = async (client: Queryable, text: string, values: unknown[] = []): Promise<number> =>
  (await client.query(text, values)).rowCount ?? 0;

/** The value of a column that may be null; null is `undefined` to everybody outside. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullable().transform((value) => value ?? undefined);

/** @throws Error naming `what` and `id` where there is no value. */
export const expectFound = <Value>(value: Value | undefined, what: string, id: string): Value => {
  if (value === undefined) throw new Error(`there is no ${what} ${id}`);
  return value;
};
