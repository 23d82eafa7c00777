-- Who may see class and photo beside the verdict on a card of the own school, and how often they fetched them today.
create table card_verifier (
    unit      text not null,
    person    uuid not null,
    named_by  uuid not null,
    named_at  timestamptz not null,
    last_day  date not null,
    loads_on  date,
    loads     int not null default 0 check (loads >= 0),
    primary key (unit, person)
);

-- Whose right to sign in by certificate ends (EndedCards).
create index card_revoked on card (changed_at) where status = 1;
