-- Links that applications make for their users, by which a browser is signed in. Nothing here is secret: a link's address is made from its id and our key.
create table login_links (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    user_id text not null,
    return_url text,
    expires_at bigint not null,
    used_at bigint
);
create index login_links_by_user on login_links (user_id);
create index login_links_by_expiry on login_links (expires_at);

-- Browsers in which a user is signed in at an application.
create table user_browsers (
    browser_hash text primary key,
    tenant_id text not null,
    client_id text not null,
    user_id text not null,
    expires_at bigint not null
);
create index user_browsers_by_user on user_browsers (user_id);
create index user_browsers_by_expiry on user_browsers (expires_at);

-- What users agreed to: that an application acts as them. One that ended is gone.
create table user_sign_ins (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    user_id text not null,
    scope text not null,
    return_url text not null,
    challenge text,
    code_used_at bigint,
    generation bigint not null,
    rotated_at bigint,
    expires_at bigint not null
);
create index user_sign_ins_by_user on user_sign_ins (user_id);
create index user_sign_ins_by_expiry on user_sign_ins (expires_at);
