-- What changes, each as an entry before and after. Nothing here asks the directory again.

-- Classes.
insert into p_finding
select distinct 'CONFLICT', 'PAST_YEAR', c.unit, c.file, c.line, c.key, '' from s_class c, ctx where c.year < ctx.school_year;
delete from s_class c using ctx where c.year < ctx.school_year;
create temp table wanted_class on commit drop as
    select distinct on (s.unit, s.year, s.label) s.unit, s.year, s.label, s.grade, s.name, s.slug, d.id
    from s_class s left join d_class d on d.unit = s.unit and d.year = s.year and d.label = s.label
    order by s.unit, s.year, s.label, s.row;
update wanted_class w set id = f.id
from (
    select unit, year, label, base || case when nth + met > 1 then '-' || (nth + met) else '' end as id
    from (
        select unit, year, label, unit || '-' || left(year, 4) || '-' || slug as base,
            row_number() over (partition by unit, year, slug order by label) as nth,
            (select count(*) from d_class d where d.id = unit || '-' || left(year, 4) || '-' || slug)::int as met
        from wanted_class where id is null
    ) numbered
) f
where w.unit = f.unit and w.year = f.year and w.label = f.label and w.id is null;
insert into p_change
select 1, w.unit, 'CREATE_CLASS', 'CLASS', w.id, null,
    jsonb_build_object('unit', w.unit, 'year', w.year, 'grade', w.grade::text, 'name', w.name), 'NEW_IN_FILE'
from wanted_class w where not exists (select from d_class d where d.id = w.id);
create temp table class_of on commit drop as
    select distinct s.key, w.id, w.unit, w.year from s_class s join wanted_class w using (unit, year, label);
create index on class_of (key);

-- Who shall be in which class from when to when.
create temp table want on commit drop as
    select k.person, k.key, c.id as class, c.unit, c.year, e.role, min(e.row) as row,
        make_date(left(c.year, 4)::int, ctx.first_month, 1) as first,
        make_date(left(c.year, 4)::int + 1, ctx.first_month, 1) - 1 as last
    from s_enrolment e join k on k.key = e.person_key join class_of c on c.key = e.class_key, ctx
    where e.status = 'ACTIVE' and k.status = 'ACTIVE'
    group by k.person, k.key, c.id, c.unit, c.year, e.role, ctx.first_month;
create temp table two_classes on commit drop as
    select person, year from want where role = 'PUPIL' group by person, year having count(*) > 1;
insert into p_finding
select 'CONFLICT', 'TWO_CLASSES', k.unit, k.file, k.line, k.key, k.person::text
from k where k.person in (select person from two_classes) and k.row is not null;
insert into spared select person from two_classes;
delete from want w using two_classes t where w.person = t.person and w.role = 'PUPIL';
create index on want (person);
analyze want;

-- Edges that end.
create temp table ended (id uuid primary key, kind text, reason text) on commit drop;
insert into ended
select e.id, case when bool_or(w.unit = e.unit) then 'CLASS_CHANGE' else 'TRANSFER' end,
    case when bool_or(w.unit = e.unit) then 'OTHER_CLASS_IN_FILE' else 'OTHER_SCHOOL_IN_FILE' end
from d_enrolment e join d_class d on d.id = e.class join want w on w.person = e.person and w.role = 'PUPIL' and w.year = d.year,
    ctx
where e.role = 'PUPIL' and coalesce(e.day_to, ctx.day) >= ctx.day
group by e.id
having not bool_or(w.class = e.class);

-- Rows that say so, and in a complete file also silence.
create temp table gone on commit drop as
    select k.person, k.unit, 'STATUS_' || k.status as reason, k.status = 'LEFT' as leaves, k.kind
    from k where k.status <> 'ACTIVE' and k.kind <> 'GUARDIAN';
create temp table cov on commit drop as
    select unit, kind, count(*)::int as rows from s_person
    where status = 'ACTIVE' and unit <> '' and kind in ('PUPIL', 'STAFF') group by unit, kind;
