-- From the temporary tables into the journal, in an order that is the same for the same plan.
insert into roster_change (run, seq, phase, unit, kind, subject_kind, subject, before, after, reason)
select ctx.run, row_number() over (order by phase, unit collate "C", kind collate "C", subject collate "C"), phase, unit, kind,
    subject_kind, subject, before, after, reason
from p_change, ctx;
insert into roster_finding (run, seq, severity, code, unit, file, line, row_key, subject)
select ctx.run,
    row_number() over (order by severity, code, unit collate "C", file collate "C", line, row_key collate "C", subject),
    severity, code, unit, file, line, row_key, subject
from (select distinct * from p_finding) f, ctx;
