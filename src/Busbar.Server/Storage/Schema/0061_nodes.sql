-- Several servers on one store: which of them live, who holds which station's socket, and calls for a socket held elsewhere.
create table nodes (
  id         text   not null primary key,
  started_at bigint not null,
  -- Changes for as long as the node lives. The others look whether it changes, never what it says: clocks differ.
  seen_at    bigint not null
);

-- Who holds a station's socket; null where nobody does. With the epoch it names one socket.
alter table stations add column node text;

-- When the plan was made that a transaction's limit was last set by: of two commands the newer is remembered, whichever ends last.
alter table ocpp_transactions add column told_at bigint;

-- A call to a station, for the node that holds its socket: Waiting, then Taken and Answered, or Withdrawn by the one who asked.
create table station_calls (
  id         text   not null primary key,
  station_id text   not null,
  node       text   not null,
  epoch      bigint not null,
  action     text   not null,
  payload    text   not null,
  -- How long the station may take, in microseconds.
  patience   bigint not null,
  made_by    text   not null,
  made_at    bigint not null,
  expires_at bigint not null,
  state      text   not null,
  answer     text
);
create index station_calls_by_node on station_calls (node, state);
create index station_calls_by_age on station_calls (made_at);
