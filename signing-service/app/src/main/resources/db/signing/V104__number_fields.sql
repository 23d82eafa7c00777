-- How many of the form fields SoVB and NgayBH a document has, to be filled (R1.22). With both, number and date are printed on the page
-- after the signature; otherwise they are reserved before it. What was handed in before this column keeps to the first way.
alter table document add column number_fields int not null default 2 check (number_fields between 0 and 2);
alter table document alter column number_fields drop default;
