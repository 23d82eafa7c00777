-- Trust anchors that are not ours: what was handed in, and what was decided about it. Both are only added to, so that who trusted
-- whom, when and why can always be read; whether an anchor is trusted follows from its decisions. Our own root is no row.

create table trust_anchor (
    id           uuid primary key,
    der          bytea not null check (octet_length(der) between 1 and 65536),
    sha256       bytea not null check (octet_length(sha256) = 32 and sha256 = sha256(der)),
    trust_class  text not null check (trust_class in ('OFFICIAL', 'PUBLIC', 'TEST')),
    label        text not null check (length(label) between 1 and 100),
    source       text not null check (length(source) between 1 and 300),
    first_day    date not null,
    last_day     date not null check (last_day >= first_day),
    intermediate boolean not null,
    asked_by     uuid not null,
    asked_name   text not null,
    asked_at     timestamptz not null,
    unique (id, asked_by)
);
create index trust_anchor_sha256 on trust_anchor (sha256);
create index trust_anchor_list on trust_anchor (asked_at desc, id);

-- place 1: approved or refused. place 2: an approved one is trusted no more.
create table trust_decision (
    anchor     uuid not null,
    place      smallint not null check (place in (1, 2)),
    decision   text not null check (decision in ('APPROVED', 'REFUSED', 'REMOVED')),
    asked_by   uuid not null,
    decided_by uuid not null,
    name       text not null,
    decided_at timestamptz not null,
    reason     text,
    primary key (anchor, place),
    foreign key (anchor, asked_by) references trust_anchor (id, asked_by),
    check ((decision = 'REMOVED') = (place = 2)),
    check ((decision = 'APPROVED') = (reason is null)),
    -- Four eyes, whoever writes.
    check (decision <> 'APPROVED' or decided_by <> asked_by)
);

create function trust_is_added_to_only() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are added, never changed or deleted', tg_table_name;
end
$$;
create trigger trust_anchor_kept before update or delete or truncate on trust_anchor
    for each statement execute function trust_is_added_to_only();
create trigger trust_decision_kept before update or delete or truncate on trust_decision
    for each statement execute function trust_is_added_to_only();

-- One decision after another: a removal follows an approval that is there.
create function trust_removal_follows_approval() returns trigger language plpgsql as $$
begin
    if new.place = 2 and not exists (
            select 1 from trust_decision d where d.anchor = new.anchor and d.place = 1 and d.decision = 'APPROVED') then
        raise exception 'a trust anchor is removed after it was approved, and this one was not';
    end if;
    return new;
end
$$;
create trigger trust_decision_order before insert on trust_decision
    for each row execute function trust_removal_follows_approval();

-- Certificates of a file that was handed in, until each is asked for; gone after a day.
create table trust_draft (
    id           uuid primary key,
    file         uuid not null,
    place        smallint not null check (place between 1 and 20),
    der          bytea not null check (octet_length(der) between 1 and 65536),
    owner        uuid not null,
    made_at      timestamptz not null,
    trust_class  text check (trust_class in ('OFFICIAL', 'PUBLIC', 'TEST')),
    label        text,
    source       text,
    first_day    date,
    last_day     date,
    intermediate boolean,
    unique (file, place)
);
create index trust_draft_owner on trust_draft (owner);
