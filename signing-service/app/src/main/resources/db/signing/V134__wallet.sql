-- Forms of cards for wallets (OpenID4VCI). Their places are in lists of their own, so that they use up none of the cards'.
alter table card_shard drop constraint card_shard_shard_check;
alter table card_shard add constraint card_shard_shard_check check (shard between 0 and 31);
insert into card_shard (shard) select generate_series(16, 31);

-- What somebody may fetch into a wallet within some minutes. code_hash: keyed hash of the code that is told apart from the offer.
create table wallet_offer (
    id         uuid primary key,
    card       bytea not null references card,
    person     uuid not null,
    uid        text not null,
    made_by    uuid not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    code_hash  text not null check (code_hash ~ '^[0-9a-f]{64}$')
);
create index wallet_offer_card on wallet_offer (card, made_at desc);
create index wallet_offer_end on wallet_offer (expires_at);

-- What wallets hold: nothing of it but its place, and whose card it is a form of.
create table wallet_credential (
    shard      int not null references card_shard,
    place      int not null check (place between 0 and 131071),
    card       bytea not null references card,
    signer     bytea not null references card_signer,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    primary key (shard, place),
    check (shard >= 16)
);
create index wallet_credential_card on wallet_credential (card, expires_at);

-- Nonces of proofs that were used, for as long as they would be taken.
create table wallet_nonce (
    nonce      text primary key check (length(nonce) <= 128),
    expires_at timestamptz not null
);
create index wallet_nonce_end on wallet_nonce (expires_at);
