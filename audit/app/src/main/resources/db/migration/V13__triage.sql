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
