-- Cars that no brand links, as applications told of them. What is known of one beside its model stands in vehicle_notes.
create table own_cars (
    id text primary key,
    tenant_id text not null,
    user_id text not null,
    model_id text not null,
    name text,
    created_at bigint not null
);
create index own_cars_by_user on own_cars (user_id);
create index own_cars_by_tenant on own_cars (tenant_id, created_at);

-- Models and trims that the catalogue does not have, for the tenant that told of them.
create table own_models (
    id text primary key,
    tenant_id text not null,
    make_id text not null,
    name text not null,
    created_at bigint not null
);
create table own_trims (
    id text primary key,
    tenant_id text not null,
    model_id text not null,
    name text not null,
    watt_hours bigint not null,
    created_at bigint not null
);

-- What else people say of a car: its battery, what it is plugged in with, and how full it is.
alter table vehicle_notes add column watt_hours bigint;
alter table vehicle_notes add column native_connector text;
alter table vehicle_notes add column adaptors text;
alter table vehicle_notes add column connectors_at bigint;
alter table vehicle_notes add column level bigint;
alter table vehicle_notes add column level_at bigint;
