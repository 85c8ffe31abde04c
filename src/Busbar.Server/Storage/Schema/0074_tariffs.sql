-- What a kilowatt-hour costs, by an application's word: what was said, and from when on. What was said before stays true of its time.
create table tariffs (
    tenant_id text not null,
    client_id text not null,
    name text not null,
    since bigint not null,
    rates text not null,
    primary key (tenant_id, client_id, name, since)
);

create table location_tariffs (
    location_id text not null,
    since bigint not null,
    client_id text not null,
    tariff text not null,
    intervals text not null,
    primary key (location_id, since)
);

-- What it costs on the market: a price for each quarter of an hour of an area.
create table market_prices (
    area text not null,
    starts_at bigint not null,
    currency text not null,
    price text not null,
    primary key (area, starts_at)
);

-- Which area a place lies in, by its own id or its time zone.
create table price_areas (
    place text primary key,
    area text not null
);
