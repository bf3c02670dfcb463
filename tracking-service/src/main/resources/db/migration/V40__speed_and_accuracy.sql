-- What a trip is measured with besides the places. Null where the device reported none; null too in rows of the version before.
alter table driver_position
    add column speed_mps       double precision,
    add column accuracy_meters double precision;

-- A trip is revised once if positions came after its measurement: 2 then.
alter table trip
    add column version bigint not null default 1;

-- How many positions the measured trip knew. Null before the measurement.
alter table drive
    add column measured_positions integer;
