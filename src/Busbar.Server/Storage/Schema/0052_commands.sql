-- Commands that were asked for together share a batch.
alter table commands add column batch_id text;
-- When the vendor's answer was in, or it was clear that none comes: until then the next command to the device waits.
alter table commands add column answered_at bigint;
