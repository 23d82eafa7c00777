-- Alerts that officers work on as one. Who sees every alert of a case sees the case.
create table triage_case (
    id         uuid         not null primary key,
    number     bigint       generated always as identity unique,
    title      varchar(200) not null,
    state      varchar(8)   not null check (state in ('OPEN', 'CLOSED')),
    owner      uuid         not null,
    owner_name varchar(200) not null,
    reason     varchar(16)  check (reason in ('TRUE_POSITIVE', 'FALSE_POSITIVE', 'BENIGN', 'DUPLICATE')),
    opened_at  timestamptz  not null,
    version    integer      not null check (version > 0),
    check ((state = 'CLOSED') = (reason is not null))
);
comment on column triage_case.title is 'written by an officer; stays here, for the ledger keeps what it is told for ever';
comment on column triage_case.version is 'grows with every decision; who decides names the one they saw';

-- An alert is in one case at most, and a case has at least one.
create table triage_case_alert (
    alert    uuid        not null primary key references detection_alert (id),
    case_id  uuid        not null references triage_case (id),
    added_at timestamptz not null
);
create index triage_case_alert_case on triage_case_alert (case_id);

-- The clocks of law of a case. An alert that leaves the case takes no time with it: the moment is only ever moved back.
create table triage_case_incident (
    case_id  uuid        not null references triage_case (id),
    kind     varchar(24) not null check (kind in ('SERIOUS_INCIDENT', 'DATA_BREACH')),
    known_at timestamptz not null,
    primary key (case_id, kind)
);
comment on column triage_case_incident.known_at is 'when the first alert of the case was raised';

-- Every decision, in the transaction of its event in the ledger.
create table triage_case_decision (
    seq        bigint       generated always as identity primary key,
    case_id    uuid         not null references triage_case (id),
    event      uuid         not null unique,
    decided_at timestamptz  not null,
    person     uuid         not null,
    name       varchar(200) not null,
    act        varchar(16)  not null,
    reason     varchar(24),
    alert      uuid         references detection_alert (id),
    note       varchar(500) not null
);
create index triage_case_decision_case on triage_case_decision (case_id, seq);

-- What officers did to accounts because of an alert. The row is there before the gate is asked, so that an answer that never came is seen.
create table alert_response (
    id         uuid         not null primary key,
    alert      uuid         not null references detection_alert (id),
    person     uuid         not null,
    act        varchar(24)  not null,
    note       varchar(500) not null,
    officer    uuid         not null,
    name       varchar(200) not null,
    asked_at   timestamptz  not null,
    outcome    varchar(16)  not null check (outcome in ('ASKED', 'DONE', 'DENIED', 'UNKNOWN', 'AWAY', 'LOGIN_OVER', 'NOT_UNDERSTOOD')),
    decided_at timestamptz
);
comment on column alert_response.person is 'Khuê id of the one whose account it is';
create index alert_response_alert on alert_response (alert, asked_at);
