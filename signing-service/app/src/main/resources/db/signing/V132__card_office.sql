-- The card office: photos with the consent they need, and batches of cards that two people agree on.

-- JPEG of one size, sealed with a key that lies in a file of its own; gone with the consent and with the person.
create table card_photo (
    person   uuid primary key,
    unit     text not null,
    sealed   bytea not null check (octet_length(sealed) between 100 and 201000),
    -- The same for whoever checks cards, so that a pack of a school is made without opening the large ones.
    small    bytea not null check (octet_length(small) between 100 and 20000),
    digest   bytea not null check (octet_length(digest) = 16),
    doubts   text not null default '' check (doubts ~ '^[A-Z_ ]*$'),
    taken_at timestamptz not null,
    taken_by uuid not null
);
create index card_photo_unit on card_photo (unit);

-- What the guardian signed on paper, as the officer has it before them.
create table card_photo_consent (
    person      uuid primary key,
    unit        text not null,
    given       boolean not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null
);
create index card_photo_consent_unit on card_photo_consent (unit);

create table card_batch (
    id              uuid primary key,
    kind            text not null check (kind in ('ISSUE', 'VOID', 'ROLLOVER')),
    reach           text not null check (reach in ('CLASS', 'SCHOOL', 'DISTRICT')),
    unit            text not null,
    unit_name       text not null,
    class_group     text,
    class_name      text,
    without_photo   boolean not null default false,
    cause           text check (cause ~ '^[a-z-]{1,30}$'),
    state           text not null default 'REQUESTED'
                    check (state in ('REQUESTED', 'RUNNING', 'PAUSED', 'DONE', 'REFUSED')),
    asked_by        uuid not null,
    asked_by_name   text not null,
    asked_at        timestamptz not null,
    decided_by      uuid,
    decided_by_name text,
    decided_in      text,
    decided_as      text,
    decided_at      timestamptz,
    authorisation   uuid,
    finished_at     timestamptz,
    check ((reach = 'CLASS') = (class_group is not null)),
    check ((state = 'REQUESTED') = (decided_by is null)),
    -- Four eyes, whatever the program does.
    check (decided_by <> asked_by or state = 'REFUSED')
);
create index card_batch_unit on card_batch (unit, asked_at desc);
create index card_batch_running on card_batch (id) where state = 'RUNNING';

create table card_batch_item (
    batch       uuid not null references card_batch on delete cascade,
    n           int not null,
    person      uuid not null,
    unit        text not null,
    class_group text,
    class_name  text,
    state       text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'FAILED')),
    problem     text check (problem ~ '^[A-Z_]{1,40}$'),
    card        bytea references card,
    printed_at  timestamptz,
    handed_at   timestamptz,
    handed_by   uuid,
    primary key (batch, n)
);
create index card_batch_item_open on card_batch_item (batch, n) where state = 'OPEN';
create index card_batch_item_card on card_batch_item (card);
create index card_batch_item_person on card_batch_item (person);
