-- Who said what about data of whom, for which app, to which text of its purpose. No row is changed but to close it.
create table khue_consent (
    id           uuid                     not null primary key,
    person       uuid                     not null,
    client       varchar(255)             not null,
    claim        varchar(255)             not null,
    side         varchar(16)              not null,
    given_by     uuid                     not null,
    given        boolean                  not null,
    at           timestamp with time zone not null,
    withdrawn_at timestamp with time zone,
    purpose      char(64)                 not null
);
create unique index khue_consent_last on khue_consent (person, client, claim, given_by) where withdrawn_at is null;
