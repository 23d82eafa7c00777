-- Detection by several engines, each with its own part of the groups and its own position. One row a shard; where there is one, it is the
-- row that was. Which number of shards holds is said here, so that nodes that were told different ones never work side by side.
alter table detection_position drop column one;
alter table detection_position add column shard smallint not null default 0;
alter table detection_position add column shards smallint not null default 1;
alter table detection_position alter column shard drop default;
alter table detection_position alter column shards drop default;
alter table detection_position add primary key (shard);
alter table detection_position add check (shard >= 0 and shard < shards);
comment on column detection_position.shards is 'how many there are; the same in each row';
comment on column detection_position.next_index is 'what lies before was put to every rule, as far as it is of this shard';
