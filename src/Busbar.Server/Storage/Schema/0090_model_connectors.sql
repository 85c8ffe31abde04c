-- What the cars of a tenant's own models are plugged in with: usually, and by parts of the world.

alter table own_models add column connector text;

create table own_model_connectors (
    model_id text not null,
    region text not null,
    connector text not null,
    source text,
    confidence text,
    verified_at bigint,
    updated_at bigint not null,
    primary key (model_id, region)
);
