-- The suspects are held; who is new gets a name; then every key of the file stands for a person.
insert into p_finding
select distinct 'SUSPECT', s.code, r.unit, r.file, r.line, r.key, coalesce(s.person::text, '')
from suspect s join s_person r using (row);
insert into held select row from suspect;
insert into spared select person from suspect where person is not null;

-- Who is new.
insert into p_finding
select 'NOTICE', 'UNKNOWN_LEAVER', unit, file, line, key, '' from s_person r
where status <> 'ACTIVE' and not exists (select from m where m.row = r.row)
    and not exists (select from held where held.row = r.row);
create temp table n on commit drop as
    select r.row, r.stem, pg_temp.name_for('person:' || min(s.code collate "C")) as person, null::text as uid
    from s_person r join s_code s using (row)
    where r.status = 'ACTIVE'
        and not exists (select from m where m.row = r.row)
        and not exists (select from held where held.row = r.row)
    group by r.row, r.stem;
insert into p_finding
select 'SUSPECT', 'CODE_WAS_TAKEN_AWAY', r.unit, r.file, r.line, r.key, n.person::text
from n join s_person r using (row) where exists (select from d_person p where p.id = n.person);
insert into spared select person from n where exists (select from d_person p where p.id = n.person);
delete from n where exists (select from d_person p where p.id = n.person);

-- Login names by R7.6: whoever had one from us before, and whose run was taken back, has it again.
insert into d_uid select uid, person from roster_login_name l where not exists (select from d_uid u where u.uid = l.uid);
update n set uid = l.uid from roster_login_name l
where l.person = n.person and not exists (select from d_person p where p.uid = l.uid);
create temp table taken on commit drop as
    select distinct stem, number from (
        select uid as stem, 1 as number from d_uid
        union all
        select regexp_replace(uid, '[1-9][0-9]{0,5}$', ''), substring(uid from '[1-9][0-9]{0,5}$')::int
        from d_uid where uid ~ '[1-9][0-9]{0,5}$'
    ) all_taken where stem in (select stem from n);
create index on taken (stem, number);
analyze taken;
update n set uid = case when f.number = 1 then f.stem else f.stem || f.number end
from (
    select row, stem, row_number() over (partition by stem order by row) as nth from n where uid is null
) w
join (
    select s.stem, g.number, row_number() over (partition by s.stem order by g.number) as nth
    from (
        select n.stem, count(*) + (select count(*) from taken t where t.stem = n.stem) as most
        from n where uid is null group by n.stem
    ) s
    cross join lateral generate_series(1, s.most) g(number)
    where not exists (select from taken t where t.stem = s.stem and t.number = g.number)
) f using (stem, nth)
where n.row = w.row;
-- A stem that itself ends in a digit can meet another's number; such a row waits for the next plan.
insert into p_finding
select 'CONFLICT', 'LOGIN_NAME', r.unit, r.file, r.line, r.key, ''
from n join s_person r using (row) where n.uid in (select uid from n group by uid having count(*) > 1);
delete from n where uid in (select uid from n group by uid having count(*) > 1);

-- The person that each key stands for.
create temp table k on commit drop as
    select r.key, r.row, r.kind, r.status, r.unit, r.file, r.line, coalesce(m.person, n.person) as person,
        n.person is not null as fresh
    from s_person r left join m using (row) left join n using (row)
    where m.person is not null or n.person is not null;
insert into k
select distinct on (e.person_key) e.person_key, null::bigint, '', 'ACTIVE', '', '', 0, c.person, false
from (
    select person_key from s_enrolment union select person_key from s_appointment
    union select guardian_key from s_guardian union select child_key from s_guardian
) e join d_code c on c.code = e.person_key
where not exists (select from s_person r where r.key = e.person_key)
order by e.person_key, c.person;
create index on k (key);
create index on k (person);
analyze k;
