-- What the operator registered at brands: names and values of one brand, sealed together.
create table brand_apps (
    brand_id text not null primary key,
    sealed text not null,
    changed_at bigint not null
);
