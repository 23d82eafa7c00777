-- Keys for signing in that the card office put onto cards of staff, or into files for them: which certificate goes with which card.
create table staff_card_key (
    ca           text not null,
    serial       text not null check (serial ~ '^[0-9A-F]{1,40}$'),
    card         bytea not null references card,
    person       uuid not null,
    unit         text not null,
    carrier      text not null check (carrier in ('FILE', 'TOKEN')),
    token_serial text,
    made_by      uuid not null,
    made_at      timestamptz not null,
    -- Put on hold because the card is suspended (EndedCards).
    held         boolean not null default false,
    ended_at     timestamptz,
    primary key (ca, serial),
    check ((carrier = 'TOKEN') = (token_serial is not null)),
    -- Nobody for themselves, whatever the program does.
    check (made_by <> person)
);
create index staff_card_key_card on staff_card_key (card, made_at desc);
create index staff_card_key_unit on staff_card_key (unit, person);
create index staff_card_key_open on staff_card_key (card) where ended_at is null;

-- A sealed file until it is fetched, once and within minutes. Its passphrase is nowhere.
create table staff_key_file (
    id      uuid primary key,
    ca      text not null,
    serial  text not null,
    made_by uuid not null,
    made_at timestamptz not null,
    sealed  bytea not null check (octet_length(sealed) <= 20000),
    foreign key (ca, serial) references staff_card_key
);
create index staff_key_file_age on staff_key_file (made_at);
