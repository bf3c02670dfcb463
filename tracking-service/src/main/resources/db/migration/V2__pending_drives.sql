-- Finished drives that wait for late positions before they are measured. A row is deleted with the measuring.
create table drive (
    ride_id      uuid        primary key,
    driver_id    text        not null,
    started_at   timestamptz not null,
    completed_at timestamptz not null,
    due_at       timestamptz not null,
    -- The trace in which the ride completed: the trip's event continues it.
    traceparent  text,
    tracestate   text
);

-- A late position looks for the drive of its driver.
create index drive_driver on drive (driver_id);
create index drive_due on drive (due_at);
