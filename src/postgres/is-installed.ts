/**
 * True for a row of a workspace that has not uninstalled the bot. A value, so that the planner looks each workspace up.
 * @param row the name under which the row's table stands in the statement
 */
export const isInstalled = (row: string): string => `(
  select workspace.uninstalled_at is null from workspaces as workspace
  where workspace.workspace_id = ${row}.workspace_id
)`;