insert into gone
select distinct e.person, e.unit, 'MISSING_FROM_FILE', true, 'PUPIL'
from d_enrolment e join cov on cov.unit = e.unit and cov.kind = 'PUPIL' join d_class d on d.id = e.class, ctx
where ctx.complete and e.role = 'PUPIL' and coalesce(e.day_to, ctx.day) >= ctx.day and e.day_from <= ctx.day
    and d.year = ctx.school_year
    and not exists (select from k where k.person = e.person)
    and not exists (select from spared s where s.person = e.person);
insert into gone
select distinct a.person, a.unit, 'MISSING_FROM_FILE', true, 'STAFF'
from d_appointment a join cov on cov.unit = a.unit and cov.kind = 'STAFF', ctx
where ctx.complete and coalesce(a.day_to, ctx.day) >= ctx.day
    and not exists (select from k where k.person = a.person)
    and not exists (select from spared s where s.person = a.person);
create index on gone (person);
-- Taken back one by one.
insert into ended
select e.id, 'END_ENROLMENT', 'TAKEN_BACK'
from s_enrolment s join k on k.key = s.person_key join class_of c on c.key = s.class_key
    join d_enrolment e on e.person = k.person and e.class = c.id and e.role = s.role, ctx
where s.status <> 'ACTIVE' and coalesce(e.day_to, ctx.day) >= ctx.day
on conflict do nothing;
insert into ended
select distinct on (e.id) e.id, 'END_ENROLMENT', g.reason
from gone g join d_enrolment e on e.person = g.person and e.unit = g.unit, ctx
where coalesce(e.day_to, ctx.day) >= ctx.day
    and (e.role = 'PUPIL') = (g.kind = 'PUPIL')
    and not exists (select from want w where w.person = e.person and w.class = e.class and w.role = e.role)
order by e.id, g.reason
on conflict do nothing;

-- Edges that an import made may be ended by one; what was set by hand may not.
create temp table ours on commit drop as
    select c.subject::uuid as id from roster_change c join roster_run r on r.number = c.run
    where c.subject_kind in ('APPOINTMENT', 'ENROLMENT') and c.before is null and c.state = 'DONE' and r.state <> 'UNDONE'
        and r.kind = 'IMPORT';
create index on ours (id);
insert into ended
select e.id, 'END_ENROLMENT', 'MISSING_FROM_FILE'
from d_enrolment e join wanted_class w on w.id = e.class join cov on cov.unit = e.unit and cov.kind = 'STAFF', ctx
where ctx.complete and e.role <> 'PUPIL' and coalesce(e.day_to, ctx.day) >= ctx.day
    and exists (select from ours o where o.id = e.id)
    and not exists (select from want x where x.person = e.person and x.class = e.class and x.role = e.role)
    and not exists (select from spared s where s.person = e.person)
on conflict do nothing;
create temp table ended_appointment (id uuid primary key, reason text) on commit drop;
insert into ended_appointment
select distinct on (a.id) a.id, g.reason
from gone g join d_appointment a on a.person = g.person and a.unit = g.unit join ours o on o.id = a.id, ctx
where g.kind = 'STAFF' and coalesce(a.day_to, ctx.day) >= ctx.day order by a.id, g.reason;
insert into ended_appointment
select a.id, 'MISSING_FROM_FILE'
from d_appointment a join ours o on o.id = a.id join cov on cov.unit = a.unit and cov.kind = 'STAFF'
    join k on k.person = a.person, ctx
where ctx.complete and coalesce(a.day_to, ctx.day) >= ctx.day and k.row is not null
    and not exists (
        select from s_appointment s where s.person_key = k.key and s.unit = a.unit and s.position = a.position)
on conflict do nothing;
insert into p_finding
select distinct 'NOTICE', 'HAND_SET_KEPT', a.unit, '', 0, '', a.person::text
from gone g join d_appointment a on a.person = g.person and a.unit = g.unit, ctx
where g.kind = 'STAFF' and coalesce(a.day_to, ctx.day) >= ctx.day
    and not exists (select from ours o where o.id = a.id);

