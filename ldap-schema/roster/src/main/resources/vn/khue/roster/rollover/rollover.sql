-- The step into a new school year for every pupil at once. Tables of the caller: roll (from_year, to_year), unit_kind (unit, kind),
-- exception (file, line, unit, label, code, outcome, next_name), follow (class, next_name): the name that a class's
-- pupils go on to, class_name (name, label, slug): every name that a class of the new year can bear.
create index on d_enrolment (class);
create index on d_class (id);
create index on d_code (code);
analyze d_person; analyze d_class; analyze d_enrolment; analyze d_code;

-- Where each class goes: 1A to 2A, Mầm to Chồi to Lá; the last grade of a school goes nowhere.
create temp table step on commit drop as
    select d.id, d.unit, d.grade, d.label, d.name, u.kind,
        case u.kind when 'TIEU_HOC' then 5 when 'THCS' then 9 when 'MAM_NON' then 0 else 12 end as last_grade,
        f.next_name
    from d_class d join unit_kind u using (unit) join follow f on f.class = d.id, roll
    where d.year = roll.from_year;
update step s set next_name = e.next_name
from exception e where e.code = '' and e.unit = s.unit and e.label = s.label;

-- Who was in a class at the end of the year, and what becomes of them.
create temp table pupil on commit drop as
    select distinct on (e.person) e.person, e.id as edge, e.class, s.unit, s.grade, s.name, s.label, s.kind, s.last_grade,
        s.next_name, e.day_from, e.day_to,
        case
            when x.outcome is not null then x.outcome
            when s.kind = 'MAM_NON' then case when s.next_name is null then 'GRADUATE' else 'PROMOTE' end
            when s.grade >= s.last_grade then 'GRADUATE'
            else 'PROMOTE'
        end as outcome,
        x.next_name as own_next
    from d_enrolment e
        join step s on s.id = e.class
        join d_person p on p.id = e.person and p.status <> 'LEFT'
        left join (
            select c.person, x.outcome, x.next_name from exception x join d_code c on c.code = x.code where x.code <> ''
        ) x on x.person = e.person, roll, ctx
    where e.role = 'PUPIL'
        and coalesce(e.day_to, make_date(left(roll.to_year, 4)::int, ctx.first_month, 1)) >=
            make_date(left(roll.to_year, 4)::int, ctx.first_month, 1) - 1
    order by e.person, e.day_from desc, e.id;
insert into p_finding
select 'CONFLICT', 'CODE_UNKNOWN', x.unit, x.file, x.line, x.code, ''
from exception x
where x.code <> '' and not exists (select from d_code c join pupil p on p.person = c.person where c.code = x.code);
insert into p_finding
select 'NOTICE', 'IN_NEXT_YEAR_ALREADY', p.unit, '', 0, '', p.person::text
from pupil p, roll
where exists (
    select from d_enrolment e join d_class d on d.id = e.class
    where e.person = p.person and e.role = 'PUPIL' and d.year = roll.to_year);
delete from pupil p using roll
where exists (
    select from d_enrolment e join d_class d on d.id = e.class
    where e.person = p.person and e.role = 'PUPIL' and d.year = roll.to_year);

create temp table goes on commit drop as
    select p.*,
        case p.outcome when 'REPEAT' then coalesce(own_next, p.name) when 'PROMOTE' then coalesce(own_next, p.next_name) end
            as to_name,
        case p.outcome when 'REPEAT' then p.grade else case when p.kind = 'MAM_NON' then 0 else p.grade + 1 end end as to_grade
    from pupil p where p.outcome in ('PROMOTE', 'REPEAT');
create temp table target on commit drop as
    select distinct on (g.unit, c.label) g.unit, c.label, c.slug, g.to_name, g.to_grade, d.id
    from goes g join class_name c on c.name = g.to_name
        left join d_class d on d.unit = g.unit and d.label = c.label and d.year = (select to_year from roll)
    order by g.unit, c.label, g.to_grade, g.to_name;
update target t set id = f.id
from (
    select unit, label, base || case when nth + met > 1 then '-' || (nth + met) else '' end as id
    from (
        select t.unit, t.label, t.unit || '-' || left(roll.to_year, 4) || '-' || t.slug as base,
            row_number() over (partition by t.unit, t.slug order by t.label) as nth,
            (select count(*) from d_class d where d.id = t.unit || '-' || left(roll.to_year, 4) || '-' || t.slug)::int as met
        from target t, roll where t.id is null
    ) numbered
) f
where f.unit = t.unit and f.label = t.label and t.id is null;
insert into p_change
select 1, t.unit, 'CREATE_CLASS', 'CLASS', t.id, null,
    jsonb_build_object('unit', t.unit, 'year', roll.to_year, 'grade', t.to_grade::text, 'name', t.to_name), 'ROLLOVER'
from target t, roll where not exists (select from d_class d where d.id = t.id);
insert into p_change
select 3, p.unit, 'END_ENROLMENT', 'ENROLMENT', p.edge::text,
    jsonb_build_object('person', p.person, 'class', p.class, 'unit', p.unit, 'role', 'PUPIL', 'from', p.day_from),
    jsonb_build_object('person', p.person, 'class', p.class, 'unit', p.unit, 'role', 'PUPIL', 'from', p.day_from,
        'to', greatest(p.day_from, make_date(left(roll.to_year, 4)::int, ctx.first_month, 1) - 1)),
    'YEAR_ENDS_' || p.outcome
from pupil p, roll, ctx where p.day_to is null;
insert into p_change
select 4, g.unit, g.outcome, 'ENROLMENT',
    pg_temp.name_for('enrolment:' || g.person || ':' || t.id || ':PUPIL:' || make_date(left(roll.to_year, 4)::int, ctx.first_month, 1))::text,
    null,
    jsonb_build_object('person', g.person, 'class', t.id, 'unit', g.unit, 'role', 'PUPIL',
        'from', make_date(left(roll.to_year, 4)::int, ctx.first_month, 1),
        'to', make_date(left(roll.to_year, 4)::int + 1, ctx.first_month, 1) - 1),
    'ROLLOVER'
from goes g join class_name c on c.name = g.to_name join target t on t.unit = g.unit and t.label = c.label, roll, ctx;
