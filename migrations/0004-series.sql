alter table series drop constraint series_kind_check;
alter table series add constraint series_kind_check check (kind in ('single', 'series', 'continuous', 'ad-hoc'));

alter table series
  add column status text not null default 'active',
  -- Who paused, resumed or ended it last.
  add column changed_by text,
  add column skip_dates jsonb not null default '[]',
  -- From which day on and at what local time it meets; with zone and cadence all its dates follow.
  add column first_date date,
  add column local_time time,
  -- The ready sessions that a continuous series goes through again and again.
  add column contents jsonb not null default '[]',
  add constraint series_status_check check (status in ('active', 'paused', 'ended')),
  add constraint series_contents_check check ((kind = 'continuous') = (jsonb_array_length(contents) > 0));

-- Row-level security would hide the rows from the owner, who has no workspace here.
alter table series no force row level security;
alter table sessions no force row level security;
update series
set (first_date, local_time) = (
  select meets::date, date_trunc('minute', meets)::time
  from (
    select coalesce(
      (
        select starts_at from sessions
        where sessions.workspace_id = series.workspace_id and series_id = series.id
        order by ordinal
        limit 1
      ),
      planned_at
    ) at time zone zone as meets
  ) as first_meeting
);
alter table series force row level security;
alter table sessions force row level security;

alter table series alter column first_date set not null;
alter table series alter column local_time set not null;
alter table series alter column status drop default;
alter table series alter column skip_dates drop default;
alter table series alter column contents drop default;

create index series_running on series (workspace_id, channel_id) where status <> 'ended';

create table channel_settings (
  workspace_id text not null default current_workspace(),
  channel_id text not null,
  skip_dates jsonb not null,
  working_hours jsonb not null,
  style text not null,
  names boolean not null,
  saved_at timestamptz not null,
  constraint channel_settings_pkey primary key (workspace_id, channel_id),
  constraint channel_settings_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade,
  constraint channel_settings_style_check check (style in ('normal', 'quiet', 'loud'))
);

alter table channel_settings enable row level security;
alter table channel_settings force row level security;

create policy own_workspace on channel_settings to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

grant select, insert, update, delete on channel_settings to microtraining_app;
