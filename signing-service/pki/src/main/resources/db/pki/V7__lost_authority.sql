-- A CA whose own certificate is revoked signs nothing that counts any more: no certificate enters the register under its name
-- and no list is published for it, whoever writes and whatever a process still holds in memory.

-- Former installations had several keys of one CA under one name; the newest decides.
create function pki_authority_revoked(authority text) returns boolean language sql stable as $$
    select coalesce((select state = 'R' from pki_certificate where unit = 'khue:ca:' || authority
        order by issued desc limit 1), false)
$$;

create or replace function pki_certificate_added() returns trigger language plpgsql as $$
declare
    day_after timestamptz := date_trunc('day', new.not_after, 'UTC') + interval '1 day';
begin
    -- "khue" and "log". First and until the commit: entries have no gaps, whoever sees one sees all before it, and nobody
    -- waits for this lock while holding one of those below.
    perform pg_advisory_xact_lock(7739565036295450471);
    -- Under the lock, which whoever revokes a CA takes too: of the two one is first and the other sees it.
    if pki_authority_revoked(new.ca) then
        raise exception 'the certificate of CA % is revoked', new.ca using errcode = 'KC001';
    end if;
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

create or replace function pki_certificate_state_changed() returns trigger language plpgsql as $$
begin
    if new.state = 'R' and new.unit like 'khue:ca:%' then
        -- The lock of pki_certificate_added: what the CA issues until now is committed, and seen by what follows.
        perform pg_advisory_xact_lock(7739565036295450471);
    end if;
    if old.state = 'R' then
        raise exception 'a revocation is final' using errcode = 'integrity_constraint_violation';
    end if;
    update pki_ocsp_answer
        set der = null, this_update = null, next_update = null, refresh_at = '-infinity'
        where ca = new.ca and serial = new.serial;
    insert into pki_status_change (ca, serial, partition)
        values (new.ca, new.serial, coalesce(new.crl_partition, 0));
    return null;
end
$$;

create function pki_crl_of_authority_in_force() returns trigger language plpgsql as $$
begin
    if pki_authority_revoked(new.ca) then
        raise exception 'the certificate of CA % is revoked', new.ca using errcode = 'KC001';
    end if;
    return new;
end
$$;

create trigger pki_crl_of_authority_in_force before insert or update on pki_crl
    for each row execute function pki_crl_of_authority_in_force();
