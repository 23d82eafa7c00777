-- What looks like someone we know, or like another row.
insert into suspect
select r.row, case
        when exists (select from known_at k where k.person = p.id and k.unit = r.unit) then 'CODE_CHANGED'
        else 'PERHAPS_TRANSFER'
    end, p.id
from open_row r join open_person p on p.spelling = r.spelling and p.birth = r.birth
where length(r.birth) = 10
    and (r.sex = p.sex or r.sex = 'UNKNOWN' or p.sex = 'UNKNOWN'
        or exists (select from known_at k where k.person = p.id and k.unit = r.unit));
insert into suspect
select r.row, 'TWICE_IN_FILE', null
from open_row r
where length(r.birth) = 10 and exists (
    select from s_person o
    where o.spelling = r.spelling and o.birth = r.birth and o.unit = r.unit and o.kind = r.kind and o.row <> r.row);

-- A word that three names bear in the same place is a name of its own: Lan beside Loan are two people, and most often twins; Lann
-- beside Lan is a slip. In one school on one day only the given name tells people apart; Phan beside Phạm, all else the same, does not.
create temp table word_use on commit drop as
    select part, word, count(distinct folded) as names from (
        select case ord when 1 then 'FAMILY' when cardinality(words) then 'GIVEN' else 'MIDDLE' end as part, word, folded
        from (
            select folded, string_to_array(folded, ' ') as words from d_person
            union all
            select folded, string_to_array(folded, ' ') from s_person
        ) everyone, unnest(words) with ordinality split (word, ord)
        where exists (select from near_likeness where word <> '')
    ) used where word in (select word from near_likeness union select their_word from near_likeness)
    group by part, word having count(distinct folded) >= 3;
-- The more people bear a name, the closer the birth dates must be: of thirty people of one name, one in two hundred shares a given
-- birth date by chance, and in one school one in three hundred is near it.
create temp table bearers on commit drop as
    select folded, count(*) as people from (
        select folded from d_person union all select folded from open_row
    ) everyone where folded in (select folded from near_likeness union select their_folded from near_likeness)
    group by folded;
create temp table near on commit drop as
    select l.row, l.person, l.scope, l.name, l.part, l.birth, greatest(a.people, b.people) as bearers
    from near_likeness l left join bearers a on a.folded = l.folded left join bearers b on b.folded = l.their_folded
    where l.part <> 'GIVEN' and l.scope = 'SCHOOL' and l.birth = 'SAME'
        or not exists (select from word_use u where u.part = l.part and u.word = l.word)
        or not exists (select from word_use u where u.part = l.part and u.word = l.their_word);
insert into suspect
select l.row, 'NEAR_NAME', l.person
from near l where scope = 'SCHOOL' and name <> 'SAME' and birth = 'SAME';
insert into suspect
select l.row, 'NEAR_BIRTH_DATE', l.person
from near l where scope = 'SCHOOL' and name = 'SAME' and (birth in ('LESS_PRECISE', 'UNKNOWN') or birth = 'NEAR' and bearers <= 30);
insert into suspect
select l.row, 'NEAR_NAME_AND_BIRTH_DATE', l.person
from near l where scope = 'SCHOOL' and name <> 'SAME' and birth in ('NEAR', 'LESS_PRECISE') and bearers <= 8;
insert into suspect
select l.row, 'PERHAPS_TRANSFER_NEAR', l.person
from near l
where scope = 'DISTRICT'
    and (name <> 'SAME' and birth = 'SAME' and bearers <= 30 or name = 'SAME' and birth = 'NEAR' and bearers <= 2);
-- Two rows are two codes of one source: given names that differ are those of twins.
insert into suspect
select l.row, 'NEAR_IN_FILE', null
from near l
where scope = 'FILE'
    and (name <> 'SAME' and part <> 'GIVEN' and birth = 'SAME' or name = 'SAME' and birth = 'NEAR' and bearers <= 2);
