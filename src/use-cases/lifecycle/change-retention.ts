import type { By, Context } from '../context.ts';
import type { Refusal } from '../refuse.ts';

/** Months for which what people wrote and did may be kept after a session has ended. */
const retentionMonths = { least: 1, most: 60 } as const;

/**
 * Changes how long a workspace keeps what people wrote and did; an admin's to decide.
 * @returns why not, if it is not done
 */
export const changeRetention = async (
  { transaction }: Context,
  { workspace, role }: Pick<By, 'workspace' | 'role'>,
  months: number,
): Promise<Extract<Refusal, 'admins-only' | 'no-such-span'> | undefined> => {
  if (role !== 'admin') return 'admins-only';
  const { least, most } = retentionMonths;
  if (!Number.isInteger(months) || months < least || months > most) return 'no-such-span';
  await transaction(workspace, ({ lifecycle }) => lifecycle.changeKeepMonths(months));
  return undefined;
};
