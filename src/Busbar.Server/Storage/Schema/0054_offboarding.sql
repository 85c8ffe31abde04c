-- Requests to take a device away for good, and what became of them.
create table offboardings (
    id text primary key,
    tenant_id text not null,
    client_id text not null,
    device_id text not null,
    -- The parts that go with it: a JSON array of ids.
    components text not null,
    status text not null,
    revocation text,
    created_at bigint not null,
    -- From then on it cannot be taken back.
    marked_at bigint,
    ended_at bigint
);
create index offboardings_by_client on offboardings (tenant_id, client_id, created_at, id);

-- The open request that is to take the device away; and since when it is gone for everybody but that request.
alter table devices add column offboarding_id text;
alter table devices add column gone_at bigint;
create index devices_by_offboarding on devices (offboarding_id);

-- Whether anything is left of a user.
create index links_by_user on links (user_id);
