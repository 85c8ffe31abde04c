-- How a subscription is served; what its application calls it; since when it wants nothing to be sent.
alter table subscriptions add column manner text not null default 'House';
alter table subscriptions add column description text;
alter table subscriptions add column paused_at bigint;

-- Deliveries of one event each are retried one by one: what each tells, what it is about while it waits, and when it is to be sent.
alter table deliveries add column event_type text;
alter table deliveries add column about text;
alter table deliveries add column retry_at bigint not null default 0;
create index deliveries_due on deliveries (subscription_id, retry_at) where state = 'Waiting';
create index deliveries_in_line on deliveries (subscription_id, about) where state = 'Waiting';

-- Visits to the webhook portal: a link that lets one browser in, then that browser's own secret. Of both, hashes.
create table portal_visits (
  id text not null primary key,
  client_id text not null,
  dialect text not null,
  link_hash text not null unique,
  browser_hash text unique,
  expires_at bigint not null
);
create index portal_visits_by_end on portal_visits (expires_at);
