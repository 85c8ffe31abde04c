-- Places of users, which a dialect may make before any device stands there.
alter table locations add column time_zone text;
alter table locations add column stands_alone bigint not null default 0;
alter table device_locations add column set_at bigint not null default 0;

-- Which application was the first to name a user.
alter table users add column client_id text;
update users set client_id = (select min(l.client_id) from links l where l.user_id = users.id and l.has_own_user = 1);
create index users_by_client on users (client_id);
