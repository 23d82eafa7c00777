-- Groups of one source: those that are there, and those of which a plan has yet to say that nobody is in them any more.
with s as (select ?::text as source),
plan as (
    select substring(file_name from '@([0-9]+)$')::bigint as revision, state
    from roster_run join s on roster_run.source = 'scim:' || s.source
    where kind = 'IMPORT' and state <> 'UNDONE' and file_name ~ '@[0-9]+$'
)
select r.number, r.id, r.document
from scim_resource r join s using (source)
where r.kind = 'GROUP' and (
    not r.deleted
    or exists (select from plan p where p.revision >= r.made and p.revision < r.left_by)
        and not exists (select from plan p where p.revision >= r.left_by and p.state = 'DONE')
)
order by r.number
