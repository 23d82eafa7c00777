insert into p_change
select 2, n.unit, n.kind, 'PERSON', p.id::text, i.image || jsonb_build_object('status', p.status),
    i.image || jsonb_build_object('status', n.status), n.reason
from next_status n join d_person p on p.id = n.person, lateral (
    select jsonb_strip_nulls(jsonb_build_object('uid', p.uid, 'family', nullif(p.family, ''), 'middle', nullif(p.middle, ''),
        'given', p.given, 'full', p.full_name, 'birth', p.birth, 'sex', p.sex, 'mail', p.mail, 'codes', p.codes)) as image
) i;
