-- The log cut into one partition a day of storing, so that retention drops a day as a whole and never a row. By the time of storing, which
-- is ours, and not by that of the event, which is its sender's: a clock that is wrong or lies can then neither shorten nor lengthen what is
-- kept, and no event is too late for its day or before it. Days are those of Viet Nam.
alter table ledger_head add column stored_at timestamptz not null default 'epoch';
comment on column ledger_head.stored_at is 'of the newest entry; it never goes back along the ledger, so a day is one range of places';

alter table audit_event rename to audit_event_whole;
alter index audit_event_pkey rename to audit_event_whole_pkey;
drop index audit_event_time, audit_event_kind, audit_event_actor, audit_event_unit, audit_event_target, audit_event_act;

create table audit_event (
    ledger_index  bigint      not null,
    stored_at     timestamptz not null,
    id            uuid        not null,
    event_time    timestamptz not null,
    clock_skew_ms bigint,
    sender        varchar(128) not null,
    source        varchar(32)  not null,
    kind          varchar(40)  not null,
    severity      smallint     not null,
    outcome       varchar(10)  not null,
    actor_kind    varchar(10)  not null,
    actor         varchar(128) not null,
    unit          varchar(64),
    target_kind   varchar(24),
    target        varchar(256),
    ip            varchar(45),
    app           varchar(128),
    certificate   varchar(64),
    subject       varchar(36),
    body          bytea        not null,
    primary key (ledger_index, stored_at)
) partition by range (stored_at);
comment on column audit_event.clock_skew_ms is 'event_time minus stored_at, where the source''s clock is off by more than five minutes';
comment on column audit_event.app is 'client that asked, or the service that acted';
comment on column audit_event.certificate is 'SHA-256 of the certificate whose key was used, or that the act was about';
comment on column audit_event.subject is 'Khuê id of the person an act was about, where that is not who acted';
comment on column audit_event.body is 'the line exactly as its source wrote it: the entry of the ledger';

-- Each filter of the list has an index in the order of the list, so that a page costs as many rows as it shows. What most events do not have
-- is indexed only where they have it. There is none on ids: audit_event_id tells the time of an event, on which there is one.
create index audit_event_time on audit_event (event_time, ledger_index);
create index audit_event_kind on audit_event (kind, event_time, ledger_index);
create index audit_event_actor on audit_event (actor, event_time, ledger_index);
create index audit_event_unit on audit_event (unit, event_time, ledger_index) where unit is not null;
create index audit_event_target on audit_event (target, event_time, ledger_index) where target is not null;
create index audit_event_ip on audit_event (ip, event_time, ledger_index) where ip is not null;
create index audit_event_app on audit_event (app, event_time, ledger_index) where app is not null;
create index audit_event_certificate on audit_event (certificate, event_time, ledger_index) where certificate is not null;
create index audit_event_subject on audit_event (subject, event_time, ledger_index) where subject is not null;

-- Takes what no day was made for. It is empty as long as days are made ahead; what it holds is moved when its day is made.
create table audit_event_default partition of audit_event default;

-- The days that have events. The intake writes it with the first event of a day, and again where an event's own time lies outside of the day.
create table audit_event_day (
    day         date        not null primary key,
    first_index bigint      not null unique,
    earliest    timestamptz not null,
    latest      timestamptz not null,
    check (earliest <= latest)
);
comment on column audit_event_day.first_index is 'place of its first event; the day ends before the first of the next one';
comment on column audit_event_day.earliest is 'no event of this day has an earlier time of its own; a list that begins later need not look here';
comment on column audit_event_day.latest is 'no event of this day has a later time of its own';

-- Makes the partition of a day, and moves into it what came before it was there. Gives whether it was made now. The table is taken before its
-- default partition: who stores and who reads takes the table first, then the head of the ledger and the partitions, and the other way round
-- each would wait for the other.
create function audit_event_make_day(wanted date) returns boolean language plpgsql as $$
declare
    name   text        := 'audit_event_d' || to_char(wanted, 'YYYYMMDD');
    begins timestamptz := wanted::timestamp at time zone 'Asia/Ho_Chi_Minh';
    ends   timestamptz := (wanted + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
    if to_regclass(name) is not null then
        return false;
    end if;
    lock table only audit_event in access exclusive mode;
    execute format('create table %I (like audit_event including defaults including constraints including storage)', name);
    execute format('with moved as (delete from audit_event_default where stored_at >= %L and stored_at < %L returning *)'
        || ' insert into %I select * from moved', begins, ends, name);
    execute format('alter table audit_event attach partition %I for values from (%L) to (%L)', name, begins, ends);
    return true;
end
$$;

select audit_event_make_day(day)
    from (select distinct (max_at at time zone 'Asia/Ho_Chi_Minh')::date as day
        from (select max(stored_at) over (order by ledger_index) as max_at from audit_event_whole) stored) days
    order by day;

insert into audit_event (ledger_index, stored_at, id, event_time, clock_skew_ms, sender, source, kind, severity, outcome, actor_kind, actor,
        unit, target_kind, target, ip, app, certificate, subject, body)
    select ledger_index, stored_at, id, event_time, clock_skew_ms, sender, source, kind, severity, outcome, actor_kind, actor,
        unit, target_kind, target, ip,
        left(coalesce(details ->> 'client', case when actor_kind = 'SERVICE' then actor end), 128),
        left(coalesce(details ->> 'certificate_sha256', case when target_kind = 'CERTIFICATE' then target end), 64),
        case when kind <> 'LOG_READ' then nullif(coalesce(
            case when details ->> 'person' ~ '^[0-9a-f-]{36}$' then details ->> 'person' end,
            case when target_kind = 'PERSON' and target ~ '^[0-9a-f-]{36}$' then target end), actor) end,
        body
    from (select ledger_index, max(stored_at) over (order by ledger_index) as stored_at, id, event_time, clock_skew_ms, sender, source, kind,
            severity, outcome, actor_kind, actor, unit, target_kind, target, ip,
            convert_from(body, 'UTF8')::jsonb -> 'unmapped' -> 'details' as details, body
        from audit_event_whole) whole
    order by ledger_index;
drop table audit_event_whole;

insert into audit_event_day (day, first_index, earliest, latest)
    select day, min(ledger_index),
        least(min(event_time), day::timestamp at time zone 'Asia/Ho_Chi_Minh'),
        greatest(max(event_time), (day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
    from (select (stored_at at time zone 'Asia/Ho_Chi_Minh')::date as day, ledger_index, event_time from audit_event) each
    group by day;
update ledger_head set stored_at = coalesce((select max(stored_at) from audit_event), 'epoch');

-- The ids stay one table: an id must be unique over all days, and the gate's have no time in them. They outlive the days, so that a batch that
-- is delivered again after years is still known.
alter table audit_event_id add column event_time timestamptz;
update audit_event_id set event_time = audit_event.event_time from audit_event where audit_event.id = audit_event_id.id;
alter table audit_event_id alter column event_time set not null;
comment on column audit_event_id.event_time is 'time of the event by its source: finds it in the log';

-- Which volume was warned of, so that it is told once and not every ten minutes.
create table storage_warning (
    volume    varchar(32) not null primary key,
    warned_at timestamptz not null
);
