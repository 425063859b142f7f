-- Who may plan in a channel: every member, or the leads whom an admin named; and whether people of other organisations
-- may take part.
alter table channel_settings
  add column planners text not null default 'members',
  add column leads text[] not null default '{}',
  add column outsiders boolean not null default false,
  add constraint channel_settings_planners_check check (planners in ('members', 'leads'));

-- What a platform told once and may tell again: its id, written in the transaction of what it led to.
create table inbox (
  workspace_id text not null default current_workspace(),
  request_id text not null,
  received_at timestamptz not null,
  constraint inbox_pkey primary key (workspace_id, request_id),
  constraint inbox_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade
);

create index inbox_received on inbox (workspace_id, received_at);

alter table inbox enable row level security;
alter table inbox force row level security;
create policy own_workspace on inbox to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
grant select, insert, update, delete on inbox to microtraining_app;
