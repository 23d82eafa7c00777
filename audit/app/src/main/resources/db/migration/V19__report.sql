-- Reports about months and years, as they were made: a file that went out stays what it was.
create table audit_report (
    id        uuid         not null primary key,
    period    varchar(5)   not null check (period in ('MONTH', 'YEAR')),
    begins    date         not null,
    ends      date         not null,
    made_at   timestamptz  not null,
    made_by   uuid,
    made_name varchar(200) not null,
    sealed    boolean      not null,
    unsealed  varchar(40)  not null,
    sha256    varchar(64)  not null,
    bytes     bytea        not null,
    check (sealed = (unsealed = ''))
);
comment on column audit_report.ends is 'last day it is about';
comment on column audit_report.made_by is 'null: made by itself at the end of its time';
comment on column audit_report.unsealed is 'why it has no seal, one word';
create index audit_report_newest on audit_report (made_at desc, id);
-- What is made by itself is made once.
create unique index audit_report_itself on audit_report (period, begins) where made_by is null;
