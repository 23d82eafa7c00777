-- Certificates for signing in: the key is on the person's card or token, so the request brings its proof (PKCS #10).
alter table certificate_request drop constraint certificate_request_kind_check;
alter table certificate_request add constraint certificate_request_kind_check check (kind in ('PERSON', 'SEAL', 'LOGIN'));
alter table certificate_request add column csr bytea;
alter table certificate_request add constraint certificate_request_csr_check check ((kind = 'LOGIN') = (csr is not null));
drop index certificate_request_open;
create unique index certificate_request_open on certificate_request (kind, unit, (case when kind <> 'SEAL' then applicant end))
    nulls not distinct where state = 'REQUESTED';
