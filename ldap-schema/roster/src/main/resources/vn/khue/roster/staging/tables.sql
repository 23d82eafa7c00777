-- The temporary tables of one plan. They hold one transaction's data, are written without a log, and are gone with it.
-- A plan sorts and joins some hundred thousand rows a few times: in memory, not on disk, and on rough estimates, which are enough.
set local work_mem = '32MB';
set local default_statistics_target = 20;
set local jit = off;

-- What varies in the scripts that follow.
create temp table ctx (
    day          date  not null,   -- the plan holds from here on
    school_year  text  not null,   -- the school year of that day
    first_month  int   not null,   -- of a school year
    complete     bool  not null,   -- whether who is missing has left
    key          bytea not null,   -- of the names given to new entries
    run          bigint
) on commit drop;

-- What the source says.
create temp table s_person (
    row bigint, file text, line bigint, kind text, key text, family text, middle text, given text, full_name text,
    spelling text, folded text, stem text, birth text, sex text, mail text, status text, unit text
) on commit drop;
create temp table s_code (row bigint, code text) on commit drop;
create temp table s_capacity (row bigint, file text, line bigint, person_key text, kind text, unit text, main bool)
    on commit drop;
create temp table s_birth (person_key text, birth text, sex text) on commit drop;
create temp table s_class (
    row bigint, file text, line bigint, key text, unit text, year text, grade int, name text, label text, slug text
) on commit drop;
create temp table s_enrolment (
    row bigint, file text, line bigint, person_key text, class_key text, role text, status text
) on commit drop;
create temp table s_appointment (row bigint, file text, line bigint, person_key text, unit text, position text)
    on commit drop;
create temp table s_guardian (row bigint, file text, line bigint, guardian_key text, child_key text, kind text)
    on commit drop;
create temp table s_citizen (file text, line bigint, person_key text, hash text) on commit drop;
create temp table s_parents (file text, line bigint) on commit drop;
create temp table decision (key text primary key, person uuid) on commit drop; -- no person: someone new

-- What the directory holds.
create temp table d_person (
    id uuid, uid text, family text, middle text, given text, full_name text, spelling text, folded text, birth text,
    sex text, mail text, status text, codes text
) on commit drop;
create temp table d_code (code text, person uuid, temporary bool) on commit drop;
create temp table d_uid (uid text, person uuid) on commit drop;
create temp table d_class (id text, unit text, year text, grade int, name text, label text) on commit drop;
create temp table d_enrolment (
    id uuid, person uuid, class text, unit text, role text, day_from date, day_to date
) on commit drop;
create temp table d_appointment (
    id uuid, person uuid, unit text, position text, kind text, day_from date, day_to date, decision text
) on commit drop;
create temp table d_citizen (person uuid, hash text) on commit drop;
create temp table d_guardian (id uuid, guardian uuid, child uuid, kind text, day_from date, day_to date) on commit drop;

-- What comes of it.
create temp table p_finding (
    severity text, code text, unit text, file text, line bigint, row_key text, subject text
) on commit drop;
create temp table p_change (
    phase int, unit text, kind text, subject_kind text, subject text, before jsonb, after jsonb, reason text
) on commit drop;

-- A name for a new entry: the same for the same thing, and not to be guessed without the key.
create or replace function pg_temp.name_for(thing text) returns uuid language sql stable as $$
    select overlay(overlay(encode(substring(sha256(c.key || sha256(c.key || convert_to(thing, 'UTF8'))) for 16), 'hex')
        placing '8' from 13) placing 'a' from 17)::uuid from ctx c
$$;
