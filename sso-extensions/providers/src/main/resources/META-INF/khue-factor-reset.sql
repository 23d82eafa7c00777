-- Requests to take somebody's second factors away; a second officer of the same kind answers. What was asked stays, answered or not.
create table khue_factor_reset (
    id          uuid                     not null primary key,
    person      uuid                     not null,
    kind        varchar(32)              not null,
    ticket      varchar(40)              not null,
    reason      varchar(300)             not null,
    asked_by    uuid                     not null,
    asked_at    timestamp with time zone not null,
    expires_at  timestamp with time zone not null,
    answered_by uuid,
    answered_at timestamp with time zone,
    approved    boolean
);
create unique index khue_factor_reset_one_a_person on khue_factor_reset (person) where answered_at is null;
