-- People are told before they answer whether their names will stand beside it: for a session that had begun before, a
-- change counts from the next one on.
alter table channel_settings
  add column names_since timestamptz,
  add constraint channel_settings_names_since_check check (names = (names_since is not null));
