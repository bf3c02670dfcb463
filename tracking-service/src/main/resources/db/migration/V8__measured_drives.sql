-- How many positions the measured trip knew. Null before the measurement.
alter table drive
    add column measured_positions integer;
