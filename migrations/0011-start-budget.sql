-- How many sessions of a workspace start at one instant is asked whenever one is planned or moved.
create index sessions_starting on sessions (workspace_id, starts_at) where status = 'planned';
