-- Calls counted against a brand's budgets. A scope is a grant or an application; the budget named '*' holds back every call
-- of its scope until a moment that the vendor named.
create table budgets (
    scope text not null,
    name text not null,
    window_start bigint not null,
    used bigint not null,
    blocked_until bigint not null,
    primary key (scope, name)
);
