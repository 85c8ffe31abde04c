-- How much solar power a user's roof can give, by an application's word: there may be an inverter that is linked, or none.
create table solar_arrays (
    user_id text primary key,
    tenant_id text not null,
    capacity_watts bigint not null,
    told_at bigint not null
);
