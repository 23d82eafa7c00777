-- Certificates on hold in answer to an alert: what a security officer set, a security officer ends.
create table certificate_response_hold (
    ca      text        not null,
    serial  bytea       not null,
    held_by uuid        not null,
    held_at timestamptz not null,
    primary key (ca, serial)
);

-- Events and alerts name a certificate by its fingerprint.
create index pki_certificate_sha256 on pki_certificate (sha256(der));
