-- Sessions that say more beforehand: what an application may have, all devices of an account, a connection to renew.
-- The column kind of guided_sessions holds several kinds with blanks between, where several may be chosen.
alter table guided_sessions add column scopes text;
alter table guided_sessions add column all_devices bigint not null default 0;
alter table guided_sessions add column relinks text;
alter table guided_sessions add column tells_exit bigint not null default 0;
alter table guided_sessions add column language text;
alter table guided_sessions add column colours text not null default 'System';

alter table links add column all_of text;
alter table links add column scopes text;
-- When the brand's service last failed an owner who tried.
alter table links add column brand_failed_at bigint;
create index links_by_time on links (created_at);

-- What the owner agreed to; null for everything.
alter table grants add column scopes text;

-- How an application looks to owners.
alter table clients add column logo_url text;
alter table clients add column colour text;
