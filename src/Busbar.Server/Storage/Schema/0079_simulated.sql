-- Devices of the sandbox that an application had made for it: which of a home's they are. What they do stands with the home.
create table sandbox_simulated (
    id text not null primary key,
    tenant_id text not null,
    client_id text not null,
    kind text not null,
    brand text not null,
    home text not null,
    device_id text not null,
    identifier text not null,
    username text not null,
    year double precision,
    created_at bigint not null
);

create index sandbox_simulated_by_client on sandbox_simulated (tenant_id, client_id, created_at, id);

create index devices_by_identifier on devices (tenant_id, identifier);
