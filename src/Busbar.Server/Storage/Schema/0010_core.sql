-- Who.
create table tenants (
    id text primary key,
    name text not null,
    realm text not null,
    data_key text not null,
    created_at bigint not null
);

create table principals (
    tenant_id text not null,
    id text not null,
    kind text not null,
    primary key (tenant_id, id)
);

create table clients (
    id text primary key,
    tenant_id text not null,
    client_id text not null unique,
    name text not null,
    secret_hash text not null,
    return_addresses text not null,
    brands text,
    created_at bigint not null,
    revoked_at bigint
);

create table users (
    id text primary key,
    tenant_id text not null,
    external_id text not null,
    created_at bigint not null,
    unique (tenant_id, external_id)
);

-- Consent.
create table links (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    user_id text not null,
    has_own_user bigint not null,
    owner_id text,
    kind text not null,
    brand text not null,
    consent text not null,
    inputs text not null,
    properties text,
    return_url text,
    status text not null,
    failure text,
    failure_message text,
    secret text,
    user_code text,
    brand_url text,
    device_id text,
    was_linked_before bigint not null,
    is_reconnect bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    version bigint not null
);
create index links_by_client on links (tenant_id, client_id, created_at, id);
create index links_by_device on links (device_id);

create table link_attempts (
    state_hash text primary key,
    tenant_id text not null,
    link_id text not null,
    browser_hash text not null,
    secret text,
    expires_at bigint not null,
    used_at bigint
);
create index link_attempts_by_expiry on link_attempts (expires_at);

create table grants (
    id text primary key,
    tenant_id text not null,
    user_id text not null,
    brand text not null,
    account text not null,
    secret text not null,
    previous_secret text,
    state text not null,
    lost_because text,
    lost_at bigint,
    refresh_attempt text,
    refresh_until bigint,
    version bigint not null,
    created_at bigint not null,
    unique (tenant_id, user_id, brand, account)
);
create index grants_by_account on grants (tenant_id, brand, account);

-- Devices.
create table devices (
    id text primary key,
    tenant_id text not null,
    user_id text not null,
    grant_id text not null,
    kind text not null,
    brand text not null,
    vendor_id text not null,
    identifier text,
    name text,
    model text,
    parent_id text,
    properties text,
    commands text not null,
    created_at bigint not null,
    unique (grant_id, kind, vendor_id)
);
create index devices_by_user on devices (tenant_id, user_id);

create table permissions (
    tenant_id text not null,
    device_id text not null,
    principal_id text not null,
    level text not null,
    primary key (device_id, principal_id, level)
);
create index permissions_by_principal on permissions (principal_id, level, device_id);

create table device_states (
    device_id text primary key,
    signals text not null,
    is_online bigint not null,
    is_asleep bigint not null,
    last_heard_at bigint,
    trouble text,
    trouble_message text,
    trouble_since bigint,
    retry_at bigint
);

create table device_features (
    device_id text not null,
    feature text not null,
    active bigint not null,
    changed_at bigint not null,
    primary key (device_id, feature)
);

-- Facts.
create table readings (
    device_id text not null,
    measured_at bigint not null,
    heard_at bigint not null,
    signals text not null,
    primary key (device_id, measured_at)
);

create table charge_sessions (
    id text primary key,
    tenant_id text not null,
    device_id text not null,
    plugged_at bigint not null,
    started_at bigint,
    ended_at bigint,
    facts text not null,
    revision bigint not null,
    created_at bigint not null
);
create index charge_sessions_by_plug on charge_sessions (device_id, plugged_at);
create index charge_sessions_by_start on charge_sessions (device_id, started_at, id);

-- Commands.
create table commands (
    id text primary key,
    tenant_id text not null,
    device_id text not null,
    client_id text not null,
    kind text not null,
    value double precision,
    status text not null,
    trigger_at bigint not null,
    sent_at bigint,
    error text,
    error_detail text,
    verification text,
    verified_at bigint,
    verification_error text,
    verification_detail text,
    created_at bigint not null,
    version bigint not null
);
create index commands_by_device on commands (device_id, trigger_at, id);
create index commands_awaiting on commands (device_id, verification);
