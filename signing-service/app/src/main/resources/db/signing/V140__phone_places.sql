-- Forms of cards on phones have lists of their own, so that they use up none of the cards' places. Those that are there stay where they are:
-- the place stands in what the phone shows.
alter table card_shard drop constraint card_shard_shard_check;
alter table card_shard add constraint card_shard_shard_check check (shard between 0 and 47);
insert into card_shard (shard) select generate_series(32, 47);

alter table card add constraint card_own_lists check (shard between 0 and 15);
alter table wallet_credential add constraint wallet_credential_own_lists check (shard between 16 and 31);
alter table card_phone add constraint card_phone_own_lists check (shard between 0 and 15 or shard between 32 and 47);
