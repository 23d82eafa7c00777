-- Carrying out what was authorised goes on behind the pages: it may be paused, and is taken up again after a restart, until carry_until.
alter table authorisation add column carry_until timestamptz;
alter table authorisation add column carried_from timestamptz;
alter table authorisation add column paused boolean not null default false;
update authorisation set carry_until = used_at, carried_from = used_at where used_at is not null;
alter table authorisation add check ((used_at is null) = (carry_until is null));
alter table authorisation_item add column concluded_at timestamptz;
-- What a person has under way stands on their inbox.
create index authorisation_under_way on authorisation (person, carry_until) where carry_until is not null;
