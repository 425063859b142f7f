-- How doubts are settled: where to look for a message, when, and what came of it.
-- `sent_at` is an instant of the session clock; `look_at` and `watched_from` of the machine clock.
alter table deliveries
  -- Where and when it was first sent.
  add column destination jsonb,
  add column sent_at timestamptz,
  add column doubt_cause text,
  -- When the platform is looked at next: for the doubtful message itself, or for copies of one that was sent again.
  -- A claim moves it to the end of its lease.
  add column look_at timestamptz,
  -- Look-ups in vain that count as proof, since the last doubt.
  add column empty_looks integer not null default 0,
  add column resends integer not null default 0,
  -- Of these, without proof that it did not stand.
  add column blind_resends integer not null default 0,
  -- When it was last decided to send it again.
  add column watched_from timestamptz,
  add column copies_removed integer not null default 0,
  add column longest_copy_ms integer not null default 0;

-- Nobody knows where to look for what was in doubt before. A press on it still settles it.
alter table deliveries no force row level security;
update deliveries set state = 'closed', closed_reason = 'unsettled', doubt_cause = 'owner-dead'
where state = 'unknown';
alter table deliveries force row level security;

-- A process of the version before may leave a doubt without a cause or a look for a moment: it gets them with the
-- next lease that is looked after.
alter table deliveries
  add constraint deliveries_doubt_cause_check check (doubt_cause in ('answered', 'cut-off', 'owner-dead')),
  add constraint deliveries_sent_check check ((destination is null) = (sent_at is null)),
  add constraint deliveries_resends_check check (blind_resends <= resends);

create index deliveries_look on deliveries (look_at)
  where look_at is not null and state in ('unknown', 'posted', 'closed');
-- What the report counts is rare.
create index deliveries_resent on deliveries (workspace_id) where resends > 0;
create index deliveries_unsettled on deliveries (workspace_id) where closed_reason = 'unsettled';

grant select (
  look_at, doubt_cause, empty_looks, resends, blind_resends, watched_from, copies_removed, longest_copy_ms
) on deliveries to microtraining_dispatcher;
grant update (look_at, empty_looks, doubt_cause) on deliveries to microtraining_dispatcher;
