-- Which pages of a waiting document its signer has had before them, in exactly these bytes. Gone when it is signed or sent back.
create table page_seen (
    person   uuid not null,
    document uuid not null references document (id),
    sha256   bytea not null check (octet_length(sha256) = 32),
    page     int not null check (page >= 1),
    seen_at  timestamptz not null,
    primary key (document, person, sha256, page)
);
create index page_seen_age on page_seen (seen_at);
