create table ride (
    id                   uuid           primary key,
    rider_id             text           not null,
    version              bigint         not null check (version > 0),
    state                text           not null check (state in ('SCHEDULED', 'REQUESTED', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED',
                                                                  'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_DRIVER_AVAILABLE')),
    attempt              integer        not null check (attempt > 0),
    vehicle_class        text           not null,
    pickup_lat           float8         not null,
    pickup_lng           float8         not null,
    dropoff_lat          float8         not null,
    dropoff_lng          float8         not null,
    currency             text           not null,
    quoted_fare          numeric(12, 3) not null,
    pin                  text           not null,
    note                 text,
    scheduled_for        timestamptz,
    requested_at         timestamptz    not null,
    state_changed_at     timestamptz    not null,
    excluded_drivers     text[]         not null,
    driver_id            text,
    driver_vehicle_class text,
    driver_plate         text,
    driver_model         text,
    pickup_eta_seconds   integer,
    assigned_at          timestamptz,
    wrong_pins           integer        not null,
    started_at           timestamptz,
    completed_at         timestamptz,
    fare                 numeric(12, 3),
    cancelled_by         text,
    cancellation_reason  text,
    cancellation_fee     numeric(12, 3)
) with (fillfactor = 80);

-- A rider's history, newest first: ids are UUIDv7.
create index ride_newest_of_rider on ride (rider_id, id desc);

-- A second active ride of a rider is impossible to write.
create unique index ride_one_active_per_rider on ride (rider_id)
    where state in ('REQUESTED', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'IN_PROGRESS');

-- What the sweeper of scheduled rides looks for.
create index ride_due on ride (scheduled_for) where state = 'SCHEDULED';

-- Which request each idempotency key stands for, until the key expires.
create table idempotency_key (
    rider_id    text        not null,
    key         text        not null,
    fingerprint text        not null,
    ride_id     uuid        not null,
    expires_at  timestamptz not null,
    primary key (rider_id, key)
);
create index idempotency_key_expiry on idempotency_key (expires_at);

-- What the sweeper of rides without a measured trip looks for.
create index ride_unsettled on ride (completed_at) where state = 'COMPLETED' and fare is null;
