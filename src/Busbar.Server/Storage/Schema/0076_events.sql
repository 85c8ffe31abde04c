-- Who wants to be told of what. Topics stand with blanks around each, or as a star for everything.
create table subscriptions (
  id text not null primary key,
  tenant_id text not null,
  client_id text not null,
  dialect text not null,
  url text not null,
  secret text not null,
  header_name text,
  events text not null,
  topics text not null,
  api_version text,
  is_standard bigint not null,
  is_active bigint not null,
  created_at bigint not null
);
create index subscriptions_by_tenant on subscriptions (tenant_id);

-- How the deliveries of a subscription stand; apart from it, so that who announces something is in nobody's way.
create table subscription_states (
  subscription_id text not null primary key,
  held_until bigint not null,
  version bigint not null,
  failures bigint not null,
  failing_since bigint,
  retry_at bigint not null,
  heartbeat_at bigint not null,
  last_success_at bigint
);

-- What is announced: a row for each subscription that hears of it, in the transaction of the fact. Rows of one thing are in its order.
create table outbox (
  subscription_id text not null,
  order_at bigint not null,
  about text not null,
  tenant_id text not null,
  user_id text,
  kind text not null,
  created_at bigint not null,
  facts text not null,
  body text,
  delivery_id text,
  primary key (subscription_id, order_at, about)
);
create index outbox_pending on outbox (subscription_id, order_at, about) where delivery_id is null;
create index outbox_by_delivery on outbox (delivery_id) where delivery_id is not null;
create index outbox_by_user on outbox (user_id);

-- What was sent together, and what came of it.
create table deliveries (
  id text not null primary key,
  subscription_id text not null,
  made_at bigint not null,
  events bigint not null,
  state text not null,
  attempts bigint not null,
  tried_at bigint,
  status_code bigint,
  trouble text,
  replays text
);
create index deliveries_by_subscription on deliveries (subscription_id, made_at);
create index deliveries_waiting on deliveries (subscription_id, made_at) where state = 'Waiting';
create index deliveries_by_time on deliveries (made_at);

-- The newest place that an announcement about the device has in the order.
alter table device_states add column announced_at bigint not null default 0;
