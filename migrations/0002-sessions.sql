create table series (
  workspace_id text not null default current_workspace(),
  id uuid not null,
  channel_id text not null,
  kind text not null,
  title text not null,
  audience text,
  lead_id text not null,
  co_lead_id text,
  planned_by text not null,
  planned_at timestamptz not null,
  zone text not null,
  cadence jsonb not null,
  constraint series_pkey primary key (workspace_id, id),
  constraint series_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade,
  constraint series_kind_check check (kind in ('single', 'series', 'ad-hoc'))
);

create table sign_ups (
  workspace_id text not null default current_workspace(),
  series_id uuid not null,
  member_id text not null,
  choice text not null,
  chosen_at timestamptz not null,
  constraint sign_ups_pkey primary key (workspace_id, series_id, member_id),
  constraint sign_ups_series_fkey foreign key (workspace_id, series_id) references series on delete cascade,
  constraint sign_ups_choice_check check (choice in ('all', 'first', 'none'))
);

-- `state` is the session's union; the columns beside it that repeat a part of it are there to be searched.
create table sessions (
  workspace_id text not null default current_workspace(),
  id uuid not null,
  series_id uuid not null,
  channel_id text not null,
  ordinal integer not null,
  title text not null,
  content jsonb not null,
  rated boolean not null,
  status text not null,
  starts_at timestamptz not null,
  next_due_at timestamptz,
  state jsonb not null,
  revision integer not null default 1,
  kept text,
  would_change integer,
  set_aside_at timestamptz,
  set_aside_code text,
  constraint sessions_pkey primary key (workspace_id, id),
  constraint sessions_series_fkey foreign key (workspace_id, series_id) references series on delete cascade,
  constraint sessions_ordinal_key unique (workspace_id, series_id, ordinal),
  constraint sessions_ordinal_check check (ordinal >= 1),
  constraint sessions_status_check
    check (status in ('planned', 'running', 'paused', 'writing', 'collecting', 'closed')),
  constraint sessions_state_check check (state ->> 'status' = status),
  constraint sessions_would_change_check check (would_change between 0 and 4),
  constraint sessions_set_aside_check check ((set_aside_at is null) = (set_aside_code is null))
);

create index sessions_due on sessions (next_due_at) where next_due_at is not null and set_aside_at is null;
create index sessions_set_aside on sessions (set_aside_at) where set_aside_at is not null;
create index sessions_coming on sessions (workspace_id, channel_id, starts_at) where status <> 'closed';
create index sessions_open on sessions (workspace_id) where status in ('running', 'paused', 'writing');

create table session_events (
  workspace_id text not null default current_workspace(),
  session_id uuid not null,
  -- The revision that the event led to, and its place among those that led there together.
  revision integer not null,
  place integer not null,
  type text not null,
  at timestamptz not null,
  body jsonb not null,
  constraint session_events_pkey primary key (workspace_id, session_id, revision, place),
  constraint session_events_session_fkey
    foreign key (workspace_id, session_id) references sessions on delete cascade
);

create table participants (
  workspace_id text not null default current_workspace(),
  session_id uuid not null,
  member_id text not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  constraint participants_pkey primary key (workspace_id, session_id, member_id),
  constraint participants_session_fkey
    foreign key (workspace_id, session_id) references sessions on delete cascade
);

create table answers (
  workspace_id text not null default current_workspace(),
  session_id uuid not null,
  member_id text not null,
  question text not null,
  late boolean not null,
  kind text not null,
  option_number integer,
  body text,
  rating integer,
  answered_at timestamptz not null,
  ordered_at timestamptz not null,
  starred boolean not null default false,
  constraint answers_pkey primary key (workspace_id, session_id, member_id, question, late),
  constraint answers_session_fkey foreign key (workspace_id, session_id) references sessions on delete cascade,
  constraint answers_question_check check (
    question in ('warm-up', 'confidence-before', 'list', 'check', 'plan', 'confidence-after', 'usefulness')
  ),
  constraint answers_kind_check check (kind in ('choice', 'text', 'nothing', 'rating')),
  constraint answers_value_check check (
    (kind = 'choice') = (option_number is not null)
    and (kind = 'text') = (body is not null)
    and (kind = 'rating') = (rating is not null)
  ),
  constraint answers_starred_check check (not starred or question = 'list')
);

create table parked_questions (
  workspace_id text not null default current_workspace(),
  id uuid not null,
  session_id uuid not null,
  member_id text not null,
  body text not null,
  parked_at timestamptz not null,
  constraint parked_questions_pkey primary key (workspace_id, id),
  constraint parked_questions_session_fkey
    foreign key (workspace_id, session_id) references sessions on delete cascade
);

create index parked_questions_of_session on parked_questions (workspace_id, session_id);

create table known_answers (
  workspace_id text not null default current_workspace(),
  id uuid not null,
  question_id uuid not null,
  member_id text not null,
  body text not null,
  named boolean not null,
  late boolean not null,
  known_at timestamptz not null,
  constraint known_answers_pkey primary key (workspace_id, id),
  constraint known_answers_question_fkey
    foreign key (workspace_id, question_id) references parked_questions on delete cascade
);

create index known_answers_of_question on known_answers (workspace_id, question_id);

create table recaps (
  workspace_id text not null default current_workspace(),
  session_id uuid not null,
  released_at timestamptz not null,
  participants integer not null,
  actual_minutes integer[] not null,
  constraint recaps_pkey primary key (workspace_id, session_id),
  constraint recaps_session_fkey foreign key (workspace_id, session_id) references sessions on delete cascade
);

alter table series enable row level security;
alter table series force row level security;
alter table sign_ups enable row level security;
alter table sign_ups force row level security;
alter table sessions enable row level security;
alter table sessions force row level security;
alter table session_events enable row level security;
alter table session_events force row level security;
alter table participants enable row level security;
alter table participants force row level security;
alter table answers enable row level security;
alter table answers force row level security;
alter table parked_questions enable row level security;
alter table parked_questions force row level security;
alter table known_answers enable row level security;
alter table known_answers force row level security;
alter table recaps enable row level security;
alter table recaps force row level security;

create policy own_workspace on series to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on sign_ups to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on sessions to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on session_events to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on participants to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on answers to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on parked_questions to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on known_answers to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on recaps to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

grant select, insert, update, delete
  on series, sign_ups, sessions, session_events, participants, answers, parked_questions, known_answers, recaps
  to microtraining_app;

-- The dispatcher sees which session is due in which workspace, and none of its words. A policy holds for a role's
-- members too, and the login that owns these tables is one: so the role must have been taken, not only be had.
create policy all_workspaces on sessions for select to microtraining_dispatcher
  using (current_user <> session_user);
grant select (workspace_id, id, status, next_due_at, set_aside_at, set_aside_code)
  on sessions to microtraining_dispatcher;
