-- Users of one source: those who are there, and those of whom a plan has yet to say that they left.
with s as (select ?::text as source),
plan as (
    select substring(file_name from '@([0-9]+)$')::bigint as revision, state
    from roster_run join s on roster_run.source = 'scim:' || s.source
    where kind = 'IMPORT' and state <> 'UNDONE' and file_name ~ '@[0-9]+$'
)
select r.number, r.id, r.document, r.left_by is null
from scim_resource r join s using (source)
where r.kind = 'USER' and (
    r.left_by is null
    or exists (select from plan p where p.revision >= r.made and p.revision < r.left_by)
        and not exists (select from plan p where p.revision >= r.left_by and p.state = 'DONE')
        and not exists (
            select from scim_resource o
            where o.source = r.source and o.code = r.code and o.code <> '' and o.kind = 'USER' and o.left_by is null)
)
order by r.number
