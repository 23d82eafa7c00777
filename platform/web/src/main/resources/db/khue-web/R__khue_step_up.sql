-- Authorisations of step-up (vn.khue.web.stepup). Holds digests and ids only; rows are forgotten a day after their end.
create table if not exists step_up_authorisation (
    id               uuid         not null primary key,
    person           uuid         not null,
    purpose          varchar(32)  not null,
    document_count   integer      not null check (document_count between 1 and 2000),
    documents        char(64)     not null,
    return_to        varchar(512) not null,
    state            varchar(10)  not null check (state in ('PENDING', 'AUTHORISED', 'USED', 'REFUSED')),
    begun_at         timestamptz  not null,
    expires_at       timestamptz  not null,
    authenticated_at timestamptz,
    methods          varchar(200) not null,
    used_at          timestamptz,
    check (state not in ('AUTHORISED', 'USED') or authenticated_at is not null)
);

create index if not exists step_up_authorisation_expires on step_up_authorisation (expires_at);
