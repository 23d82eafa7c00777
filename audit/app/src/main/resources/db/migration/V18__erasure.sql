-- Keys of persons. Personal fields of an event are sealed under the key of who acted before the event becomes bytes of the ledger; a person is
-- erased by removing the key.
create table subject_key (
    subject       uuid        not null primary key,
    id            bytea       not null unique check (octet_length(id) = 8),
    wrapped       bytea       not null,
    made_at       timestamptz not null,
    erased_before timestamptz
);
comment on column subject_key.subject is 'Khuê id';
comment on column subject_key.id is 'from the key by a hash: tells which key sealed an event, and a new key of the same person is another';
comment on column subject_key.wrapped is 'the key under the key of the secret file: nonce, ciphertext and tag of AES-256-GCM';
comment on column subject_key.erased_before is 'when an earlier key of this person was removed';

-- Who was erased. It outlives the key, so that what comes late is not kept: an event from before the erasure gets no new key.
create table subject_erasure (
    subject   uuid        not null primary key,
    erased_at timestamptz not null
);

-- Grows with each erasure: whoever keeps keys in memory forgets them when it is another.
create table subject_key_generation (
    one         boolean not null primary key default true check (one),
    generation  bigint  not null check (generation >= 0),
    sealed_from bigint  not null,
    wrapping    varchar(16)
);
comment on column subject_key_generation.sealed_from is 'ledger index of the first event that could be sealed; what lies before is in the clear';
comment on column subject_key_generation.wrapping is 'tells the key of the secret file from another, by a hash; keys of two would be a mess';
insert into subject_key_generation (generation, sealed_from) select 0, size from ledger_head;

comment on column audit_event.ip is 'for searching; blanked when the person who acted is erased';
comment on column audit_event.body is 'the entry of the ledger: the line of its source, with the personal fields sealed where a person acted';
comment on column audit_event_id.digest is 'tells the same event again from another under its id: SHA-256 of the line; where it is sealed, 1, the id of the'
    ' person''s key and an HMAC under it, which tells nothing once the key is gone; 2 alone where nothing was kept';

-- Requests to erase: one officer asks, another decides.
create table erasure_request (
    id           uuid         not null primary key,
    person       uuid         not null,
    number       varchar(64)  not null,
    note         varchar(500) not null,
    asked_at     timestamptz  not null,
    asked_by     uuid         not null,
    asked_name   varchar(200) not null,
    state        varchar(8)   not null check (state in ('ASKED', 'REFUSED', 'DONE')),
    decided_at   timestamptz,
    decided_by   uuid,
    decided_name varchar(200),
    blanked      bigint,
    in_clear     bigint,
    check ((state = 'ASKED') = (decided_by is null)),
    check (decided_by <> asked_by),
    check (person not in (asked_by, decided_by))
);
comment on column erasure_request.number is 'of the person''s request in the register of requests';
comment on column erasure_request.in_clear is 'events of the person from before sealing, which stay readable';
create unique index erasure_request_open on erasure_request (person) where state = 'ASKED';
