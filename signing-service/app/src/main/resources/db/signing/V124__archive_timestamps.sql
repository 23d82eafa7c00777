-- When the certificate of the authority ends that made a document's newest archive timestamp (PAdES B-LTA): before it the document gets
-- the next one. Null where none was asked for.
alter table document add column renew_by timestamptz;
create index document_renew_by on document (renew_by) where renew_by is not null;
