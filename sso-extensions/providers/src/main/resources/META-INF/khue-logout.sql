-- Which app has a session of whom at the gate, and what it is still to be told. ended_at is null while the session is open.
create table khue_app_session (
    session_id varchar(36)              not null,
    client     varchar(36)              not null,
    realm      varchar(36)              not null,
    person     varchar(36)              not null,
    subject    varchar(255)             not null,
    issuer     varchar(255)             not null,
    opened_at  timestamp with time zone not null,
    ended_at   timestamp with time zone,
    next_at    timestamp with time zone,
    tries      integer default 0        not null,
    primary key (session_id, client)
);
create index khue_app_session_due on khue_app_session (next_at) where ended_at is not null;
create index khue_app_session_person on khue_app_session (person) where ended_at is null;
