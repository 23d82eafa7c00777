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
