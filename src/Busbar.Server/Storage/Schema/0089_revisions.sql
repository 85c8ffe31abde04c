-- What tells that nothing of a device has changed since it was read: a number at random, another one with each change.
-- Two of them, since its readings change far more often than all the rest.

alter table devices add column revision bigint not null default 0;
alter table device_states add column revision bigint not null default 0;
