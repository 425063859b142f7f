-- What becomes of a workspace that uninstalls the bot, and how long what people wrote and did is kept.
alter table workspaces
  -- Since then nothing is swept, delivered or answered; empty while the bot is installed.
  add column uninstalled_at timestamptz,
  -- So long after a session has ended, in months; and so long after the bot was uninstalled, in days.
  add column keep_months integer not null default 12,
  add column keep_uninstalled_days integer not null default 14,
  add constraint workspaces_keep_months_check check (keep_months between 1 and 60),
  add constraint workspaces_keep_uninstalled_days_check check (keep_uninstalled_days between 0 and 365);

-- A series that lost its lead or its channel, and how often that has happened: part of the keys of what is said about it.
alter table series
  add column interrupted text,
  add column interruptions integer not null default 0,
  add constraint series_interrupted_check
    check (interrupted in ('lead-left', 'bot-removed', 'channel-archived', 'channel-gone'));

-- Since when nothing of what people wrote and did in it is stored any more.
alter table sessions add column tidied_at timestamptz;

create index sessions_untidied on sessions (workspace_id, starts_at) where status = 'closed' and tidied_at is null;

-- The dispatcher leaves out workspaces that have uninstalled the bot; the nightly round goes through all of them.
create policy all_workspaces on workspaces for select to microtraining_dispatcher
  using (current_user <> session_user);
grant select (workspace_id, uninstalled_at, keep_months, keep_uninstalled_days)
  on workspaces to microtraining_dispatcher;
grant delete on outages to microtraining_dispatcher;
