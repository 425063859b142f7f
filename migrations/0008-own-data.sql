-- A question that its author took back goes on without author and words where others have answered it: their answers
-- are theirs.
alter table parked_questions
  alter column member_id drop not null,
  alter column body drop not null,
  add constraint parked_questions_taken_back_check check ((member_id is null) = (body is null));

-- What is stored about one member is found without reading what is stored about everybody.
create index answers_of_member on answers (workspace_id, member_id);
create index participants_of_member on participants (workspace_id, member_id);
