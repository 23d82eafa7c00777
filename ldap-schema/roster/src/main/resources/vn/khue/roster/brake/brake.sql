-- What would stop the run: counted per school, by the values of roster_policy.
create temp table people_before on commit drop as
    select unit, 'PUPIL' as kind, count(distinct person)::int as people from d_enrolment e, ctx
    where role = 'PUPIL' and coalesce(day_to, day) >= day and day_from <= day group by unit
    union all
    select unit, 'STAFF', count(distinct person)::int from d_appointment a, ctx
    where coalesce(day_to, day) >= day and day_from <= day group by unit;

insert into roster_brake (run, rule, unit, found, allowed)
select ctx.run, 'DISABLED', l.unit, round(100.0 * l.count / greatest(coalesce(b.people, 0), 1), 1), p.value
from (
        select unit, count(*) as count from p_change where kind in ('LEAVE', 'ERASE') group by unit
    ) l
    left join (select unit, sum(people) as people from people_before group by unit) b using (unit),
    roster_policy p, roster_policy least, ctx
where p.key = 'brake.disabled.percent' and least.key = 'brake.disabled.least'
    and l.count >= least.value and 100.0 * l.count / greatest(coalesce(b.people, 0), 1) > p.value;

insert into roster_brake (run, rule, unit, found, allowed)
select ctx.run, 'ROLE_GRANT', unit, count(*), 0 from p_change, ctx
where kind = 'APPOINT' and reason = 'IN_FILE_SIGNING' group by ctx.run, unit;

-- A citizen number opens the account to whoever bears it: another than before, or one for somebody who may sign or administer, is answered for.
insert into roster_brake (run, rule, unit, found, allowed)
select ctx.run, 'CITIZEN_NUMBER', c.unit, count(*), 0
from p_change c, ctx
where c.kind = 'CITIZEN_NUMBER'
    and (c.before is not null
        or exists (
            select from d_appointment a join position_rule r on r.position = a.position
            where a.person::text = c.subject and r.class <> 'ORDINARY' and coalesce(a.day_to, ctx.day) >= ctx.day))
group by ctx.run, c.unit;
