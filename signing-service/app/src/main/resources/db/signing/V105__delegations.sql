-- A principal's order that a vice-principal signs in their place (NĐ 30/2020 Đ13). A row without made_at was never confirmed and gives
-- no right; rows that were made are ended, never changed or deleted.
create table delegation (
    id          uuid primary key,
    unit        text not null,
    type        text not null check (type in ('KT', 'TUQ', 'TL')),
    from_person uuid not null,
    from_name   text not null,
    to_person   uuid not null,
    to_name     text not null,
    first_day   date not null,
    last_day    date not null,
    kinds       text not null,
    basis       text not null check (length(basis) between 1 and 200),
    proposed_at timestamptz not null,
    made_at     timestamptz,
    ended_at    timestamptz,
    ended_by    uuid,
    check (first_day <= last_day),
    check (from_person <> to_person),
    check (ended_at is null or made_at is not null)
);
create index delegation_in_force on delegation (unit, to_person, first_day, last_day);
