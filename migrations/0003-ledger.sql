-- One row per message that is owed, and one per removal of a message that was posted.
-- `due_at` and `posted_at` are instants of the session clock; `retry_at`, `lease_until` and `doubted_at` of the
-- machine clock.
create table deliveries (
  workspace_id text not null default current_workspace(),
  id uuid not null default gen_random_uuid(),
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  -- A member for a private message, '' for the channel.
  recipient text not null,
  run integer not null,
  removal boolean not null default false,
  -- The delivery whose message a removal takes away.
  removes uuid,
  -- The kind of the same subject that must stand before.
  after_kind text,
  priority integer not null,
  due_at timestamptz not null,
  retry_at timestamptz,
  state text not null default 'planned',
  attempt integer not null default 0,
  lease_until timestamptz,
  -- Its message must not stand any more: what is not posted never will be, what is gets removed.
  withdrawn boolean not null default false,
  reference jsonb,
  posted_at timestamptz,
  closed_reason text,
  doubt_code text,
  doubted_at timestamptz,
  constraint deliveries_pkey primary key (workspace_id, id),
  constraint deliveries_workspace_fkey foreign key (workspace_id) references workspaces on delete cascade,
  constraint deliveries_removes_fkey foreign key (workspace_id, removes) references deliveries on delete cascade,
  constraint deliveries_once_key
    unique (workspace_id, subject_kind, subject_id, kind, recipient, run, removal),
  constraint deliveries_subject_kind_check check (subject_kind in ('series', 'session')),
  constraint deliveries_state_check
    check (state in ('planned', 'claimed', 'sending', 'posted', 'unknown', 'closed')),
  constraint deliveries_removal_check check (removal = (removes is not null)),
  constraint deliveries_lease_check check ((state in ('claimed', 'sending')) = (lease_until is not null)),
  constraint deliveries_posted_check check ((state = 'posted') = (posted_at is not null)),
  constraint deliveries_closed_check check ((state = 'closed') = (closed_reason is not null)),
  constraint deliveries_doubt_check check (state <> 'unknown' or (doubt_code is not null and doubted_at is not null))
);

create index deliveries_removes on deliveries (workspace_id, removes) where removes is not null;
create index deliveries_due on deliveries (priority, due_at) where state = 'planned';
create index deliveries_retry on deliveries (retry_at) where state = 'planned' and retry_at is not null;
create index deliveries_leased on deliveries (lease_until) where state in ('claimed', 'sending');
create index deliveries_unknown on deliveries (doubted_at) where state = 'unknown';
create index deliveries_closed on deliveries (due_at) where state = 'closed';

-- One row per message: which version of what it says is wanted, and which it shows.
create table edits (
  workspace_id text not null default current_workspace(),
  delivery_id uuid not null,
  wanted_version integer not null default 1,
  shown_version integer not null default 0,
  -- When the next edit is due; empty while none is wanted. A claim takes it over into `claimed_due_at`.
  due_at timestamptz,
  claimed_due_at timestamptz,
  shown_at timestamptz,
  -- How many edits were made for a counter whose number is limited.
  counter_edits integer not null default 0,
  state text not null default 'idle',
  attempt integer not null default 0,
  lease_until timestamptz,
  retry_at timestamptz,
  closed_reason text,
  constraint edits_pkey primary key (workspace_id, delivery_id),
  constraint edits_delivery_fkey foreign key (workspace_id, delivery_id) references deliveries on delete cascade,
  constraint edits_state_check check (state in ('idle', 'claimed')),
  constraint edits_claimed_check
    check ((state = 'claimed') = (lease_until is not null) and (state = 'claimed') = (claimed_due_at is not null)),
  constraint edits_closed_check check (closed_reason is null or due_at is null),
  constraint edits_version_check check (shown_version <= wanted_version)
);

create index edits_due on edits (due_at) where state = 'idle' and due_at is not null;
create index edits_leased on edits (lease_until) where state = 'claimed';

alter table deliveries enable row level security;
alter table deliveries force row level security;
alter table edits enable row level security;
alter table edits force row level security;

create policy own_workspace on deliveries to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create policy own_workspace on edits to microtraining_app
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

grant select, insert, update, delete on deliveries, edits to microtraining_app;

-- The dispatcher claims across workspaces. Who a message goes to and where it stands is none of its business.
create policy all_workspaces on deliveries to microtraining_dispatcher
  using (current_user <> session_user) with check (current_user <> session_user);
create policy all_workspaces on edits to microtraining_dispatcher
  using (current_user <> session_user) with check (current_user <> session_user);

grant select (
  workspace_id, id, subject_kind, subject_id, kind, run, removal, removes, after_kind, priority, due_at, retry_at,
  state, attempt, lease_until, withdrawn, posted_at, closed_reason, doubt_code, doubted_at
) on deliveries to microtraining_dispatcher;
grant update (state, attempt, lease_until, doubt_code, doubted_at) on deliveries to microtraining_dispatcher;

grant select on edits to microtraining_dispatcher;
grant update (state, attempt, lease_until, due_at, claimed_due_at) on edits to microtraining_dispatcher;
