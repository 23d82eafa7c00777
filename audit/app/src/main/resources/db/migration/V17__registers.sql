-- What officers sign about a control: that it is met, or that its gap is borne. One asks, and where the policy wants it another signs.
create table compliance_sign_off (
    id           uuid         not null primary key,
    catalogue    varchar(40)  not null,
    control      varchar(40)  not null,
    standing     varchar(8)   not null check (standing in ('MET', 'GAP', 'UNSEEN')),
    note         varchar(500) not null,
    until        date         not null,
    asked_at     timestamptz  not null,
    asked_by     uuid         not null,
    asked_name   varchar(200) not null,
    state        varchar(8)   not null check (state in ('ASKED', 'SIGNED', 'REFUSED')),
    decided_at   timestamptz,
    decided_by   uuid,
    decided_name varchar(200),
    event        uuid         not null,
    check ((state = 'ASKED') = (decided_by is null))
);
comment on column compliance_sign_off.standing is 'how the control stood when it was asked for';
comment on column compliance_sign_off.until is 'last day on which it holds, of Viet Nam';
comment on column compliance_sign_off.event is 'of the newest step, in the ledger; the note stays here';
create index compliance_sign_off_control on compliance_sign_off (catalogue, control, asked_at desc);

-- What was done about an incident, beside the decisions about its case. The clocks are those of the case (triage_case_incident).
create table incident_entry (
    seq       bigint       generated always as identity primary key,
    case_id   uuid         not null references triage_case (id),
    act       varchar(10)  not null check (act in ('REPORTED', 'INFORMED', 'MEASURE', 'ENDED')),
    kind      varchar(24)  check (kind in ('SERIOUS_INCIDENT', 'DATA_BREACH')),
    report    varchar(16),
    recipient varchar(200) not null,
    note      varchar(500) not null,
    done_at   timestamptz  not null,
    noted_at  timestamptz  not null,
    person    uuid         not null,
    name      varchar(200) not null,
    event     uuid         not null unique,
    check ((act = 'REPORTED') = (kind is not null and report is not null)),
    check (done_at <= noted_at)
);
create index incident_entry_case on incident_entry (case_id, seq);
-- Each report of law goes out once; a second one about the same is a note that somebody was told.
create unique index incident_entry_reported on incident_entry (case_id, kind, report) where act = 'REPORTED';
create unique index incident_entry_ended on incident_entry (case_id) where act = 'ENDED';

-- What persons ask for about their data. Khuê ids only; never a citizen number.
create table data_request (
    id           uuid         not null primary key,
    number       bigint       generated always as identity unique,
    kind         varchar(12)  not null,
    subject      uuid         not null,
    processors   boolean      not null,
    received     date         not null,
    answer_due   date         not null,
    due          date         not null,
    extended     boolean      not null default false,
    acknowledged date,
    state        varchar(8)   not null check (state in ('OPEN', 'GRANTED', 'REFUSED', 'DONE')),
    decided      date,
    done         date,
    version      integer      not null check (version > 0),
    check ((state = 'OPEN') = (decided is null)),
    check ((state = 'DONE') <= (done is not null))
);
comment on column data_request.processors is 'others process the data for us, which lengthens the time';
comment on column data_request.due is 'last day, of Viet Nam, on which it is in time';
create index data_request_subject on data_request (subject);

create table data_request_step (
    seq     bigint       generated always as identity primary key,
    request uuid         not null references data_request (id),
    event   uuid         not null unique,
    at      timestamptz  not null,
    person  uuid         not null,
    name    varchar(200) not null,
    act     varchar(12)  not null,
    note    varchar(500) not null
);
create index data_request_step_request on data_request_step (request, seq);
comment on column data_request_step.note is 'stays here, for the ledger keeps what it is told for ever';

-- Rounds in which accounts of officers and administrators are reviewed, and what was known of each when the round was opened.
create table rights_review (
    id          uuid         not null primary key,
    number      bigint       generated always as identity unique,
    opened_at   timestamptz  not null,
    opened_by   uuid         not null,
    opened_name varchar(200) not null,
    seen_from   timestamptz  not null,
    unused_days integer      not null,
    signed_at   timestamptz,
    signed_by   uuid,
    signed_name varchar(200),
    note        varchar(500) not null default '',
    check ((signed_at is null) = (signed_by is null))
);
comment on column rights_review.seen_from is 'acts before were not looked at';
-- One round at a time.
create unique index rights_review_open on rights_review ((signed_at is null)) where signed_at is null;

create table rights_review_account (
    review       uuid        not null references rights_review (id),
    person       uuid        not null,
    roles        text[]      not null,
    last_login   timestamptz,
    last_act     timestamptz,
    unused       boolean     not null,
    decision     varchar(6)  check (decision in ('KEEP', 'REMOVE', 'ASK')),
    note         varchar(500) not null default '',
    decided_at   timestamptz,
    decided_by   uuid,
    decided_name varchar(200),
    primary key (review, person),
    check ((decision is null) = (decided_by is null)),
    check (decided_by <> person)
);
