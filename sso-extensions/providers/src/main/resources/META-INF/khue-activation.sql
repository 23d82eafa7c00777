-- Activation slips. Hashes are HMAC-SHA-256 in hexadecimal under KHUE_SECRETS/activation-key; no secret stands here.
create table khue_slip (
    id         uuid                     not null primary key,
    person     uuid                     not null,
    slip_hash  char(64)                 not null unique,
    issued_at  timestamp with time zone not null,
    issued_by  uuid                     not null,
    expires_at timestamp with time zone not null,
    voided_at  timestamp with time zone,
    used_at    timestamp with time zone
);
create unique index khue_slip_one_a_person on khue_slip (person) where voided_at is null and used_at is null;

-- Wrong tries, for a name or from an address, both as keyed hashes.
create table khue_slip_try (
    subject char(64)                 not null primary key,
    wrong   integer                  not null,
    last_at timestamp with time zone not null
);
create index khue_slip_try_age on khue_slip_try (last_at);
