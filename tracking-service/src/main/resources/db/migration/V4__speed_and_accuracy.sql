-- What a trip is measured with besides the places. Null where the device reported none; null too in rows of the version before.
alter table driver_position
    add column speed_mps       double precision,
    add column accuracy_meters double precision;
