-- Who in the directory each row is about: by decision, by official code, by a temporary or first code. What is not clear is held.
create temp table m (row bigint primary key, person uuid, how text) on commit drop;
create temp table held (row bigint) on commit drop;
create temp table spared (person uuid) on commit drop;

-- People without a capacity are of no concern to us.
insert into p_finding select 'NOTICE', 'NO_CAPACITY', unit, file, line, key, '' from s_person where kind = '';
delete from s_person where kind = '';

-- Where a person was in the last thirteen months: a file of the new year speaks of people of the old one.
create temp table known_at on commit drop as
    select person, unit from d_enrolment, ctx where role = 'PUPIL' and coalesce(day_to, day) >= day - 400
    union
    select person, unit from d_appointment, ctx where coalesce(day_to, day) >= day - 400;
create index on known_at (person);
analyze known_at;

insert into m
select r.row, d.person, 'DECIDED' from s_person r join decision d on d.key = r.key where d.person is not null;

create temp table by_code on commit drop as
    select s.row, c.person
    from s_code s join d_code c on c.code = s.code
    where not exists (select from m where m.row = s.row)
    group by s.row, c.person;
insert into p_finding
select 'CONFLICT', 'CODE_SHARED', r.unit, r.file, r.line, r.key, b.person::text
from s_person r join by_code b using (row)
where r.row in (select row from by_code group by row having count(*) > 1);
insert into held select row from by_code group by row having count(*) > 1;
insert into spared select person from by_code where row in (select row from held);
insert into m select row, person, 'CODE' from by_code b
where not exists (select from held where held.row = b.row)
    and not exists (select from decision d join s_person r on r.key = d.key where r.row = b.row);

-- Two rows about one person.
insert into p_finding
select 'CONFLICT', 'TWO_ROWS_ONE_PERSON', r.unit, r.file, r.line, r.key, m.person::text
from m join s_person r using (row)
where m.person in (select person from m group by person having count(*) > 1);
insert into held
select row from m where person in (select person from m group by person having count(*) > 1);
insert into spared select person from m join held using (row);
delete from m using held where m.row = held.row;

create temp table matched on commit drop as select person from m union select person from spared;
create index on matched (person);
create temp table open_row on commit drop as
    select r.* from s_person r
    where r.kind <> 'GUARDIAN' and r.status = 'ACTIVE'
        and not exists (select from m where m.row = r.row)
        and not exists (select from held where held.row = r.row)
        and not exists (select from decision d where d.key = r.key);
create temp table open_person on commit drop as
    select p.* from d_person p where not exists (select from matched where matched.person = p.id);
create index on open_person (spelling);
create index on open_person (folded);
analyze open_row;
analyze open_person;

-- The ministry's code for someone who had a temporary one or none: same spelling, same whole birth date, same school, and only
-- one of each.
create temp table first_code on commit drop as
    select r.row, p.id as person, p.codes is not null as temporary,
        count(*) over (partition by r.row) as people, count(*) over (partition by p.id) as rows
    from open_row r join open_person p on p.spelling = r.spelling and p.birth = r.birth
    where length(r.birth) = 10
        and exists (select from known_at k where k.person = p.id and k.unit = r.unit)
        and exists (select from s_code s where s.row = r.row and s.code not like 'TAM-%')
        and not exists (select from d_code c where c.person = p.id and not c.temporary);
insert into m
select row, person, case when temporary then 'TEMPORARY_CODE' else 'FIRST_CODE' end
from first_code where people = 1 and rows = 1;
delete from open_row r using m where m.row = r.row;
delete from open_person p using m where m.person = p.id;

-- What looks like someone we know, or like another row.
create temp table suspect (row bigint, code text, person uuid) on commit drop;
insert into suspect
select r.row, case
        when exists (select from known_at k where k.person = p.id and k.unit = r.unit) then 'CODE_CHANGED'
        else 'PERHAPS_TRANSFER'
    end, p.id
from open_row r join open_person p on p.spelling = r.spelling and p.birth = r.birth
where length(r.birth) = 10;
insert into suspect
select r.row, 'NEAR_NAME', p.id
from open_row r
    join known_at k on k.unit = r.unit
    join open_person p on p.id = k.person and p.birth = r.birth and p.spelling <> r.spelling
where length(r.birth) = 10
    and (p.folded = r.folded or p.given = r.given and p.family = r.family);
insert into suspect
select r.row, 'NEAR_BIRTH_DATE', p.id
from open_row r
    join open_person p on p.spelling = r.spelling and p.birth is distinct from r.birth
    join known_at k on k.person = p.id and k.unit = r.unit
where p.birth is null or r.birth is null
    or starts_with(p.birth, r.birth) or starts_with(r.birth, p.birth)
    or left(p.birth, 7) = left(r.birth, 7)
    or substring(p.birth from 5) = substring(r.birth from 5)
    or left(p.birth, 4) = left(r.birth, 4)
        and substring(p.birth from 6 for 2) = substring(r.birth from 9) and substring(p.birth from 9) = substring(r.birth from 6 for 2);
insert into suspect
select r.row, 'TWICE_IN_FILE', null
from open_row r
where length(r.birth) = 10 and exists (
    select from s_person o
    where o.spelling = r.spelling and o.birth = r.birth and o.unit = r.unit and o.kind = r.kind and o.row <> r.row);
insert into p_finding
select distinct 'SUSPECT', s.code, r.unit, r.file, r.line, r.key, coalesce(s.person::text, '')
from suspect s join s_person r using (row);
insert into held select row from suspect;
insert into spared select person from suspect where person is not null;

-- Who is new.
insert into p_finding
select 'NOTICE', 'UNKNOWN_LEAVER', unit, file, line, key, '' from s_person r
where status <> 'ACTIVE' and not exists (select from m where m.row = r.row);
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
