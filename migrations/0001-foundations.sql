-- Roles are shared by all databases of a server, so another database may be creating them at this moment.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['microtraining_app', 'microtraining_dispatcher'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
    begin
      if not exists (
        select from pg_auth_members
        where roleid = (select oid from pg_roles where rolname = wanted)
          and member = (select oid from pg_roles where rolname = current_user)
      ) then
        execute format('grant %I to current_user', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

grant usage on schema public to microtraining_app, microtraining_dispatcher;

-- Every policy asks this. After a local setting a connection keeps the empty text, so that is refused like null.
create function current_workspace() returns text
language plpgsql stable parallel safe
as $$
declare
  workspace text := current_setting('app.workspace', true);
begin
  if workspace is null or workspace = '' then
    raise exception 'no workspace is set in this transaction' using errcode = 'insufficient_privilege';
  end if;
  return workspace;
end
$$;

create table workspaces (
  workspace_id text not null default current_workspace(),
  platform text not null,
  name text not null,
  constraint workspaces_pkey primary key (workspace_id),
  constraint workspaces_id_check check (workspace_id <> ''),
  constraint workspaces_platform_check check (platform in ('slack', 'teams'))
);

-- Members and channels are the platform's: they are mentioned before their names are known and after they have
-- gone, so nothing refers to these two tables by a foreign key.
create table channels (
  workspace_id text not null default current_workspace(),
  id text not null,
  name text not null,
  constraint channels_pkey primary key (workspace_id, id),
  constraint channels_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade
);

create table members (
  workspace_id text not null default current_workspace(),
  id text not null,
  name text not null,
  zone text not null,
  constraint members_pkey primary key (workspace_id, id),
  constraint members_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade
);

create table drafts (
  workspace_id text not null default current_workspace(),
  id uuid not null,
  channel_id text not null,
  member_id text not null,
  body jsonb not null,
  saved_at timestamptz not null,
  constraint drafts_pkey primary key (workspace_id, id),
  constraint drafts_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade
);

alter table workspaces enable row level security;
alter table workspaces force row level security;
alter table channels enable row level security;
alter table channels force row level security;
alter table members enable row level security;
alter table members force row level security;
alter table drafts enable row level security;
alter table drafts force row level security;

create policy own_workspace on workspaces to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on channels to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on members to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on drafts to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

grant select, insert, update, delete on workspaces, channels, members, drafts to microtraining_app;

-- The machine's own tables: they hold nobody's data.

-- One row: when a process was last alive, and when before that.
create table beats (
  singleton boolean not null default true,
  beaten_at timestamptz not null,
  previous_at timestamptz,
  constraint beats_pkey primary key (singleton),
  constraint beats_singleton_check check (singleton)
);

create table outages (
  from_at timestamptz not null,
  to_at timestamptz not null,
  constraint outages_pkey primary key (from_at),
  constraint outages_order_check check (from_at < to_at)
);

grant select, insert, update on beats, outages to microtraining_dispatcher;
grant select on outages to microtraining_app;
