-- What differed is kept until something else differs: a comparison that finds nothing would take it from sight within ten minutes.
alter table wazuh_list
    add column found_at timestamptz,
    alter column missing set default '{}',
    alter column strange set default '{}',
    alter column differing set default 0;

comment on column wazuh_list.found_at is 'when missing and strange were found; null where nothing ever differed';

update wazuh_list set found_at = checked_at where differing > 0;
