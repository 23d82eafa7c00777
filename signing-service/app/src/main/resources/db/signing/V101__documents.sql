-- One row a document. Files lie outside the database, named by the SHA-256 of their bytes (see ContentStore).
create table document (
    id              uuid primary key,
    unit            text not null,
    kind            text not null,
    title           text not null,
    submitter       uuid not null,
    submitter_name  text not null,
    signer          uuid not null,
    signer_name     text not null,
    signer_position text not null,
    state           text not null check (state in ('SUBMITTED', 'SIGNED', 'NUMBERED', 'SEALED', 'PUBLISHED',
                                                   'RETURNED', 'REFUSED', 'RECALLED')),
    original_sha256 bytea not null check (octet_length(original_sha256) = 32),
    current_sha256  bytea not null check (octet_length(current_sha256) = 32),
    size_bytes      bigint not null check (size_bytes >= 0),
    pages           int not null check (pages >= 0),
    submitted_at    timestamptz not null,
    changed_at      timestamptz not null,
    notation        text,
    issued_on       date,
    public_id       text unique,
    rule            text,
    reason          text
);

-- The same bytes are one document of a unit, unless the earlier one was sent back or recalled.
create unique index document_once on document (unit, original_sha256) where state not in ('RETURNED', 'RECALLED');
create index document_inbox on document (signer, unit, state, submitted_at, id);
create index document_unit on document (unit, state, changed_at desc, id);
create index document_submitter on document (submitter, unit, submitted_at desc, id);

-- Every form of the file that was ever current. Signed bytes are never deleted (R1.25).
create table document_revision (
    document   uuid not null references document (id),
    seq        int not null,
    act        text not null,
    sha256     bytea not null check (octet_length(sha256) = 32),
    actor      uuid not null,
    actor_name text not null,
    made_at    timestamptz not null,
    primary key (document, seq)
);

-- A form sent twice is answered once: the key comes from the form, the row points to what the first post made.
create table submission_key (
    person   uuid not null,
    key      text not null check (length(key) between 8 and 64),
    document uuid not null references document (id),
    made_at  timestamptz not null,
    primary key (person, key)
);

-- Numbers are unique in a unit, year and series, shared by paper and electronic documents, from 1 (R1.21).
-- The row lock of the counter makes takers wait for one another, so a rolled-back taker leaves no gap.
create table register_series (
    unit        text not null,
    year        int not null,
    series      text not null,
    last_number int not null check (last_number >= 0),
    primary key (unit, year, series)
);

create table register_entry (
    unit      text not null,
    year      int not null,
    series    text not null,
    number    int not null check (number >= 1),
    document  uuid not null unique references document (id),
    notation  text not null,
    issued_on date not null,
    taken_by  uuid not null,
    taken_at  timestamptz not null,
    primary key (unit, year, series, number)
);

-- Where on the page the person signed, so that the seal lies over its left third (R1.6). Points, as the reader sees the page.
create table signature_place (
    document uuid primary key references document (id),
    page     int not null check (page >= 1),
    x        double precision not null,
    y        double precision not null,
    width    double precision not null check (width > 0),
    height   double precision not null check (height > 0)
);
