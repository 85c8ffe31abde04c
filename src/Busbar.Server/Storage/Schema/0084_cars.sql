-- Which car a session is to link, as the catalogue knows it, and how its end is told in the return address.
alter table guided_sessions add column make_id text;
alter table guided_sessions add column model_id text;
alter table guided_sessions add column trim_id text;
alter table guided_sessions add column tells_linked text;

-- Where browsers go after an onboarding whose address names no place of its own.
alter table clients add column onboarding_return text;

-- What people said of a car, where its brand does not.
create table vehicle_notes (
    device_id text primary key,
    tenant_id text not null,
    trim_id text,
    charge_limit bigint,
    vehicle_class text
);
