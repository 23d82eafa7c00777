-- Wrong passwords and codes: of a person from a source ("network …", "browser …"), or from all unknown sources together ("all").
create table khue_login_try (
    user_id      varchar(255)             not null,
    source       varchar(64)              not null,
    wrong        integer                  not null,
    last_at      timestamp with time zone not null,
    locked_until timestamp with time zone,
    primary key (user_id, source)
);
create index khue_login_try_age on khue_login_try (last_at);
