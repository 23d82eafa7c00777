-- What a person agreed to sign or seal with one step-up: exactly these digests, once, until expires_at.
create table authorisation (
    id          uuid primary key,
    purpose     text not null check (purpose in ('SIGN', 'SEAL')),
    person      uuid not null,
    unit        text not null,
    list_sha256 bytea not null check (octet_length(list_sha256) = 32),
    item_count  int not null check (item_count >= 1),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    check (expires_at > created_at)
);

create table authorisation_item (
    authorisation uuid not null references authorisation (id),
    seq           int not null,
    document      uuid not null,
    sha256        bytea not null check (octet_length(sha256) = 32),
    outcome       text not null default 'OPEN' check (outcome in ('OPEN', 'DONE', 'FAILED')),
    refusal       text,
    primary key (authorisation, seq),
    unique (authorisation, document)
);
