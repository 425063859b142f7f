/** What is set where the claim of an edit ends, however it ends. */
export const editReleased = `state = 'idle', claimed_due_at = null, lease_until = null`;

/** It comes again, unless it was closed while it was on its way. */
export const editGivenBack = `${editReleased},
  due_at = case when closed_reason is null then least(due_at, claimed_due_at) end`;

/**
 * It never comes again, whoever has claimed it.
 * @param reason in SQL
 */
export const editClosed = (reason: string): string =>
  `${editReleased}, due_at = null, closed_reason = ${reason}`;
