-- How far the log of changes of each server of the directory was told; written in the transaction of the events.
create table directory_log_position (
    log     text    primary key,
    reached text    not null collate "C",
    lost    boolean not null default false
);

-- Changes that were told, by a hash that says nothing of them, for as long as a server may still show them.
create table directory_log_told (
    change text        primary key,
    at     timestamptz not null
);
create index directory_log_told_at on directory_log_told (at);
