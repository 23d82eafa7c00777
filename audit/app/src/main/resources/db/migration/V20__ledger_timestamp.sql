-- RFC 3161 timestamps of checkpoints, one a day of Viet Nam; the same stand as files beside the log, where verifiers look for them.
create table ledger_timestamp (
    day        date        not null primary key,
    size       bigint      not null check (size > 0),
    note       text        not null,
    token      bytea       not null,
    stamped_at timestamptz not null
);
comment on column ledger_timestamp.note is 'the signed checkpoint whose bytes were stamped';
comment on column ledger_timestamp.stamped_at is 'time in the token';

-- Whether the authority has been away for too long, so that it is told once and not every five minutes.
create table ledger_timestamp_late (
    one   boolean     not null primary key default true check (one),
    since timestamptz not null
);

-- The newest checkpoint that each witness has cosigned.
create table ledger_witness (
    name       varchar(200) not null primary key,
    size       bigint       not null check (size >= 0),
    signed_at  timestamptz  not null
);
