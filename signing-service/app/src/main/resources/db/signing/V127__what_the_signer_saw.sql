-- What exactly was given to the signer for each page, as a picture or as words, and its digest. Gone when the document is sent back; kept with
-- it once it is signed, as evidence of what the signer saw: the digest over it stands in the log with the signature.
delete from page_seen;
alter table page_seen
    add column form        text not null check (form in ('PICTURE', 'WORDS')),
    add column given_sha256 bytea not null check (octet_length(given_sha256) = 32),
    add column signed      boolean not null default false;
