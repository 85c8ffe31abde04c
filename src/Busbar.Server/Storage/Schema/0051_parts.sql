-- The parts of a plant or a station are listed.
create index devices_by_parent on devices (parent_id, created_at, id);
