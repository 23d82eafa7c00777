-- Who stands anywhere on the day or later, and when anyone's last stay ended.
create index on d_enrolment (person);
create index on d_appointment (person);
create index on d_guardian (guardian);
analyze d_person; analyze d_enrolment; analyze d_appointment; analyze d_guardian;
create temp table stays on commit drop as
    select person, bool_or(still) as still, max(day_to) as last, bool_or(pupil and still) as pupil, bool_or(not pupil and still) as other,
        (array_agg(unit order by still desc, day_to desc nulls first))[1] as unit
    from (
        select person, unit, role = 'PUPIL' as pupil, coalesce(day_to, day) >= day as still, day_to from d_enrolment, ctx
        union all
        select person, unit, false, coalesce(day_to, day) >= day, day_to from d_appointment, ctx
        union all
        select guardian, '', false, coalesce(day_to, day) >= day, day_to from d_guardian, ctx
    ) s group by person;
create index on stays (person);
create temp table slept on commit drop as
    select subject::uuid as person from (
        select distinct on (c.subject) c.subject, c.kind from roster_change c join roster_run r on r.number = c.run
        where c.kind in ('SLEEP', 'WAKE') and c.state = 'DONE' and r.state <> 'UNDONE'
        order by c.subject, c.run desc
    ) last_word where kind = 'SLEEP';
create temp table next_status (person uuid, unit text, kind text, status text, reason text) on commit drop;
