/**
 * Rows as lines with columns of one width each.
 * @param numbers the columns whose cells stand at the right
 */
export const aligned = (rows: readonly (readonly string[])[], numbers: readonly number[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        numbers.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
};
