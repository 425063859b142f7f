-- What a member said last counts, in whatever order their presses arrive. Null: it was said before this was kept.
alter table participants add column said_at timestamptz;
alter table sign_ups add column said_at timestamptz;
