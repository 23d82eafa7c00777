-- Which warnings of a certificate's end were given: one for a certificate (or a trust anchor's last day) and a threshold.
create table expiry_warning (
    sha256    bytea not null check (octet_length(sha256) = 32),
    ends      timestamptz not null,
    threshold text not null,
    warned_at timestamptz not null,
    primary key (sha256, ends, threshold)
);
