-- A file that names fewer people of a school than the last one from the same source, or than the directory knows.
insert into roster_coverage (run, unit, kind, rows, before)
select ctx.run, cov.unit, cov.kind, cov.rows, coalesce(b.people, 0)
from cov left join people_before b using (unit, kind), ctx;
insert into roster_brake (run, rule, unit, found, allowed)
select ctx.run, 'SHRINK_' || c.kind, c.unit, round(100.0 * (e.rows - c.rows) / e.rows, 1), p.value
from roster_coverage c
    join lateral (
        select coalesce(
            (
                select o.rows from roster_coverage o join roster_run r on r.number = o.run, roster_run me
                where me.number = c.run and r.source = me.source and r.state = 'DONE' and o.unit = c.unit and o.kind = c.kind
                order by o.run desc limit 1
            ),
            c.before) as rows
    ) e on e.rows > 0,
    roster_policy p, roster_policy least, ctx
where c.run = ctx.run and ctx.complete and p.key = 'brake.shrink.percent' and least.key = 'brake.disabled.least'
    and e.rows - c.rows >= least.value and 100.0 * (e.rows - c.rows) / e.rows > p.value;
