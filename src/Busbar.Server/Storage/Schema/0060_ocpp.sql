-- The whole of OCPP 1.6: what else stations say about themselves, what operators asked of them, and passwords that are changed.

alter table stations add column box_serial text;
alter table stations add column iccid text;
alter table stations add column imsi text;
alter table stations add column meter_type text;
alter table stations add column meter_serial text;
alter table connectors add column vendor_id text;

-- Passwords made after the one in stations.password_hash, none of them used yet. The first use of one makes it that one and
-- ends those with lower numbers.
create table station_passwords (
  station_id text   not null,
  number     bigint not null,
  hash       text   not null,
  made_at    bigint not null,
  -- When the station said that it will use it.
  taken_at   bigint,
  primary key (station_id, number)
);

-- The newest upload of diagnostics and the newest firmware update of each station. Without asked_at nobody here asked for it.
create table ocpp_jobs (
  station_id  text   not null,
  kind        text   not null,
  asked_at    bigint,
  -- As it was given, without user name, password and query.
  location    text,
  -- What the station answered; null while that is not known.
  answer      text,
  file_name   text,
  status      text,
  status_at   bigint,
  primary key (station_id, kind)
);

create table ocpp_reservations (
  station_id     text   not null,
  reservation_id bigint not null,
  connector_id   bigint not null,
  id_tag         text   not null,
  parent_tag     text,
  expires_at     bigint not null,
  -- Asked: no answer known. Else what the station answered, Cancelled, or Used.
  status         text   not null,
  asked_at       bigint not null,
  transaction_id bigint,
  primary key (station_id, reservation_id)
);

-- The local authorization list that we last sent to a station.
create table ocpp_local_lists (
  station_id  text   not null primary key,
  version     bigint not null,
  update_type text   not null,
  -- What was sent: a JSON object of tags and their statuses; null for a tag that was taken off the list.
  tags        text   not null,
  -- Asked: no answer known. Else what the station answered.
  status      text   not null,
  sent_at     bigint not null
);
