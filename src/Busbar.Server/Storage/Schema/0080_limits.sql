-- How many requests somebody made in a minute; nobody asks for more than the last hour.
create table request_counts (
    caller text not null,
    minute bigint not null,
    requests bigint not null,
    primary key (caller, minute)
);
create index request_counts_by_minute on request_counts (minute);

-- How many requests an application may make in an hour: null is what the dialect says, 0 is no limit.
alter table clients add column hourly_requests bigint;
