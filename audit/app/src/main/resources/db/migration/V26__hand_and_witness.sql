-- Cases that no alert began: somebody phoned, wrote or came. Whose rows they are is said by hand, since no event says it.
alter table triage_case add column units text[] not null default '{}';
comment on column triage_case.units is 'of a case opened by hand: the unit it is about, an empty text where it is about several or none; else empty';

-- What was told when an incident was opened by hand, as it was understood then. Nothing of it changes; what follows is in incident_entry.
create table incident_report (
    case_id    uuid         not null primary key references triage_case (id),
    source     varchar(12)  not null check (source in ('PHONE', 'IN_PERSON', 'LETTER', 'AUTHORITY', 'PRESS', 'OTHER')),
    begun_at   timestamptz,
    data_kinds text[]       not null check (data_kinds <@ '{BASIC,SENSITIVE,LOCATION,BIOMETRIC}'),
    affected   integer      check (affected >= 0),
    account    varchar(500) not null,
    noted_at   timestamptz  not null,
    person     uuid         not null,
    name       varchar(200) not null,
    event      uuid         not null unique,
    check (begun_at <= noted_at)
);
comment on column incident_report.account is 'written by an officer; stays here, for the ledger keeps what it is told for ever';
comment on column incident_report.affected is 'about how many persons, where that is known';

-- Since when a witness has not cosigned, and what of it was told, so that it is told once and not every ten seconds.
create table ledger_witness_fault (
    name    varchar(200) not null primary key,
    since   timestamptz  not null,
    refused boolean      not null default false,
    away    boolean      not null default false
);
comment on column ledger_witness_fault.refused is 'that it saw another history was told';
comment on column ledger_witness_fault.away is 'that it has been away for too long was told';
