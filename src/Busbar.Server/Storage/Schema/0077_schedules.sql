-- What a device is to do by the clock. Status is how it stood when last looked at; attempt is what it was told last, and why nothing else yet.
create table schedules (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    device_id text not null,
    sort text not null,
    location_id text,
    is_enabled bigint not null,
    otherwise text not null,
    rules text not null,
    status text not null,
    attempt text,
    created_at bigint not null
);
create index schedules_by_device on schedules (device_id, is_enabled);

-- How a car or charger is to charge when electricity is cheap, and how that stands.
create table charging_policies (
    device_id text primary key,
    tenant_id text not null,
    client_id text not null,
    is_enabled bigint not null,
    deadline bigint,
    minimum_percent double precision not null,
    duration bigint,
    status text not null
);

create table charging_plans (
    id text primary key,
    tenant_id text not null,
    device_id text not null,
    created_at bigint not null,
    facts text not null
);
create index charging_plans_by_device on charging_plans (device_id, created_at);

-- A wish to charge at once, whatever schedule or plan says.
create table charging_overrides (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    device_id text not null,
    command_id text,
    has_charged bigint not null,
    created_at bigint not null,
    ended_at bigint
);
create index charging_overrides_by_device on charging_overrides (device_id, created_at);
