-- People who want to hear when their car or charger can be onboarded, as an application's page took them.
create table waitlist_entries (
    id text primary key,
    tenant_id text,
    client_id text,
    sort text not null,
    email text not null,
    email_key text not null,
    country text,
    model_id text,
    make_name text not null,
    model_name text not null,
    created_at bigint not null
);
create index waitlist_entries_by_email on waitlist_entries (email_key);