-- An edge that would begin on the day or later is taken away, any other ends the day before.
insert into p_change
select 3, e.unit, x.kind, 'ENROLMENT', e.id::text,
    jsonb_strip_nulls(jsonb_build_object('person', e.person, 'class', e.class, 'unit', e.unit, 'role', e.role,
        'from', e.day_from, 'to', e.day_to)),
    case when e.day_from < ctx.day then
        jsonb_build_object('person', e.person, 'class', e.class, 'unit', e.unit, 'role', e.role,
            'from', e.day_from, 'to', ctx.day - 1)
    end,
    x.reason
from ended x join d_enrolment e using (id), ctx
where e.day_from >= ctx.day or e.day_to is distinct from ctx.day - 1;
insert into p_change
select 3, a.unit, 'END_APPOINTMENT', 'APPOINTMENT', a.id::text,
    jsonb_strip_nulls(jsonb_build_object('person', a.person, 'unit', a.unit, 'position', a.position, 'kind', a.kind,
        'from', a.day_from, 'to', a.day_to, 'decision', a.decision)),
    case when a.day_from < ctx.day then
        jsonb_strip_nulls(jsonb_build_object('person', a.person, 'unit', a.unit, 'position', a.position, 'kind', a.kind,
            'from', a.day_from, 'to', ctx.day - 1, 'decision', a.decision))
    end,
    x.reason
from ended_appointment x join d_appointment a using (id), ctx
where a.day_from >= ctx.day or a.day_to is distinct from ctx.day - 1;

-- Edges that begin.
insert into p_change
select 4, w.unit, 'ENROL', 'ENROLMENT',
    pg_temp.name_for('enrolment:' || w.person || ':' || w.class || ':' || w.role || ':' || greatest(ctx.day, w.first))::text,
    null,
    jsonb_build_object('person', w.person, 'class', w.class, 'unit', w.unit, 'role', w.role,
        'from', greatest(ctx.day, w.first), 'to', w.last),
    'IN_FILE'
from want w, ctx
where w.last >= ctx.day
    and not exists (
        select from d_enrolment e
        where e.person = w.person and e.class = w.class and e.role = w.role and coalesce(e.day_to, ctx.day) >= ctx.day);
create temp table held_position on commit drop as
    select distinct on (k.person, s.unit, s.position) k.person, s.unit, s.position, r.class, s.file, s.line, k.key
    from s_appointment s join k on k.key = s.person_key join position_rule r on r.position = s.position, ctx
    where k.status = 'ACTIVE' and not exists (
        select from d_appointment a
        where a.person = k.person and a.unit = s.unit and a.position = s.position
            and coalesce(a.day_to, ctx.day) >= ctx.day)
    order by k.person, s.unit, s.position, s.row;
insert into p_finding
select 'CONFLICT', 'ADMINISTRATOR_NEVER', unit, file, line, key, person::text from held_position
where class = 'ADMINISTRATIVE';
insert into p_change
select 4, h.unit, 'APPOINT', 'APPOINTMENT',
    pg_temp.name_for('appointment:' || h.person || ':' || h.unit || ':' || h.position || ':' || ctx.day)::text, null,
    jsonb_build_object('person', h.person, 'unit', h.unit, 'position', h.position,
        'kind', case
            when exists (
                select from d_appointment a
                where a.person = h.person and a.kind = 'CHINH' and coalesce(a.day_to, ctx.day) >= ctx.day
                    and not exists (select from ended_appointment x where x.id = a.id))
                or h.position <> min(h.position) over (partition by h.person)
            then 'KIEM_NHIEM' else 'CHINH' end,
        'from', ctx.day),
    'IN_FILE_' || h.class
from held_position h, ctx where h.class <> 'ADMINISTRATIVE';

-- Guardians: added, never ended; a guardianship that ever ended was ended by someone for a reason, and is not opened again.
create temp table wanted_guardian on commit drop as
    select distinct on (g.guardian, g.child) g.guardian, g.child, g.kind, g.unit, g.key, g.file, g.line from (
        select case when a.kind <> 'GUARDIAN' and b.kind = 'GUARDIAN' then b.person else a.person end as guardian,
            case when a.kind <> 'GUARDIAN' and b.kind = 'GUARDIAN' then a.person else b.person end as child,
            case when a.kind <> 'GUARDIAN' and b.kind = 'GUARDIAN' then a.unit else b.unit end as unit,
            s.kind, s.guardian_key as key, s.file, s.line, s.row
        from s_guardian s join k a on a.key = s.guardian_key join k b on b.key = s.child_key
        where a.person <> b.person
    ) g order by g.guardian, g.child, g.row;
