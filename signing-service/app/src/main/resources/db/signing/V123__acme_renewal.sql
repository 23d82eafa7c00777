-- The certificate that an order renews (RFC 9773 section 5), as the client names it. One order at a time replaces it; which of them
-- still count depends on the clock, so the account's lock guards it.
alter table acme_order add column replaces text check (length(replaces) <= 256);
create index acme_order_replaces on acme_order (account, replaces) where replaces is not null;
