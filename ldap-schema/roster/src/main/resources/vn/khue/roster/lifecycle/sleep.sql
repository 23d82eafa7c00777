-- Pupils who are nothing else: teachers and parents go on working in summer.
insert into next_status
select p.id, coalesce(s.unit, ''), 'SLEEP', 'SUSPENDED', 'SUMMER'
from d_person p join stays s on s.person = p.id where p.status = 'ACTIVE' and s.pupil and not s.other;
