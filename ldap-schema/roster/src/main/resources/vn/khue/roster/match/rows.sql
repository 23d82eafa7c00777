-- Before matching: capacities and birth dates that stand in files of their own go to their people.
update s_person r set kind = c.kind, unit = case when r.unit = '' then c.unit else r.unit end
from (
    select distinct on (person_key) person_key, kind, unit from s_capacity order by person_key, main desc, row
) c
where c.person_key = r.key and r.kind = '';
update s_person r set birth = coalesce(r.birth, b.birth), sex = case when r.sex = 'UNKNOWN' then b.sex else r.sex end
from s_birth b where b.person_key = r.key;

create index on s_person (row);
create index on s_person (key);
create index on s_code (code);
create index on s_code (row);
create index on s_class (key);
create index on s_enrolment (person_key);
create index on d_code (code);
create index on d_code (person);
analyze s_person; analyze s_code; analyze s_class; analyze s_enrolment; analyze s_appointment; analyze s_guardian;
analyze d_person; analyze d_code; analyze d_class; analyze d_enrolment; analyze d_appointment; analyze d_guardian;
