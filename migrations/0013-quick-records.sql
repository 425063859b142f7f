-- How calls of many workspaces ended is recorded with one statement. The dispatcher writes where a message went and where it
-- stands; it still reads neither.
grant select (sent_at) on deliveries to microtraining_dispatcher;
grant update (destination, sent_at, reference, posted_at, retry_at) on deliveries to microtraining_dispatcher;
grant update (shown_version, shown_at) on edits to microtraining_dispatcher;

-- What is due in one workspace at one instant is claimed together, so that it can be read together.
drop index deliveries_due;
create index deliveries_due on deliveries (priority, due_at, workspace_id) where state = 'planned';
