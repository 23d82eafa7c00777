-- Who has stood nowhere for as long as the policy says has left; who left longer ago than the policy keeps is erased.
insert into next_status
select p.id, coalesce(s.unit, ''), 'LEAVE', 'LEFT', 'NOWHERE_FOR_DAYS'
from d_person p join stays s on s.person = p.id, ctx, roster_policy v
where v.key = 'transferred.left-after-days' and p.status <> 'LEFT' and not s.still and s.last < ctx.day - v.value;
insert into p_change
select 5, coalesce(s.unit, ''), 'ERASE', 'PERSON', p.id::text, jsonb_build_object('uid', p.uid), null, 'KEPT_LONG_ENOUGH'
from d_person p join stays s on s.person = p.id, ctx, roster_policy v
where v.key = 'left.erase-after-days' and p.status = 'LEFT' and not s.still and s.last < ctx.day - v.value;
