-- The form of a card that its holder's phone shows. It has a place of its own in the card's status list, so that a phone can be lost without
-- the card, and what is said of the card holds for the phone as well (StatusPublication).

-- status as in the list: 0 valid, 1 lost or taken away, 3 another phone took its place. One phone at a time for a card.
create table card_phone (
    id          uuid primary key,
    card        bytea not null references card,
    person      uuid not null,
    key_sha256  bytea not null unique check (octet_length(key_sha256) = 32),
    shard       int not null references card_shard,
    place       int not null check (place between 0 and 131071),
    status      smallint not null default 0 check (status in (0, 1, 3)),
    cause       text check (cause ~ '^[a-z-]{1,30}$'),
    enrolled_at timestamptz not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz,
    ended_by    uuid,
    cose        bytea not null check (octet_length(cose) <= 400),
    unique (shard, place),
    check ((status = 0) = (ended_at is null) and (ended_at is null) = (ended_by is null))
);
create unique index card_phone_current on card_phone (card) where status = 0;
create index card_phone_person on card_phone (person, enrolled_at desc);
create index card_phone_shard on card_phone (shard);

-- What a phone signs to show that it has its key: one for a card, for some minutes.
create table card_phone_challenge (
    card       bytea primary key references card,
    challenge  bytea not null,
    expires_at timestamptz not null
);
