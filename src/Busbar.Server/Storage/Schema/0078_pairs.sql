-- What is remembered of a car or charger in a home that has both; what it has through the others there; and of a car how many
-- commands came to nothing in a row because it was not plugged in, and since when its chargers are not counted on for that.
create table pairing_states (
    device_id text not null primary key,
    evidence text not null,
    ties text,
    failures bigint not null,
    cleared_at bigint
);

-- Which car is plugged into which charger now.
create table pairs (
    car_id text not null primary key,
    charger_id text not null unique,
    tenant_id text not null,
    user_id text not null,
    since bigint not null,
    evidence text not null
);
create index pairs_by_user on pairs (user_id);

-- What an operator knows better.
create table pair_corrections (
    car_id text not null,
    charger_id text not null,
    user_id text not null,
    verdict text not null,
    made_at bigint not null,
    primary key (car_id, charger_id)
);
create index pair_corrections_by_user on pair_corrections (user_id);

-- Which part of pairing an application wants.
alter table clients add column shows_pairs bigint not null default 1;
alter table clients add column unlocks_by_charger bigint not null default 1;
alter table clients add column routes_to_charger bigint not null default 1;

-- A car's command may go to the charger that it is plugged into: whether, and to which it went.
alter table commands add column may_route bigint not null default 0;
alter table commands add column route_id text;
create index commands_routed on commands (route_id) where route_id is not null;
