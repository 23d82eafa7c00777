-- Certificates without an officer each time: ordered by ACME (RFC 8555), renewed by the certificate that is there (RFC 7030
-- section 3.3.2). What is issued stands in service_certificate; it has one of three grounds.
alter table service_certificate alter column request drop not null;
alter table service_certificate add column acme_order uuid unique;
alter table service_certificate add column follows text references service_certificate;
alter table service_certificate add constraint service_certificate_basis check (num_nonnulls(request, acme_order, follows) = 1);
create index service_certificate_follows on service_certificate (follows) where follows is not null;

-- The external account binding (RFC 8555 section 7.3.4): which names an account may order. Asked for by school IT, granted by the
-- CA officer; the names were approved by the registration officer. mac_key is gone once it was used or the binding ended.
create table acme_binding (
    id         uuid primary key,
    unit       text not null,
    names      text[] not null check (cardinality(names) between 1 and 100),
    asked_by   uuid not null,
    asked_at   timestamptz not null,
    granted_by uuid,
    granted_at timestamptz,
    mac_key    bytea check (length(mac_key) = 32),
    expires_at timestamptz,
    used_at    timestamptz,
    ended_by   uuid,
    ended_at   timestamptz,
    check ((granted_by is null) = (granted_at is null)),
    check ((ended_by is null) = (ended_at is null)),
    check (granted_by <> asked_by),
    check (used_at is null or granted_by is not null),
    check (mac_key is null or (granted_by is not null and used_at is null and ended_at is null))
);
create index acme_binding_unit on acme_binding (unit, asked_at desc, id);

-- jwk holds the members of the thumbprint alone (RFC 7638 section 3.2).
create table acme_account (
    id         uuid primary key,
    binding    uuid not null unique references acme_binding,
    jwk        text not null check (length(jwk) <= 4096),
    thumbprint text not null unique,
    active     boolean not null default true,
    created_at timestamptz not null
);

-- Nonces that were given out and not used; each is removed by its use. Whoever asks for many takes the places of the oldest, so the
-- table stays small. What a crash loses, clients ask for again (badNonce), so it needs no log.
create sequence acme_nonce_place;
create unlogged table acme_nonce (
    place      integer primary key check (place between 0 and 65535),
    nonce      text not null unique,
    expires_at timestamptz not null
);

create table acme_order (
    id         uuid primary key,
    account    uuid not null references acme_account,
    names      text[] not null check (cardinality(names) between 1 and 100),
    state      text not null check (state in ('PENDING', 'READY', 'VALID', 'INVALID')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    serial     text unique references service_certificate,
    check ((state = 'VALID') = (serial is not null))
);
create index acme_order_account on acme_order (account, created_at desc, id);

create table acme_authorization (
    id           uuid primary key,
    acme_order   uuid not null references acme_order on delete cascade,
    name         text not null,
    token        text not null,
    state        text not null check (state in ('PENDING', 'PROCESSING', 'VALID', 'INVALID', 'DEACTIVATED')),
    expires_at   timestamptz not null,
    validated_at timestamptz,
    error        text,
    unique (acme_order, name)
);
