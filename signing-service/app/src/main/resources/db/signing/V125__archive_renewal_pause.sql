-- A document whose archive timestamp could not be renewed: how often in a row, and until when it waits, so that others get their turn.
alter table document add column renew_failures integer not null default 0;
alter table document add column renew_not_before timestamptz;
