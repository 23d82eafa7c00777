-- When each part of Khuê was last heard: one row a part, so that asking costs nothing however long the log is.
create table part_heard (
    source         varchar(32) not null primary key,
    heard_at       timestamptz not null,
    period_seconds integer     not null check (period_seconds > 0)
);
comment on column part_heard.heard_at is 'when its last heartbeat was stored, by this service''s clock';

-- Heartbeats are most of a quiet night; the list of acts must not walk over them.
create index audit_event_act on audit_event (event_time, ledger_index) where kind <> 'HEARTBEAT';
