-- The upper end of a span that a command sets, such as the temperatures between which a room is kept.
alter table commands add column upper_value double precision;
