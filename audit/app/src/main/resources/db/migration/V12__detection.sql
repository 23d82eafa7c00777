-- What detection found. One table, not cut into days: a group gives one alert a window, so these are thousands a year and not millions
-- a day, and a case may need one long after the day on which its events are dropped.
create table detection_alert (
    id           uuid         not null primary key,
    rule_id      uuid         not null,
    rule         varchar(128) not null,
    level        varchar(16)  not null,
    techniques   text[]       not null,
    group_fields text[]       not null,
    group_values text[]       not null,
    first_at     timestamptz  not null,
    completed_at timestamptz  not null,
    events       uuid[]       not null,
    counted      bigint       not null,
    why          varchar(40)  not null,
    why_values   text[]       not null,
    raised_at    timestamptz  not null,
    check (cardinality(group_fields) = cardinality(group_values))
);
comment on column detection_alert.id is 'follows from rule, group and window, so the same events give it again and not a second time; the id of its event in the ledger too';
comment on column detection_alert.events is 'ids of the events that count, oldest first, at most 100';
create index detection_alert_newest on detection_alert (completed_at, id);

-- How far detection has come: what lies before was put to every rule, and what that gave is committed with this number. It begins with
-- what is stored from now on; nobody wants to be alarmed about last year.
create table detection_position (
    one        boolean not null primary key default true check (one),
    next_index bigint  not null check (next_index >= 0)
);
insert into detection_position (next_index) select size from ledger_head;
