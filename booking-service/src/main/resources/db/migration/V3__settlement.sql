-- How a settled fare came about, and what the driver earned by a ride that happened or was cancelled too late.
alter table ride
    add column settled_at       timestamptz,
    add column settled_because  text,
    add column measured_meters  bigint,
    add column measured_seconds bigint,
    add column fare_breakdown   jsonb,
    add column driver_earnings  numeric(12, 3);