insert into p_finding
select 'NOTICE', 'GUARDIANSHIP_WAS_ENDED', w.unit, w.file, w.line, w.key, w.child::text
from wanted_guardian w, ctx
where exists (select from d_guardian d where d.guardian = w.guardian and d.child = w.child and d.day_to < ctx.day)
    and not exists (
        select from d_guardian d
        where d.guardian = w.guardian and d.child = w.child and coalesce(d.day_to, ctx.day) >= ctx.day);
insert into p_change
select 4, w.unit, 'ADD_GUARDIAN', 'GUARDIANSHIP', pg_temp.name_for('guardian:' || w.guardian || ':' || w.child)::text, null,
    jsonb_build_object('guardian', w.guardian, 'child', w.child, 'kind', w.kind, 'scope', 'ACCOUNT CONSENT RECORDS',
        'from', ctx.day),
    'IN_FILE'
from wanted_guardian w, ctx
where not exists (select from d_guardian d where d.guardian = w.guardian and d.child = w.child);

-- People. A mail address that two rows share, or that is someone else's, is nobody's (R5.7).
create temp table good_mail on commit drop as
    select min(row) as row, mail from s_person where mail is not null group by mail having count(*) = 1;
delete from good_mail g using d_person p where lower(p.mail) = g.mail;
create index on good_mail (row);
insert into p_change
select 2, r.unit, 'CREATE', 'PERSON', n.person::text, null,
    jsonb_strip_nulls(jsonb_build_object('uid', n.uid, 'family', nullif(r.family, ''), 'middle', nullif(r.middle, ''),
        'given', r.given, 'full', r.full_name, 'birth', r.birth, 'sex', r.sex, 'mail', g.mail, 'status', 'ACTIVE',
        'codes', (select string_agg(s.code, ' ' order by s.code collate "C") from s_code s where s.row = r.row))),
    'NEW_IN_FILE'
from n join s_person r using (row) left join good_mail g using (row);

create temp table slept on commit drop as
    select subject::uuid as person from (
        select distinct on (c.subject) c.subject, c.kind from roster_change c join roster_run r on r.number = c.run
        where c.kind in ('SLEEP', 'WAKE') and c.state = 'DONE' and r.state <> 'UNDONE'
        order by c.subject, c.run desc
    ) last_word where kind = 'SLEEP';
create temp table with_codes on commit drop as
    select m.row, string_agg(distinct code, ' ' order by code) as codes from (
        select m.row, s.code collate "C" as code from m join s_code s using (row)
        union
        select m.row, d.code collate "C" from m join d_code d on d.person = m.person
    ) all_codes join m using (row) group by m.row;
create index on with_codes (row);
-- Someone who leaves one place may still stand in another.
create temp table leaver on commit drop as
    select g.person, min(g.unit) as unit, min(g.reason) as reason from gone g
    where g.leaves
        and not exists (select from want w where w.person = g.person)
        and not exists (
            select from d_enrolment e, ctx
            where e.person = g.person and coalesce(e.day_to, ctx.day) >= ctx.day
                and not exists (select from ended x where x.id = e.id))
        and not exists (
            select from d_appointment a, ctx
            where a.person = g.person and coalesce(a.day_to, ctx.day) >= ctx.day
                and not exists (select from ended_appointment x where x.id = a.id))
        and not exists (
            select from d_guardian d, ctx where d.guardian = g.person and coalesce(d.day_to, ctx.day) >= ctx.day)
    group by g.person;
