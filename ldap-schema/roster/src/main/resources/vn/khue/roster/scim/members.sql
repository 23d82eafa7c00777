-- Who is in which group of one source, and who was taken out of one of which a plan has yet to say so. Who is in another group of the
-- same name was not taken out of the class.
with s as (select ?::text as source),
plan as (
    select substring(file_name from '@([0-9]+)$')::bigint as revision, state
    from roster_run join s on roster_run.source = 'scim:' || s.source
    where kind = 'IMPORT' and state <> 'UNDONE' and file_name ~ '@[0-9]+$'
),
g as (
    select r.number, r.id, r.deleted,
        lower(coalesce(r.document -> 'urn:vn:khue:scim:schemas:extension:school:1.0:Group' ->> 'className',
            r.document ->> 'displayName')) as name,
        lower(r.document -> 'urn:vn:khue:scim:schemas:extension:school:1.0:Group' ->> 'formTeacher') as teacher
    from scim_resource r join s using (source)
    where r.kind = 'GROUP'
),
u as (
    select r.id, r.capacity,
        lower(r.document -> 'urn:vn:khue:scim:schemas:extension:school:1.0:User' ->> 'className') as own
    from scim_resource r join s using (source)
    where r.kind = 'USER' and r.left_by is null and r.capacity <> ''
),
m as (select m.group_id, m.user_id, m.added, m.removed from scim_member m join s using (source))
select g.number, g.id, u.id, u.capacity, true as active, true as form
from g join u on u.id::text = g.teacher
where not g.deleted and u.capacity = 'STAFF'
union all
select g.number, g.id, u.id, u.capacity, true, false
from m join g on g.id = m.group_id join u on u.id = m.user_id
where m.removed is null and not g.deleted
    and not (u.capacity = 'STAFF' and coalesce(g.teacher, '') = u.id::text)
union all
select g.number, g.id, u.id, u.capacity, false, false
from m join g on g.id = m.group_id join u on u.id = m.user_id
where m.removed is not null
    and exists (select from plan p where p.revision >= m.added and p.revision < m.removed)
    and not exists (select from plan p where p.revision >= m.removed and p.state = 'DONE')
    and u.own is distinct from g.name
    and coalesce(g.teacher, '') <> u.id::text
    and not exists (
        select from m o join g h on h.id = o.group_id
        where o.user_id = m.user_id and o.removed is null and not h.deleted and h.name = g.name)
order by 1, 3, 5
