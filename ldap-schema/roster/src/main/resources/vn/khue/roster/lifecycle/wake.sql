-- Only those whom we put to sleep; an account that an officer locked stays locked.
insert into next_status
select p.id, coalesce(s.unit, ''), 'WAKE', 'ACTIVE', 'SUMMER_ENDS'
from d_person p join slept w on w.person = p.id left join stays s on s.person = p.id where p.status = 'SUSPENDED';
