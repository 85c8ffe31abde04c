-- Commands that are tried and watched until a time of their own, and when each came to stand as it does.
alter table commands add column give_up_at bigint;
alter table commands add column changed_at bigint not null default 0;
update commands set changed_at = coalesce(verified_at, sent_at, created_at);
