-- Who in the directory each row is about: by decision, by official code, by a temporary or first code. What is not clear is held.
-- Then follow pairs.sql, suspects.sql and people.sql.
create temp table m (row bigint primary key, person uuid, how text) on commit drop;
create temp table held (row bigint) on commit drop;
create temp table spared (person uuid) on commit drop;
create temp table suspect (row bigint, code text, person uuid) on commit drop;

-- Whole birth dates that agree in two of year, month and day, or in all once day and month are exchanged.
create or replace function pg_temp.perhaps_near(a text, b text) returns boolean language sql immutable as $$
    select length(a) = 10 and length(b) = 10 and (
        left(a, 7) = left(b, 7)
        or left(a, 4) = left(b, 4) and (
            right(a, 2) = right(b, 2)
            or substring(a from 6 for 2) = right(b, 2) and right(a, 2) = substring(b from 6 for 2))
        or right(a, 5) = right(b, 5))
$$;

-- People without a capacity are of no concern to us.
insert into p_finding select 'NOTICE', 'NO_CAPACITY', unit, file, line, key, '' from s_person where kind = '';
delete from s_person where kind = '';
insert into p_finding select 'NOTICE', 'PARENTS_PASSED_OVER', '', file, line, '', '' from s_parents;

-- Where a person was in the last thirteen months: a file of the new year speaks of people of the old one.
create temp table known_at on commit drop as
    select person, unit, 'PUPIL' as kind from d_enrolment, ctx where role = 'PUPIL' and coalesce(day_to, day) >= day - 400
    union
    select person, unit, 'STAFF' from d_appointment, ctx where coalesce(day_to, day) >= day - 400;
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
-- Whoever decides that a row is someone new cannot give that person a code that another one bears.
insert into p_finding
select 'CONFLICT', 'CODE_BORNE', r.unit, r.file, r.line, r.key, b.person::text
from s_person r join by_code b using (row) join decision d on d.key = r.key
where not exists (select from held where held.row = r.row);
insert into held
select distinct r.row from s_person r join by_code b using (row) join decision d on d.key = r.key
where not exists (select from held where held.row = r.row);
insert into spared select person from by_code where row in (select row from held);
insert into m select row, person, 'CODE' from by_code b
where not exists (select from held where held.row = b.row)
    and not exists (select from decision d join s_person r on r.key = d.key where r.row = b.row);

-- A code under which the source now has another given name and a birth date that is not even near: rows that slipped, or a code
-- typed wrong. Taking it would give one person's account to another.
insert into suspect
select m.row, 'CODE_OF_ANOTHER', m.person
from m join s_person r using (row) join d_person p on p.id = m.person
where m.how = 'CODE' and r.birth <> p.birth and r.spelling <> p.spelling and length(r.birth) = 10 and length(p.birth) = 10
    and split_part(r.folded, ' ', -1) <> split_part(p.folded, ' ', -1)
    and not pg_temp.perhaps_near(r.birth, p.birth);
delete from m using suspect s where m.row = s.row;

-- Two rows about one person.
insert into p_finding
select 'CONFLICT', 'TWO_ROWS_ONE_PERSON', r.unit, r.file, r.line, r.key, m.person::text
from m join s_person r using (row)
where m.person in (select person from m group by person having count(*) > 1);
insert into held
select row from m where person in (select person from m group by person having count(*) > 1);
insert into spared select person from m join held using (row);
delete from m using held where m.row = held.row;

create temp table matched on commit drop as
    select person from m union select person from spared union select person from suspect;
create index on matched (person);
create temp table open_row on commit drop as
    select r.*, split_part(r.folded, ' ', 1) as first_word, split_part(r.folded, ' ', -1) as last_word from s_person r
    where r.kind <> 'GUARDIAN' and r.status = 'ACTIVE'
        and not exists (select from m where m.row = r.row)
        and not exists (select from held where held.row = r.row)
        and not exists (select from suspect where suspect.row = r.row)
        and not exists (select from decision d where d.key = r.key);
create temp table open_person on commit drop as
    select p.*, split_part(p.folded, ' ', 1) as first_word, split_part(p.folded, ' ', -1) as last_word from d_person p where not exists (select from matched where matched.person = p.id);
create index on open_person (spelling);
create index on open_person (birth);
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
