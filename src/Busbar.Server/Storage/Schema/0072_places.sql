-- Places of users, which a dialect may make before any device stands there.
alter table locations add column time_zone text;
alter table locations add column stands_alone bigint not null default 0;
alter table device_locations add column set_at bigint not null default 0;

-- Who keeps which user.
create index links_by_client_user on links (client_id, user_id);
create index guided_sessions_by_client_user on guided_sessions (client_id, owner_id);
