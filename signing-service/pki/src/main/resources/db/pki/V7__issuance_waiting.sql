-- Entries of the issuance log are numbered after the commit of their certificates, so that nobody who issues waits for another's
-- commit. A certificate and its waiting entry are one transaction; a waiting entry leaves only into the log.
create table pki_issuance_waiting (
    place  bigint generated always as identity primary key,
    ca     text   not null,
    serial bytea  not null,
    leaf   bytea  not null check (octet_length(leaf) = 32)
);

create or replace function pki_certificate_added() returns trigger language plpgsql as $$
declare
    day_after timestamptz := date_trunc('day', new.not_after, 'UTC') + interval '1 day';
begin
    insert into pki_issuance_waiting (ca, serial, leaf)
        values (new.ca, new.serial, sha256('\x00'::bytea || new.der));
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

-- Gives the committed ones that wait their numbers, at most so many, in the order of their issue; says how many.
create function pki_enter_issuances(most int) returns int language plpgsql as $$
declare
    entered int;
begin
    -- "khue" and "log". Until the commit: entries have no gaps, and whoever sees one sees all before it.
    perform pg_advisory_xact_lock(7739565036295450471);
    with taken as (
        delete from pki_issuance_waiting
            where place in (select place from pki_issuance_waiting order by place limit most)
            returning place, ca, serial, leaf
    )
    insert into pki_issuance (entry, ca, serial, leaf)
        select (select coalesce(max(entry), -1) from pki_issuance) + row_number() over (order by place), ca, serial, leaf
            from taken;
    get diagnostics entered = row_count;
    return entered;
end
$$;

create function pki_waiting_entered() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from pki_issuance where ca = old.ca and serial = old.serial and leaf = old.leaf) then
        raise exception 'a waiting entry leaves only into the issuance log' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;

create constraint trigger pki_issuance_waiting_entered after delete on pki_issuance_waiting
    deferrable initially deferred for each row execute function pki_waiting_entered();
create trigger pki_issuance_waiting_kept before update on pki_issuance_waiting
    for each row execute function pki_only_appended();
create trigger pki_issuance_waiting_not_emptied before truncate on pki_issuance_waiting
    for each statement execute function pki_only_appended();
