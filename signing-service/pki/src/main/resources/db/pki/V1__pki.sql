-- Certificates, their state, CRLs and the software vault (package vn.khue.pki). PostgreSQL.

create table pki_certificate (
    ca             text        not null,
    serial         bytea       not null check (length(serial) between 1 and 20),
    der            bytea       not null,
    profile        text        not null,
    holder         uuid,
    unit           text,
    vault_key      text,
    not_before     timestamptz not null,
    not_after      timestamptz not null,
    state          char(1)     not null check (state in ('G', 'S', 'R')),
    changed_at     timestamptz,
    reason         smallint,
    issued         bigint      generated always as identity,
    primary key (ca, serial),
    check ((state = 'G') = (changed_at is null)),
    check ((state = 'R') = (reason is not null))
);

create index pki_certificate_holder on pki_certificate (holder, issued) where holder is not null;
create index pki_certificate_unit on pki_certificate (unit, profile, issued) where unit is not null;
create index pki_certificate_expiry on pki_certificate (not_after) where state <> 'R';
-- A CRL reads only what was withdrawn, however many certificates there are.
create index pki_certificate_withdrawn on pki_certificate (ca, serial) where state <> 'G';

create table pki_crl_number (
    ca   text   primary key,
    last bigint not null
);

create table pki_crl (
    ca          text        primary key,
    number      bigint      not null,
    der         bytea       not null,
    this_update timestamptz not null,
    next_update timestamptz not null
);

create table pki_vault (
    name           text  primary key,
    memory_kib     int   not null,
    iterations     int   not null,
    lanes          int   not null,
    salt           bytea not null,
    wrapped_master bytea not null
);

create table pki_vault_key (
    vault      text  not null references pki_vault,
    id         uuid  not null,
    spec       text  not null,
    public_key bytea not null,
    wrapped    bytea not null,
    primary key (vault, id)
);
