-- Who said that a card is lost: its holder, a guardian or an officer. For the school, and so that nobody says it without end.
create table card_lost_report (
    card        bytea not null references card,
    reported_by uuid not null,
    reported_as text not null check (reported_as ~ '^[A-Z_]{1,30}$'),
    reported_at timestamptz not null,
    primary key (card, reported_at)
);
create index card_lost_report_by on card_lost_report (reported_by, reported_at desc);
