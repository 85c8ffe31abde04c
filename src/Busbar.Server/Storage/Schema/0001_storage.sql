-- One row says which master key this store was made with, and lets a start prove that it holds that key.
create table key_checks (
    key_id text not null primary key,
    sealed text not null
);

-- Work and when it is due. While a row is held, due_at is the end of the lease and asked_at the earliest time that
-- somebody asked for since.
create table due (
    kind text not null,
    id text not null,
    due_at bigint not null,
    asked_at bigint,
    held bigint not null,
    version bigint not null,
    attempts bigint not null,
    primary key (kind, id)
);

create index due_by_time on due (kind, due_at);
