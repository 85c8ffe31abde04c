-- What applications tell of a user beside its name: how it is reached, and where its home is. The home's position is a place that has the user's id.
create table user_profiles (
    user_id text primary key,
    tenant_id text not null,
    email text,
    email_key text,
    address_1 text,
    address_2 text,
    city text,
    state text,
    postal_code text,
    country_code text
);
create index user_profiles_by_email on user_profiles (tenant_id, email_key);
