-- Named groups of devices, and who shares them.
create table collectives (
    id text primary key,
    tenant_id text not null,
    -- The onboarding request that made it.
    request_id text not null unique,
    client_id text not null,
    name text not null,
    kind text not null,
    owner_id text not null,
    -- The user whose home it is; only a household has one.
    user_id text,
    properties text,
    created_at bigint not null
);
create index collectives_by_tenant on collectives (tenant_id, created_at, id);

create table collective_members (
    collective_id text not null,
    principal_id text not null,
    added_at bigint not null,
    primary key (collective_id, principal_id)
);
create index collective_members_by_principal on collective_members (principal_id, collective_id);

alter table devices add column collective_id text;
create index devices_by_collective on devices (collective_id, created_at, id);
alter table links add column collective_id text;

-- Who looks after a tenant: they see and command all of its devices.
create table tenant_administrators (
    tenant_id text not null,
    principal_id text not null,
    added_at bigint not null,
    primary key (tenant_id, principal_id)
);
