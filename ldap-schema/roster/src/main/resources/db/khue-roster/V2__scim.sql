-- What source systems pushed over SCIM, one mirror a source. A push changes nothing else: the directory changes by a plan of the mirror.

-- The row of a source is the lock of those who write its mirror, so revisions are committed in their order.
create table scim_source (
    name       text primary key,
    units      text[]                   not null, -- ids of the schools it may speak of; none means all
    revision   bigint                   not null default 0, -- of the last accepted push
    created_at timestamp with time zone not null,
    created_by text                     not null
);

create table scim_token (
    id         text primary key,
    source     text                     not null references scim_source,
    sha256     bytea                    not null,
    issued_at  timestamp with time zone not null,
    issued_by  text                     not null,
    revoked_at timestamp with time zone,
    revoked_by text
);
create index scim_token_source on scim_token (source);

-- A user or a group. Who was deleted stays until a plan has said so and was applied.
create table scim_resource (
    number      bigint generated always as identity primary key,
    source      text                     not null references scim_source,
    id          uuid                     not null,
    kind        text                     not null,
    document    jsonb                    not null, -- as pushed and cleaned, without members
    external_id text,
    name        text                     not null, -- user name or display name in lower case
    code        text                     not null, -- official code of a user, else empty
    capacity    text                     not null, -- PUPIL, STAFF or empty
    created_at  timestamp with time zone not null,
    changed_at  timestamp with time zone not null,
    made        bigint                   not null, -- revision
    changed     bigint                   not null, -- revision, the version that clients see
    left_by     bigint,                            -- revision in which the user became inactive or the resource was deleted
    deleted     bool                     not null default false,
    unique (source, id)
);
create unique index scim_resource_user_name on scim_resource (source, name) where kind = 'USER' and not deleted;
create unique index scim_resource_external_id on scim_resource (source, kind, external_id) where not deleted;
create index scim_resource_name on scim_resource (source, kind, name) where not deleted;
create index scim_resource_page on scim_resource (source, kind, number) where not deleted;
create index scim_resource_code on scim_resource (source, code) where code <> '';

-- Who was taken out of a group stays until a plan has said so and was applied.
create table scim_member (
    source   text   not null,
    group_id uuid   not null,
    user_id  uuid   not null,
    added    bigint not null,
    removed  bigint,
    primary key (source, group_id, user_id),
    foreign key (source, group_id) references scim_resource (source, id) on delete cascade,
    foreign key (source, user_id) references scim_resource (source, id) on delete cascade
);
create index scim_member_user on scim_member (source, user_id);

insert into roster_policy (key, value, source) values
    ('scim.deleted.keep-days', 400, 'own choice: longer than a school year, so that an undone leave can be said again');
