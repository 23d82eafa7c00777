-- A CA whose own certificate is revoked signs nothing that counts any more: no certificate enters the register under its name
-- and no list is published for it, whoever writes and whatever a process still holds in memory.

-- Former installations had several keys of one CA under one name; the newest decides.
create function pki_authority_revoked(authority text) returns boolean language sql stable as $$
    select coalesce((select state = 'R' from pki_certificate where unit = 'khue:ca:' || authority
        order by issued desc limit 1), false)
$$;

create or replace function pki_certificate_state_changed() returns trigger language plpgsql as $$
begin
    if new.state = 'R' and new.unit like 'khue:ca:%' then
        -- Whoever issues holds this lock too, shared (V8): what the CA issues until now is committed, and seen by what follows.
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
