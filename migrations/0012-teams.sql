-- What Microsoft Teams tells the bot and tells only once: where it may write, and what it knows of people. Names of
-- columns are those of Teams' activities.
create table teams_conversations (
  workspace_id text not null default current_workspace(),
  -- A channel or chat, without a thread.
  id text not null,
  kind text not null,
  service_url text not null,
  team_id text,
  aad_group_id text,
  name text,
  -- Of a chat with the bot: with whom.
  member_id text,
  -- Why nothing can be written there, until an event opens it again.
  closed text,
  constraint teams_conversations_pkey primary key (workspace_id, id),
  constraint teams_conversations_workspace_fkey
    foreign key (workspace_id) references workspaces on delete cascade,
  constraint teams_conversations_kind_check check (kind in ('channel', 'group-chat', 'personal')),
  constraint teams_conversations_member_check check ((kind = 'personal') = (member_id is not null)),
  constraint teams_conversations_closed_check
    check (closed in ('bot-removed', 'channel-archived', 'channel-gone'))
);

create index teams_conversations_of_member on teams_conversations (workspace_id, member_id)
  where member_id is not null;

create table teams_people (
  workspace_id text not null default current_workspace(),
  -- In the directory.
  id text not null,
  -- As only this bot knows them.
  user_id text not null,
  name text,
  zone text,
  locale text,
  constraint teams_people_pkey primary key (workspace_id, id),
  constraint teams_people_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade
);

alter table teams_conversations enable row level security;
alter table teams_conversations force row level security;
alter table teams_people enable row level security;
alter table teams_people force row level security;

create policy own_workspace on teams_conversations to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on teams_people to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

grant select, insert, update, delete on teams_conversations, teams_people to microtraining_app;
