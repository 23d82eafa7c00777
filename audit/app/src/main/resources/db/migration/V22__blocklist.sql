-- Addresses that are to be blocked: one officer asks, another approves, the end comes by itself.
create table address_block (
    id           uuid         not null primary key,
    addresses    varchar(49)  not null,
    alert        uuid         references detection_alert (id),
    days         integer      not null check (days > 0),
    note         varchar(500) not null,
    people       integer      not null check (people >= 0),
    school       boolean      not null,
    asked_at     timestamptz  not null,
    asked_by     uuid         not null,
    asked_name   varchar(200) not null,
    state        varchar(8)   not null check (state in ('ASKED', 'APPROVED', 'REFUSED', 'ENDED')),
    decided_by   uuid,
    decided_name varchar(200),
    begins       timestamptz,
    ends         timestamptz,
    ended_name   varchar(200),
    check ((state = 'ASKED') = (decided_by is null)),
    check (decided_by <> asked_by),
    check ((begins is null) = (ends is null)),
    check ((begins is not null) = (state in ('APPROVED', 'ENDED')))
);
comment on column address_block.addresses is 'one address, or a range in CIDR form, each in its shortest spelling';
comment on column address_block.people is 'who signed in from there in the days before somebody asked';
comment on column address_block.school is 'whether it meets a network of a school, as far as anybody knew when it was asked for';
comment on column address_block.ends is 'exclusive; moved forward where it is ended early, and never back';
create index address_block_current on address_block (ends) where state = 'APPROVED';

-- How the list of Wazuh was found when it was compared last.
create table wazuh_list (
    one        boolean      not null primary key default true check (one),
    checked_at timestamptz  not null,
    wanted     integer      not null,
    missing    text[]       not null,
    strange    text[]       not null,
    differing  integer      not null,
    in_step    boolean      not null,
    failure    varchar(500) not null
);
comment on column wazuh_list.missing is 'entries that Wazuh lacked, at most twenty';
comment on column wazuh_list.strange is 'entries that Wazuh had and Khuê did not, at most twenty';
comment on column wazuh_list.in_step is 'whether it is the same now, because it was or because it was written';

-- Which group of Wazuh holds the computers of which school. A group that bears a unit's id needs no row.
create table wazuh_group_unit (
    group_name varchar(256) not null primary key,
    unit       varchar(64)  not null
);

-- Retention asks for the oldest.
create index wazuh_host_alert_taken on wazuh_host_alert (taken_at);
