-- Sessions that a card opened, each with the certificate that was presented, so that the one ends with the other.
create table khue_card_session (
    session_id  varchar(36)              not null primary key,
    realm       varchar(36)              not null,
    certificate bytea                    not null,
    opened_at   timestamp with time zone not null,
    next_at     timestamp with time zone not null,
    ended       boolean default false    not null
);
create index khue_card_session_next on khue_card_session (next_at);
