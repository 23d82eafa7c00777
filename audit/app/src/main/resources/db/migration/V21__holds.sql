-- Cards and certificates that officers had suspended, or released again, because of an alert or of what a page says of them. The row is there
-- before the signing service is asked, so that an answer that never came is seen.
create table thing_hold (
    id         uuid         not null primary key,
    kind       varchar(8)   not null check (kind in ('CARD', 'KEY')),
    thing      varchar(64)  not null,
    alert      uuid         references detection_alert (id),
    act        varchar(8)   not null check (act in ('SUSPEND', 'RELEASE')),
    note       varchar(500) not null,
    officer    uuid         not null,
    name       varchar(200) not null,
    asked_at   timestamptz  not null,
    outcome    varchar(16)  not null check (outcome in ('ASKED', 'DONE', 'DENIED', 'UNKNOWN', 'AWAY', 'LOGIN_OVER', 'NOT_UNDERSTOOD',
                                                        'OTHER_STATE')),
    decided_at timestamptz
);
comment on column thing_hold.thing is 'cti of a card, SHA-256 of a certificate, hexadecimal';
comment on column thing_hold.alert is 'from which it was asked for, where it was from one';
create index thing_hold_thing on thing_hold (thing, asked_at);

-- From which alert a command for a computer was asked for.
alter table wazuh_response add column alert uuid references detection_alert (id);
