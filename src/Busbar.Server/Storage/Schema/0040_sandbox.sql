-- The sandbox cloud. Homes hold their devices as one text: they are simulated, and nothing joins them.
create table sandbox_homes (
    tenant_id text not null,
    name text not null,
    state text not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (tenant_id, name)
);

-- Which home owns what a cloud knows; kept with the home. The identifier is in upper case.
create table sandbox_devices (
    tenant_id text not null,
    home text not null,
    device_id text not null,
    brand text not null,
    kind text not null,
    identifier text not null,
    primary key (tenant_id, home, device_id)
);

create index sandbox_devices_by_identifier on sandbox_devices (tenant_id, identifier, brand, kind);

-- What an account's owner agreed to. An account is (tenant, home, brand).
create table sandbox_grants (
    id text not null primary key,
    tenant_id text not null,
    brand text not null,
    home text not null,
    scope text not null,
    created_at bigint not null,
    revoked_at bigint
);

create index sandbox_grants_by_account on sandbox_grants (tenant_id, home, brand);

-- Access and refresh tokens, hashed. A used refresh token stays, so that its second use is seen.
create table sandbox_tokens (
    hash text not null primary key,
    grant_id text not null,
    purpose text not null,
    expires_at bigint not null,
    used_at bigint
);

create index sandbox_tokens_by_grant on sandbox_tokens (grant_id);

create table sandbox_codes (
    hash text not null primary key,
    tenant_id text not null,
    brand text not null,
    home text not null,
    kind text not null,
    identifier text,
    scope text not null,
    redirect_uri text not null,
    challenge text not null,
    expires_at bigint not null,
    used_at bigint,
    grant_id text
);

-- Mails that ask an owner to confirm a link.
create table sandbox_mails (
    id text not null primary key,
    request_hash text not null unique,
    tenant_id text not null,
    brand text not null,
    home text not null,
    kind text not null,
    identifier text,
    email text not null,
    scope text not null,
    answer text not null,
    sent_at bigint not null,
    expires_at bigint not null
);

create index sandbox_mails_by_email on sandbox_mails (tenant_id, brand, email);
