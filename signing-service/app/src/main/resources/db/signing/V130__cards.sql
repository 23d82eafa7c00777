-- Cards. What a card says is in its signed bytes; the rows beside them are what the office looks for.

-- Which secret orders the places of all lists (vn.khue.ecard.status.IndexPermutation). Another one would give places twice.
create table card_index_key (
    one    boolean primary key default true check (one),
    sha256 bytea not null check (octet_length(sha256) = 32)
);

-- Document signers: one key for the cards of a district and a month.
create table card_signer (
    kid         bytea primary key check (octet_length(kid) = 8),
    district    text not null,
    month       date not null check (extract(day from month) = 1),
    ca          text not null,
    serial      bytea not null,
    window_from timestamptz not null,
    window_to   timestamptz not null,
    valid_until timestamptz not null,
    withdrawn   boolean not null default false,
    check (window_from < window_to and window_to <= valid_until)
);
create unique index card_signer_current on card_signer (district, month) where not withdrawn;

-- The lists of status. next_number only grows: a place is given once. changed and published count changes.
create table card_shard (
    shard       int primary key check (shard between 0 and 15),
    next_number int not null default 0 check (next_number between 0 and 131072),
    changed     bigint not null default 1,
    published   bigint not null default 0,
    issued_at   timestamptz,
    cwt         bytea,
    jwt         text,
    check ((published = 0) = (cwt is null) and (cwt is null) = (jwt is null) and (cwt is null) = (issued_at is null))
);
insert into card_shard (shard) select generate_series(0, 15);

-- status as in the list: 0 valid, 1 revoked, 2 suspended, 3 replaced.
create table card (
    id         bytea primary key check (octet_length(id) = 8),
    person     uuid not null,
    unit       text not null,
    role       text not null,
    signer     bytea not null references card_signer,
    shard      int not null references card_shard,
    place      int not null check (place between 0 and 131071),
    status     smallint not null default 0 check (status between 0 and 3),
    cause      text check (cause ~ '^[a-z-]{1,30}$'),
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    issued_by  uuid not null,
    changed_at timestamptz,
    replaces   bytea references card,
    cose       bytea not null check (octet_length(cose) <= 261),
    unique (shard, place)
);
create index card_person on card (person, issued_at desc);
create index card_unit on card (unit, issued_at desc);
create index card_not_valid on card (shard, place) where status <> 0;
-- One card that is not revoked or replaced for a person in a unit.
create unique index card_current on card (person, unit) where status in (0, 2);

-- What an officer is about to have signed; it gives nothing before the officer has confirmed it.
create table card_draft (
    id         uuid primary key,
    made_by    uuid not null,
    made_at    timestamptz not null,
    person     uuid not null,
    unit       text not null,
    replaces   bytea
);
