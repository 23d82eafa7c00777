-- A temporary card stands beside the one that was forgotten or lost, and ends with its day.
alter table card add column temporary boolean not null default false;
drop index card_current;
create unique index card_current on card (person, unit) where status in (0, 2) and not temporary;
create unique index card_temporary on card (person, unit) where status in (0, 2) and temporary;
