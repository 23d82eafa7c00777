-- The issuance log (package vn.khue.pki.issuance): one entry for each certificate, in the order of commit, from 0, without gaps.
-- It is written in the transaction of the register's row, whoever writes that row; the Merkle tree over it follows as files.
create table pki_issuance (
    entry  bigint primary key check (entry >= 0),
    ca     text   not null,
    serial bytea  not null,
    -- RFC 6962 section 2.1: SHA-256 of 0x00 and the certificate.
    leaf   bytea  not null check (octet_length(leaf) = 32),
    unique (ca, serial)
);

create index pki_issuance_leaf on pki_issuance (leaf);

-- What was issued before there was a log opens it.
insert into pki_issuance (entry, ca, serial, leaf)
    select row_number() over (order by issued) - 1, ca, serial, sha256('\x00'::bytea || der) from pki_certificate;

create or replace function pki_certificate_added() returns trigger language plpgsql as $$
declare
    day_after timestamptz := date_trunc('day', new.not_after, 'UTC') + interval '1 day';
begin
    -- "khue" and "log". First and until the commit: entries have no gaps, whoever sees one sees all before it, and nobody
    -- waits for this lock while holding one of those below.
    perform pg_advisory_xact_lock(7739565036295450471);
    insert into pki_issuance (entry, ca, serial, leaf)
        select coalesce(max(entry), -1) + 1, new.ca, new.serial, sha256('\x00'::bytea || new.der) from pki_issuance;
    insert into pki_ocsp_answer (ca, serial, not_after) values (new.ca, new.serial, new.not_after);
    -- By whole days, so that two who issue into one partition seldom wait for each other.
    if new.crl_partition is not null and not exists (select 1 from pki_crl_partition
            where ca = new.ca and partition = new.crl_partition and ends >= day_after) then
        insert into pki_crl_partition as p (ca, partition, ends) values (new.ca, new.crl_partition, day_after)
            on conflict (ca, partition) do update set ends = greatest(p.ends, excluded.ends);
    end if;
    return null;
end
$$;

create function pki_only_appended() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are appended and never changed or removed', tg_table_name
        using errcode = 'integrity_constraint_violation';
end
$$;

create trigger pki_issuance_kept before update or delete on pki_issuance
    for each row execute function pki_only_appended();
create trigger pki_issuance_not_emptied before truncate on pki_issuance
    for each statement execute function pki_only_appended();

-- Only the state of a certificate changes.
create trigger pki_certificate_as_issued before update on pki_certificate
    for each row
    when (old.ca is distinct from new.ca or old.serial is distinct from new.serial or old.der is distinct from new.der)
    execute function pki_only_appended();
