-- In the names of which units the events of an alert were: the row scope of those who see one school only.
alter table detection_alert add column units text[] not null default '{}';
comment on column detection_alert.units is 'distinct units of its events; an empty text stands for events in nobody''s name';

-- What officers made of an alert. An alert without a row is open, nobody's, in version 0.
create table alert_triage (
    alert         uuid        not null primary key references detection_alert (id),
    state         varchar(8)  not null check (state in ('OPEN', 'TAKEN', 'CLOSED')),
    assignee      uuid,
    assignee_name varchar(200),
    reason        varchar(16) check (reason in ('TRUE_POSITIVE', 'FALSE_POSITIVE', 'BENIGN', 'DUPLICATE')),
    incident      varchar(24) check (incident in ('SERIOUS_INCIDENT', 'DATA_BREACH')),
    version       integer     not null check (version > 0),
    check ((state = 'CLOSED') = (reason is not null)),
    check ((state = 'TAKEN') <= (assignee is not null))
);
comment on column alert_triage.version is 'grows with every decision; who decides names the one they saw';

-- Every decision, in the transaction of its event in the ledger.
create table alert_decision (
    seq        bigint generated always as identity primary key,
    alert      uuid         not null references detection_alert (id),
    event      uuid         not null unique,
    decided_at timestamptz  not null,
    person     uuid         not null,
    name       varchar(200) not null,
    act        varchar(16)  not null,
    reason     varchar(24),
    note       varchar(500) not null
);
comment on column alert_decision.event is 'id of its event in the ledger; the note stays here, for the ledger keeps what it is told for ever';
create index alert_decision_alert on alert_decision (alert, seq);

-- What officers agreed to hide: alerts of one rule about one thing, for a time. The alerts are raised and kept all the same.
create table alert_suppression (
    id            uuid         not null primary key,
    alert         uuid         not null references detection_alert (id),
    rule          varchar(128) not null,
    group_fields  text[]       not null,
    group_values  text[]       not null,
    days          integer      not null check (days > 0),
    note          varchar(500) not null,
    asked_at      timestamptz  not null,
    asked_by      uuid         not null,
    asked_name    varchar(200) not null,
    state         varchar(8)   not null check (state in ('ASKED', 'APPROVED', 'REFUSED', 'ENDED')),
    decided_by    uuid,
    decided_name  varchar(200),
    begins        timestamptz,
    ends          timestamptz,
    ended_name    varchar(200),
    check ((state = 'ASKED') = (decided_by is null)),
    check (decided_by <> asked_by),
    check ((begins is null) = (ends is null)),
    check ((begins is not null) = (state in ('APPROVED', 'ENDED')))
);
comment on column alert_suppression.alert is 'from which it was asked for';
comment on column alert_suppression.ends is 'exclusive; moved forward where it is ended early, and never back';
