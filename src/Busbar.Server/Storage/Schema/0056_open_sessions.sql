-- Every reading asks which session goes on: the finished ones are not to be searched for it.
create index charge_sessions_open on charge_sessions (device_id) where ended_at is null;
