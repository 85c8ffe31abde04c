-- Places that have a name. They are a user's, since dialects share them; each device has those that are set for it.
create table locations (
    id text primary key,
    tenant_id text not null,
    user_id text not null,
    label text not null,
    address text,
    latitude double precision not null,
    longitude double precision not null,
    created_at bigint not null
);
create index locations_by_user on locations (tenant_id, user_id, created_at, id);

create table device_locations (
    device_id text not null,
    location_id text not null,
    primary key (device_id, location_id)
);
create index device_locations_by_location on device_locations (location_id);

-- What applications say of a device that it does not tell itself.
create table device_settings (
    device_id text not null,
    setting text not null,
    value double precision not null,
    changed_at bigint not null,
    primary key (device_id, setting)
);
