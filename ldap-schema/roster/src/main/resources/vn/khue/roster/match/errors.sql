-- What is wrong between rows: file, line, column, problem, expected, found.
select file, line, col, problem, expected, found from (
    select r.file, r.line, 'key' col, 'KEY_DOUBLE' problem, '1' expected, count(*) over (partition by r.key)::text found,
        row_number() over (partition by r.key order by r.row) nth
    from s_person r
    union all
    select r.file, r.line, 'code', 'KEY_DOUBLE', '1', '2', row_number() over (partition by s.code order by r.row)
    from s_code s join s_person r using (row)
    where r.key <> s.code
) doubled where nth > 1
union all
select e.file, e.line, 'user', 'REFERENCE_BROKEN', 'users.sourcedId', ''
from s_enrolment e
where not exists (select from s_person r where r.key = e.person_key)
    and not exists (select from d_code c where c.code = e.person_key)
union all
select e.file, e.line, 'class', 'REFERENCE_BROKEN', 'classes.sourcedId', ''
from s_enrolment e
where e.status = 'ACTIVE' and not exists (select from s_class c where c.key = e.class_key)
union all
select a.file, a.line, 'user', 'REFERENCE_BROKEN', 'users.sourcedId', ''
from s_appointment a
where not exists (select from s_person r where r.key = a.person_key)
    and not exists (select from d_code c where c.code = a.person_key)
union all
select a.file, a.line, 'userSourcedId', 'REFERENCE_BROKEN', 'users.sourcedId', ''
from s_capacity a
where not exists (select from s_person r where r.key = a.person_key)
    and not exists (select from d_code c where c.code = a.person_key)
union all
select g.file, g.line, 'agentSourcedIds', 'REFERENCE_BROKEN', 'users.sourcedId', ''
from s_guardian g
where not exists (select from s_person r where r.key = g.guardian_key)
    and not exists (select from d_code c where c.code = g.guardian_key)
order by 1, 2
