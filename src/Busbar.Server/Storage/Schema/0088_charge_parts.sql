-- When a device was switched to charging by plan, and back: a charge session is told in parts by it.
create table charging_switches (
    id text not null primary key,
    tenant_id text not null,
    device_id text not null,
    switched_at bigint not null,
    is_on bigint not null
);
create index charging_switches_by_device on charging_switches (device_id, switched_at);

-- What was enabled before this was kept counts since its first plan, or as far back as anything is known.
insert into charging_switches (id, tenant_id, device_id, switched_at, is_on)
select p.device_id, p.tenant_id, p.device_id, coalesce((select min(c.created_at) from charging_plans c where c.device_id = p.device_id), 0), 1
from charging_policies p where p.is_enabled = 1;

-- All devices' sessions together are listed newest first.
create index charge_sessions_by_tenant on charge_sessions (tenant_id, plugged_at, id);
