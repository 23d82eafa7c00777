-- Who signed a consent to a photo, when, and as what: on the form that the school keeps, or online. Unknown of what was recorded before.
alter table card_photo_consent add column signed_on date;
alter table card_photo_consent add column medium text check (medium in ('PAPER', 'ONLINE'));
alter table card_photo_consent add constraint card_photo_consent_signed check ((signed_on is null) = (medium is null));

create table card_photo_consent_signer (
    person   uuid not null references card_photo_consent on delete cascade,
    n        smallint not null check (n between 1 and 8),
    -- Absent where the directory does not know the guardian.
    guardian uuid,
    -- As it was signed.
    name     text not null check (length(name) between 1 and 100),
    capacity text not null check (capacity in ('MOTHER', 'FATHER', 'GUARDIAN', 'SELF')),
    primary key (person, n)
);