create index on leaver (person);
create temp table person_after on commit drop as
    select p.id, r.unit, m.how,
        r.spelling is distinct from p.spelling as renamed,
        r.family, r.middle, r.given, r.full_name,
        case
            when r.birth is null then p.birth
            when p.birth is null then r.birth
            when starts_with(p.birth, r.birth) then p.birth
            else r.birth
        end as birth,
        case when r.sex = 'UNKNOWN' then p.sex else r.sex end as sex,
        coalesce(p.mail, g.mail) as mail,
        c.codes,
        case
            when l.person is not null then 'LEFT'
            when r.status = 'ACTIVE' and p.status = 'LEFT' then 'ACTIVE'
            when r.status = 'ACTIVE' and p.status = 'SUSPENDED' and s.person is not null then 'ACTIVE'
            else p.status
        end as status
    from m join s_person r using (row) join d_person p on p.id = m.person
        left join good_mail g using (row) left join with_codes c using (row)
        left join leaver l on l.person = p.id left join slept s on s.person = p.id;
insert into person_after
select p.id, l.unit, 'CODE', false, p.family, p.middle, p.given, p.full_name, p.birth, p.sex, p.mail, p.codes, 'LEFT'
from leaver l join d_person p on p.id = l.person where not exists (select from m where m.person = l.person);
insert into p_change
select 2, a.unit,
    case
        when p.status = 'LEFT' and a.status = 'ACTIVE' then 'RETURN'
        when p.status = 'SUSPENDED' and a.status = 'ACTIVE' then 'WAKE'
        when p.status <> 'LEFT' and a.status = 'LEFT' then 'LEAVE'
        when a.codes is distinct from p.codes then 'MERGE_CODE'
        else 'UPDATE'
    end,
    'PERSON', p.id::text,
    jsonb_strip_nulls(jsonb_build_object('uid', p.uid, 'family', nullif(p.family, ''), 'middle', nullif(p.middle, ''),
        'given', p.given, 'full', p.full_name, 'birth', p.birth, 'sex', p.sex, 'mail', p.mail, 'status', p.status,
        'codes', p.codes)),
    jsonb_strip_nulls(jsonb_build_object('uid', p.uid,
        'family', nullif(case when a.renamed then a.family else p.family end, ''),
        'middle', nullif(case when a.renamed then a.middle else p.middle end, ''),
        'given', case when a.renamed then a.given else p.given end,
        'full', case when a.renamed then a.full_name else p.full_name end,
        'birth', a.birth, 'sex', a.sex, 'mail', a.mail, 'status', a.status, 'codes', a.codes)),
    case
        when a.status = 'LEFT' and p.status <> 'LEFT' then (select l.reason from leaver l where l.person = p.id)
        when a.how <> 'CODE' then a.how
        else 'SOURCE_DIFFERS'
    end
from person_after a join d_person p using (id)
where a.renamed or a.birth is distinct from p.birth or a.sex <> p.sex or a.mail is distinct from p.mail
    or a.status <> p.status or a.codes is distinct from p.codes;

-- Citizen numbers, of which only keyed hashes come this far. Whoever bears one may come in by it, so no number that two people bear is taken.
create temp table wanted_citizen on commit drop as
    select k.person, k.unit, k.fresh, s.hash, s.file, s.line, k.key
    from s_citizen s join k on k.key = s.person_key where k.status = 'ACTIVE';
insert into p_finding
select 'CONFLICT', 'CITIZEN_NUMBER_OF_ANOTHER', w.unit, w.file, w.line, w.key, case when w.fresh then '' else w.person::text end
from wanted_citizen w
where exists (select from d_citizen d where d.hash = w.hash and d.person <> w.person)
    or exists (select from wanted_citizen o where o.hash = w.hash and o.person <> w.person);
delete from wanted_citizen w
where exists (select from d_citizen d where d.hash = w.hash and d.person <> w.person);
delete from wanted_citizen w using (
    select hash from wanted_citizen group by hash having count(distinct person) > 1
) twice where twice.hash = w.hash;
insert into p_change
select distinct on (w.person) 5, w.unit, 'CITIZEN_NUMBER', 'CITIZEN', w.person::text,
    case when d.hash is not null then jsonb_build_object('citizen', d.hash) end,
    jsonb_build_object('citizen', w.hash),
    case when d.hash is null then 'IN_FILE' else 'SOURCE_DIFFERS' end
from wanted_citizen w left join d_citizen d on d.person = w.person
where d.hash is distinct from w.hash
order by w.person, w.line;
