-- What happened, in the order in which it was committed. The table is the authority: the ledger's files can be made again
-- from it, byte for byte.
--
-- ledger_index grows with stored_at, so the table can later be cut into ranges of ledger_index, one a day, without a new
-- primary key; a day is then dropped as a whole (retention drops partitions, never rows).
create table audit_event (
    ledger_index  bigint      not null primary key,
    id            uuid        not null,
    stored_at     timestamptz not null,
    event_time    timestamptz not null,
    clock_skew_ms bigint,
    sender        varchar(128) not null,
    source        varchar(32)  not null,
    kind          varchar(40)  not null,
    severity      smallint     not null,
    outcome       varchar(10)  not null,
    actor_kind    varchar(10)  not null,
    actor         varchar(128) not null,
    unit          varchar(64),
    target_kind   varchar(24),
    target        varchar(256),
    ip            varchar(45),
    body          bytea        not null
);
comment on column audit_event.clock_skew_ms is 'event_time minus stored_at, where the source''s clock is off by more than five minutes';
comment on column audit_event.body is 'the line exactly as its source wrote it: the entry of the ledger';

create index audit_event_time on audit_event (event_time, ledger_index);
create index audit_event_kind on audit_event (kind, event_time, ledger_index);
create index audit_event_actor on audit_event (actor, event_time, ledger_index);
create index audit_event_unit on audit_event (unit, event_time, ledger_index) where unit is not null;
create index audit_event_target on audit_event (target, event_time, ledger_index) where target is not null;

-- Which events are stored, apart from the table that will be partitioned: it makes delivery idempotent.
create table audit_event_id (
    id     uuid  not null primary key,
    digest bytea not null
);
comment on column audit_event_id.digest is 'SHA-256 of the line: the same id with other bytes is not the same event';

-- The one row whose lock orders the commits: it is taken late in a transaction and held until its commit, so indexes have
-- no holes and follow the order of commits.
create table ledger_head (
    one  boolean not null primary key default true check (one),
    size bigint  not null check (size >= 0)
);
insert into ledger_head (size) values (0);

-- Every checkpoint that was published, so that a ledger restored from somewhere else is recognised.
create table ledger_checkpoint (
    size         bigint      not null primary key,
    root         bytea       not null,
    published_at timestamptz not null
);

-- What the intake would not take, with the first bytes of it, for a person to look at.
create table audit_intake_rejected (
    seq         bigint generated always as identity primary key,
    rejected_at timestamptz   not null,
    sender      varchar(128)  not null,
    event_id    uuid,
    reason      varchar(1000) not null,
    digest      bytea         not null,
    beginning   bytea         not null
);
