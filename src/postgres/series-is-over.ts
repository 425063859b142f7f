/**
 * True for a row of `series` of which nothing is to come, runs or collects answers; one without an end is over when
 * somebody has ended it.
 */
export const seriesIsOver = `((series.status = 'ended' or series.kind <> 'continuous') and not exists (
  select from sessions where sessions.series_id = series.id and sessions.status <> 'closed'))`;
