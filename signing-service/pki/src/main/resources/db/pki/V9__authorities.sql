-- The certificates of CAs are a handful among many, and each certificate that is issued asks for one of them. Where a single unit holds
-- most certificates, the planner takes an unknown unit for one like it and reads the whole table; by an index of their own it cannot.
create index pki_certificate_authority on pki_certificate (unit, issued) where unit like 'khue:ca:%';

create or replace function pki_authority_revoked(authority text) returns boolean language sql stable as $$
    select coalesce((select state = 'R' from pki_certificate where unit like 'khue:ca:%' and unit = 'khue:ca:' || authority
        order by issued desc limit 1), false)
$$;
