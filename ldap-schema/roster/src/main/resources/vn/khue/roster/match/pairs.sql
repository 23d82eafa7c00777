-- Pairs that may be one person under two codes: a row that has nobody yet, beside someone whom no row is about, or beside another row.
-- They are found by what can be joined: the birth date, or the given name and most of a birth date. How alike the names and dates
-- are is measured by NearPairs; suspects.sql decides.
create temp table open_at on commit drop as
    select k.unit, k.kind, p.* from known_at k join open_person p on p.id = k.person;
create temp table near_pair (
    row bigint, person uuid, other bigint, scope text,
    spelling text, folded text, birth text, their_spelling text, their_folded text, their_birth text
) on commit drop;
create temp table near_likeness (
    row bigint, person uuid, other bigint, scope text, folded text, their_folded text,
    name text, part text, word text, their_word text, birth text
) on commit drop;
analyze open_at;

-- A birth date that a crowd shares is a placeholder, and a name that many bear is met only where the whole date is the same: neither
-- may make pairs of everyone with everyone, whatever a file says.
create temp table crowded_day on commit drop as
    select unit, birth from s_person group by unit, birth having count(*) > 30;
create temp table crowded_date on commit drop as
    select birth from open_row group by birth having count(*) > 1000;
create temp table rare on commit drop as
    select folded from open_row group by folded having count(*) <= 2;
create temp table row_of_day on commit drop as
    select r.* from open_row r
    where length(r.birth) = 10
        and not exists (select from crowded_day c where c.unit = r.unit and c.birth = r.birth)
        and not exists (select from crowded_date c where c.birth = r.birth);
analyze rare; analyze row_of_day;

-- The same birth date, and one end of the name the same or exchanged.
insert into near_pair
select r.row, p.id, null,
    case
        when exists (select from known_at k where k.person = p.id and k.unit = r.unit and k.kind = r.kind) then 'SCHOOL'
        else 'DISTRICT'
    end,
    r.spelling, r.folded, r.birth, p.spelling, p.folded, p.birth
from row_of_day r join open_person p on p.birth = r.birth and p.spelling <> r.spelling
where (r.sex = p.sex or r.sex = 'UNKNOWN' or p.sex = 'UNKNOWN')
    and (p.first_word in (r.first_word, r.last_word) or p.last_word in (r.first_word, r.last_word));
insert into near_pair
select r.row, null, o.row, 'FILE', r.spelling, r.folded, r.birth, o.spelling, o.folded, o.birth
from row_of_day r join s_person o on o.unit = r.unit and o.birth = r.birth and o.kind = r.kind and o.spelling <> r.spelling
where o.status = 'ACTIVE' and (r.sex = o.sex or r.sex = 'UNKNOWN' or o.sex = 'UNKNOWN')
    and (split_part(o.folded, ' ', 1) in (r.first_word, r.last_word) or split_part(o.folded, ' ', -1) in (r.first_word, r.last_word));

-- A birth date that is near, less precise or missing: in one school under the same given name, elsewhere only under the same name.
insert into near_pair
select distinct r.row, p.id, null::bigint, 'SCHOOL', r.spelling, r.folded, r.birth, p.spelling, p.folded, p.birth
from open_row r join open_at p on p.unit = r.unit and p.kind = r.kind and p.last_word = r.last_word
where (r.sex = p.sex or r.sex = 'UNKNOWN' or p.sex = 'UNKNOWN')
    and ((p.birth is null or r.birth is null) and p.spelling = r.spelling
        or p.birth <> r.birth and pg_temp.perhaps_near(p.birth, r.birth)
        or (length(p.birth) < 10 or length(r.birth) < 10)
            and (starts_with(p.birth, r.birth) or starts_with(r.birth, p.birth)));
insert into near_pair
select r.row, p.id, null, 'DISTRICT', r.spelling, r.folded, r.birth, p.spelling, p.folded, p.birth
from open_row r join rare on rare.folded = r.folded join open_person p on p.folded = r.folded and p.birth <> r.birth
where pg_temp.perhaps_near(p.birth, r.birth) and (r.sex = p.sex or r.sex = 'UNKNOWN' or p.sex = 'UNKNOWN')
    and not exists (select from known_at k where k.person = p.id and k.unit = r.unit and k.kind = r.kind);
insert into near_pair
select r.row, null, o.row, 'FILE', r.spelling, r.folded, r.birth, o.spelling, o.folded, o.birth
from open_row r join rare on rare.folded = r.folded
    join s_person o on o.unit = r.unit and o.spelling = r.spelling and o.kind = r.kind and o.birth <> r.birth
where o.status = 'ACTIVE' and pg_temp.perhaps_near(o.birth, r.birth) and (r.sex = o.sex or r.sex = 'UNKNOWN' or o.sex = 'UNKNOWN');
