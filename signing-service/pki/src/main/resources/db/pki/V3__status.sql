-- What is published of each certificate's state: partitions of the CRL, pre-signed OCSP answers, and what changed
-- (package vn.khue.pki). PostgreSQL 14 or later. The rules that must hold whoever writes are triggers.

-- Which partition of its CA's CRL a certificate names; null: the list at the CA's own address.
alter table pki_certificate add column crl_partition int check (crl_partition > 0);

-- Counts certificates as they are issued, without a lock; gaps do no harm.
create sequence pki_issuing_place minvalue 0;

-- Partition 0 is the list at the CA's own address. "seen": every change by an older transaction was visible to the list.
alter table pki_crl add column partition int not null default 0 check (partition >= 0);
alter table pki_crl add column seen xid8 not null default '0';
alter table pki_crl drop constraint pki_crl_pkey;
alter table pki_crl add primary key (ca, partition);
alter table pki_crl_number add column seen xid8 not null default '0';

-- A partition is published until the last certificate that names it has ended.
create table pki_crl_partition (
    ca        text        not null,
    partition int         not null check (partition > 0),
    ends      timestamptz not null,
    primary key (ca, partition)
);

-- Changes of state, for the nodes that keep answers in memory and for the lists that must come at once.
create table pki_status_change (
    xact      xid8        not null default pg_current_xact_id(),
    at        timestamptz not null default now(),
    ca        text        not null,
    serial    bytea       not null,
    partition int         not null
);

create index pki_status_change_xact on pki_status_change (xact);
create index pki_status_change_list on pki_status_change (ca, partition, xact);
create index pki_status_change_at on pki_status_change (at);

-- One row for each certificate that has not ended; der is null until an answer for its present state is signed.
create table pki_ocsp_answer (
    ca          text        not null,
    serial      bytea       not null,
    not_after   timestamptz not null,
    der         bytea,
    this_update timestamptz,
    next_update timestamptz,
    refresh_at  timestamptz not null default '-infinity',
    primary key (ca, serial),
    check ((der is null) = (next_update is null) and (der is null) = (this_update is null))
);

create index pki_ocsp_answer_refresh on pki_ocsp_answer (ca, refresh_at);
create index pki_ocsp_answer_waiting on pki_ocsp_answer (not_after) where der is null;
create index pki_ocsp_answer_end on pki_ocsp_answer (not_after);
create index pki_ocsp_answer_until on pki_ocsp_answer (next_update) where der is not null;

insert into pki_ocsp_answer (ca, serial, not_after)
    select ca, serial, not_after from pki_certificate where not_after > now();

create function pki_certificate_added() returns trigger language plpgsql as $$
declare
    day_after timestamptz := date_trunc('day', new.not_after, 'UTC') + interval '1 day';
begin
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

create trigger pki_certificate_added after insert on pki_certificate
    for each row execute function pki_certificate_added();

-- In the transaction of the change an answer for the old state goes, so that none can outlive the commit.
create function pki_certificate_state_changed() returns trigger language plpgsql as $$
begin
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

create trigger pki_certificate_state_changed after update on pki_certificate
    for each row
    when (old.state is distinct from new.state or old.changed_at is distinct from new.changed_at
        or old.reason is distinct from new.reason)
    execute function pki_certificate_state_changed();

create function pki_never_removed() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are not removed', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;

create trigger pki_certificate_kept before delete on pki_certificate
    for each row when (old.state = 'R') execute function pki_never_removed();
create trigger pki_crl_kept before delete on pki_crl for each row execute function pki_never_removed();
create trigger pki_crl_number_kept before delete on pki_crl_number for each row execute function pki_never_removed();

create function pki_crl_only_newer() returns trigger language plpgsql as $$
begin
    if new.number <= old.number then
        raise exception 'a CRL newer than number % expected, found %', old.number, new.number
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger pki_crl_only_newer before update on pki_crl for each row execute function pki_crl_only_newer();

create function pki_crl_number_only_grows() returns trigger language plpgsql as $$
begin
    if new.last <= old.last then
        raise exception 'a CRL number above % expected, found %', old.last, new.last
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger pki_crl_number_only_grows before update on pki_crl_number
    for each row execute function pki_crl_number_only_grows();
