-- Where Wazuh is, as the platform administrator set it up. Passwords are in files, never here.
create table wazuh_set_up (
    one         boolean      not null primary key default true check (one),
    address     varchar(300) not null,
    ca          varchar(65536) not null,
    indexer     varchar(300) not null,
    line        varchar(2)   not null check (line in ('V4', 'V5')),
    least_level smallint     not null check (least_level between 0 and 16),
    mirror      boolean      not null
);
comment on column wazuh_set_up.ca is 'certificates of the CAs in PEM, and no others are trusted';
comment on column wazuh_set_up.indexer is 'empty: alerts are not read there';
comment on column wazuh_set_up.line is 'whose indices are read';

-- How far each way has come; each moves in one transaction with what it brought, or once what it sent is known to be taken.
create table wazuh_progress (
    way        varchar(10) not null primary key check (way in ('ALERTS', 'LINES', 'INDEXER')),
    next_index bigint      not null default 0 check (next_index >= 0),
    read_time  timestamptz,
    read_id    varchar(512) not null default ''
);
-- It begins with what is stored from now on.
insert into wazuh_progress (way, next_index) select way, size from ledger_head, (values ('ALERTS'), ('LINES'), ('INDEXER')) as ways (way);

-- How the tie to Wazuh stands: what it was last said to be, so that a loss is told once, whoever restarts.
create table wazuh_link (
    one    boolean     not null primary key default true check (one),
    lost   boolean     not null,
    reason varchar(40) not null,
    since  timestamptz not null
);

-- What Wazuh says of an alert in words, beside its event: it may tell of a person, and the ledger keeps what it is told for ever.
create table wazuh_host_alert (
    event       uuid         not null primary key,
    event_time  timestamptz  not null,
    raised_at   timestamptz  not null,
    rule        varchar(64)  not null,
    level       smallint     not null,
    description varchar(500) not null,
    path        varchar(500) not null,
    agent       varchar(64)  not null,
    host        varchar(256) not null,
    taken_at    timestamptz  not null
);
comment on column wazuh_host_alert.event_time is 'that of its event, which is found by it';
create index wazuh_host_alert_newest on wazuh_host_alert (raised_at desc, event);

-- Computers as Wazuh knew them when it was asked last.
create table wazuh_agent (
    id           varchar(64)  not null primary key,
    name         varchar(256) not null,
    state        varchar(20)  not null,
    groups       text[]       not null,
    system       varchar(256) not null,
    last_seen    timestamptz,
    policies     integer      not null default 0,
    score        smallint,
    failed       integer      not null default 0,
    assessed_at  timestamptz,
    asked_at     timestamptz  not null
);
comment on column wazuh_agent.score is 'lowest of its policies, 0 to 100; null where it was not assessed';

-- Commands for computers: one officer asks, another decides.
create table wazuh_response (
    id           uuid         not null primary key,
    agent        varchar(64)  not null,
    host         varchar(256) not null,
    command      varchar(32)  not null,
    address      varchar(45)  not null,
    note         varchar(500) not null,
    asked_at     timestamptz  not null,
    asked_by     uuid         not null,
    asked_name   varchar(200) not null,
    state        varchar(8)   not null check (state in ('ASKED', 'REFUSED', 'SENT', 'FAILED')),
    decided_at   timestamptz,
    decided_by   uuid,
    decided_name varchar(200),
    told         varchar(500) not null default '',
    check ((state = 'ASKED') = (decided_by is null)),
    check (decided_by <> asked_by)
);
comment on column wazuh_response.state is 'SENT is kept before the command goes out, so it never goes out twice';
