-- Stations that dial in (OCPP), what they said about themselves, and their transactions.

create table stations (
  id                   text   not null primary key,
  tenant_id            text   not null,
  identity             text   not null,
  user_id              text,
  -- The newest link that asked for this station; open until a boot succeeded it.
  link_id              text,
  link_open            bigint not null,
  device_id            text,
  password_hash        text,
  password_shown_at    bigint,
  vendor               text,
  model                text,
  serial               text,
  firmware             text,
  booted_at            bigint,
  -- Set while a socket is held; the epoch counts the sockets, so that a displaced one changes nothing here.
  connected_at         bigint,
  epoch                bigint not null,
  clock_offset_micros  bigint not null,
  next_transaction     bigint not null,
  -- What the station answered to GetConfiguration, of the keys that matter to us: a JSON object of texts.
  configuration        text,
  number_of_connectors bigint,
  -- The tags that may charge: a JSON array of texts; null for any.
  tags                 text,
  made_at              bigint not null,
  unique (tenant_id, identity)
);
create index stations_identity on stations (identity);
create index stations_link on stations (link_id);

create table connectors (
  station_id   text   not null,
  connector_id bigint not null,
  device_id    text,
  status       text,
  error_code   text,
  vendor_error text,
  info         text,
  plugged      bigint,
  status_at    bigint,
  heard_at     bigint,
  primary key (station_id, connector_id)
);

create table ocpp_transactions (
  station_id      text   not null,
  transaction_id  bigint not null,
  connector_id    bigint not null,
  -- Null where the start was never told: a transaction first met in its meter values.
  message_id      text,
  id_tag          text,
  meter_start_wh  double precision,
  started_at      bigint not null,
  started_raw     text,
  meter_stop_wh   double precision,
  stopped_at      bigint,
  stopped_raw     text,
  stop_message_id text,
  stop_reason     text,
  -- When it stopped being the running one, by its own stop or by what came after it.
  closed_at       bigint,
  closed_by       text,
  -- Our own profile holds it at 0 A.
  suspended       bigint not null,
  limit_amps      double precision,
  heard_at        bigint not null,
  primary key (station_id, transaction_id)
);
create index ocpp_transactions_running on ocpp_transactions (station_id, connector_id, closed_at);

-- Messages that were acknowledged and fit nowhere: kept to be looked at, the newest of each station.
create table ocpp_parked (
  station_id  text   not null,
  fingerprint text   not null,
  action      text   not null,
  message_id  text   not null,
  reason      text   not null,
  payload     text   not null,
  heard_at    bigint not null,
  primary key (station_id, fingerprint)
);

-- Meter values signed by the meter itself, as they came.
create table ocpp_signed_values (
  station_id     text   not null,
  connector_id   bigint not null,
  fingerprint    text   not null,
  transaction_id bigint,
  measured_at    bigint not null,
  context        text   not null,
  value          text   not null,
  primary key (station_id, connector_id, fingerprint)
);
