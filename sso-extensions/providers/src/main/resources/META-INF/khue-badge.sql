-- Badge login. Hashes are HMAC-SHA-256 in hexadecimal under KHUE_SECRETS/badge-key; no secret stands here.
create table khue_badge (
    id          uuid                     not null primary key,
    person      uuid                     not null,
    unit        varchar(64)              not null,
    secret_hash char(64)                 not null unique,
    code_hash   char(64)                 not null unique,
    issued_at   timestamp with time zone not null,
    issued_by   uuid                     not null,
    expires_at  timestamp with time zone not null,
    voided_at   timestamp with time zone
);
create unique index khue_badge_one_a_pupil on khue_badge (person) where voided_at is null;

-- The child's own pictures outlive a badge that was lost.
create table khue_badge_pictures (
    person       uuid                     not null primary key,
    picture_hash char(64),
    wrong        integer                  not null
);

-- Wrong tries: of a person from a source, or of typed codes that belong to nobody from a source.
create table khue_badge_try (
    subject varchar(64)              not null,
    source  varchar(64)              not null,
    wrong   integer                  not null,
    last_at timestamp with time zone not null,
    primary key (subject, source)
);
create index khue_badge_try_age on khue_badge_try (last_at);

create table khue_badge_session (
    id      uuid                     not null primary key,
    realm   varchar(36)              not null,
    user_id varchar(255)             not null,
    badge   uuid                     not null,
    ends_at timestamp with time zone not null
);
create index khue_badge_session_ends on khue_badge_session (ends_at);

create table khue_badge_network (
    unit varchar(64) not null,
    cidr varchar(64) not null,
    primary key (unit, cidr)
);

-- Day 1 is Monday. Minutes since midnight in Asia/Ho_Chi_Minh, the end not included.
create table khue_badge_hours (
    unit    varchar(64) not null,
    weekday integer     not null,
    opens   integer     not null,
    closes  integer     not null,
    primary key (unit, weekday)
);

create table khue_badge_device (
    id          uuid                     not null primary key,
    unit        varchar(64)              not null,
    label       varchar(64)              not null,
    enrolled_by uuid                     not null,
    claim_hash  char(64)                 not null unique,
    claim_until timestamp with time zone not null,
    claimed_at  timestamp with time zone,
    revoked_at  timestamp with time zone
);

create table khue_badge_window (
    class_group varchar(128)             not null primary key,
    opened_by   uuid                     not null,
    ends_at     timestamp with time zone not null
);
