-- A request for a certificate: of a person, or of a unit's seal (then subject is the unit and holder its keeper).
-- The certificates themselves are rows of the PKI's register; serial names the one that was issued.
create table certificate_request (
    id             uuid primary key,
    kind           text not null check (kind in ('PERSON', 'SEAL')),
    unit           text not null,
    applicant      uuid not null,
    applicant_name text not null,
    holder         uuid not null,
    holder_name    text not null,
    state          text not null check (state in ('REQUESTED', 'ISSUED', 'REFUSED')),
    requested_at   timestamptz not null,
    decided_at     timestamptz,
    decided_by     uuid,
    reason         text,
    serial         text,
    check (kind = 'SEAL' or holder = applicant),
    check ((state = 'REQUESTED') = (decided_at is null)),
    check (decided_by is null or decided_by <> applicant)
);

-- One open request a person and unit, and one a seal.
create unique index certificate_request_open on certificate_request (kind, unit, (case when kind = 'PERSON' then applicant end))
    nulls not distinct where state = 'REQUESTED';
create index certificate_request_list on certificate_request (state, requested_at desc, id);

-- Who keeps the unit's seal key, from when, on whose word (R1.24). The open row is the present holder.
create table seal_custody (
    id          uuid primary key,
    unit        text not null,
    holder      uuid not null,
    holder_name text not null,
    basis       text not null,
    named_by    uuid not null,
    from_time   timestamptz not null,
    to_time     timestamptz,
    check (to_time is null or to_time >= from_time)
);
create unique index seal_custody_open on seal_custody (unit) where to_time is null;

create table signature_image (
    person     uuid primary key,
    png        bytea not null check (octet_length(png) <= 1048576),
    changed_at timestamptz not null
);

create table seal_image (
    unit        text primary key,
    png         bytea not null check (octet_length(png) <= 2097152),
    diameter_mm numeric(4, 1) not null check (diameter_mm between 20 and 60),
    changed_by  uuid not null,
    changed_at  timestamptz not null
);
