-- Names an answer to its session's lead without saying whose it is.
alter table answers add column mark text not null default left(gen_random_uuid()::text, 8);
