-- Certificates for hosts (profile service-tls): names of units, requests under four eyes, enrolment secrets.
-- The certificates themselves are rows of the PKI's register (authority "services").

-- A host's name belongs to one unit, on the registration officer's word.
create table service_name (
    name        text primary key check (name = lower(name) and length(name) between 3 and 253),
    unit        text not null,
    approved_by uuid not null,
    approved_at timestamptz not null
);
create index service_name_unit on service_name (unit);

-- csr is null until the host has sent it: at once where it came with the request, else by EST.
create table service_request (
    id           uuid primary key,
    unit         text not null,
    applicant    uuid not null,
    names        text[] not null check (cardinality(names) between 1 and 100),
    replaces     text,
    csr          bytea check (length(csr) <= 16384),
    key_sha256   bytea check (length(key_sha256) = 32),
    requested_at timestamptz not null,
    state        text not null check (state in ('REQUESTED', 'APPROVED', 'ISSUED', 'REFUSED')),
    approved_by  uuid,
    approved_at  timestamptz,
    issued_by    uuid,
    issued_at    timestamptz,
    serial       text,
    refused_by   uuid,
    refused_at   timestamptz,
    reason       text,
    check ((csr is null) = (key_sha256 is null)),
    check ((approved_by is null) = (approved_at is null)),
    check (state <> 'REQUESTED' or (approved_by is null and refused_by is null)),
    check (state not in ('APPROVED', 'ISSUED') or approved_by is not null),
    check ((state = 'ISSUED') = (issued_by is not null and issued_at is not null and serial is not null)),
    check ((state = 'REFUSED') = (refused_by is not null and refused_at is not null and reason is not null)),
    check (state <> 'ISSUED' or csr is not null),
    -- Four eyes, whoever writes: three different people.
    check (approved_by <> applicant),
    check (issued_by <> applicant and issued_by <> approved_by),
    check (refused_by <> applicant)
);

-- One open request for one set of names.
create unique index service_request_open on service_request (unit, names) where state in ('REQUESTED', 'APPROVED');
create index service_request_list on service_request (unit, requested_at desc, id);

-- What was issued to whom, for what the register does not know: names and keys.
create table service_certificate (
    serial     text primary key,
    request    uuid not null unique references service_request,
    unit       text not null,
    names      text[] not null,
    key_sha256 bytea not null check (length(key_sha256) = 32),
    issued_at  timestamptz not null,
    not_after  timestamptz not null
);
create index service_certificate_key on service_certificate (key_sha256);
create index service_certificate_unit on service_certificate (unit, issued_at desc);

-- The secret with which a host enrols once: only its hash. key_sha256 is the key it was used for; it is good for no other.
create table enrolment_secret (
    request    uuid primary key references service_request,
    sha256     bytea not null check (length(sha256) = 32),
    made_by    uuid not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    key_sha256 bytea check (length(key_sha256) = 32)
);
