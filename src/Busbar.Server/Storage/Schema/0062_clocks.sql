-- Where times that cannot be are put by: the first of a row of them as it was told, when it was heard, and when the newest was.
alter table stations add column anchor_told bigint;
alter table stations add column anchor_heard bigint;
alter table stations add column anchor_last_heard bigint;
