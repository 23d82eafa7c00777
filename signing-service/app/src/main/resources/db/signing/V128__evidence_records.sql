-- What an archive timestamp in the file rests on, as "SHA256 EC 256": it is renewed before any of it ends, also where the policy names that
-- end later. All that were made before this are of this kind.
alter table document add column renew_algorithms text;
update document set renew_algorithms = 'SHA256 EC 256' where renew_by is not null;

-- Evidence records (RFC 4998) of one batch rest on one archive timestamp and are renewed together. renew_by is the end of its authority's
-- certificate; null where nobody has to keep any of the documents any more.
create table evidence_batch (
    id               uuid primary key,
    made_at          timestamptz not null,
    renew_by         timestamptz,
    algorithms       text not null,
    renew_failures   int not null default 0,
    renew_not_before timestamptz
);
create index evidence_batch_renew_by on evidence_batch (renew_by) where renew_by is not null;

-- One record for each form of a file that was ever archived: two nodes cannot make two for one.
create table evidence_record (
    document  uuid not null references document (id),
    sha256    bytea not null check (octet_length(sha256) = 32),
    batch     uuid not null references evidence_batch (id),
    proven_at timestamptz not null,
    record    bytea not null,
    primary key (document, sha256)
);
create index evidence_record_batch on evidence_record (batch);

-- A document whose file could not be recorded waits a growing while, so that others get their turn.
create table evidence_pause (
    document   uuid primary key references document (id),
    failures   int not null check (failures > 0),
    not_before timestamptz not null
);
