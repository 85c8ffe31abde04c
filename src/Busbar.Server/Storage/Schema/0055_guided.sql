-- Guided onboarding: a page on which an owner chooses what to link, and the links that came of it.
create table guided_sessions (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    company_name text not null,
    -- What the application settled beforehand; null leaves the choice to the owner.
    brand text,
    kind text,
    name text,
    owner_id text,
    collective_id text,
    properties text,
    return_url text,
    -- The newest link.
    link_id text,
    -- While a brand is asked about it: until when its answer is waited for.
    asking_until bigint,
    created_at bigint not null,
    expires_at bigint not null
);
create index guided_sessions_by_client on guided_sessions (tenant_id, client_id, created_at, id);

create table guided_session_links (
    link_id text primary key,
    session_id text not null
);
create index guided_session_links_by_session on guided_session_links (session_id);
