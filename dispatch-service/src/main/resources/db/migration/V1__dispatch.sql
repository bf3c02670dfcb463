-- The search for one ride's driver. The live offer stands in the row too, so that locking the row shows all of it as it is now.
create table ride_match (
    ride_id          uuid             primary key,
    version          bigint           not null check (version > 0),
    attempt          integer          not null check (attempt > 0),
    state            text             not null check (state in ('SEARCHING', 'OFFERED', 'ASSIGNED', 'FAILED', 'CLOSED')),
    vehicle_class    text             not null,
    pickup_lat       double precision not null,
    pickup_lng       double precision not null,
    dropoff_lat      double precision not null,
    dropoff_lng      double precision not null,
    fare_amount      text             not null,
    fare_currency    text             not null,
    -- Drivers who gave the ride back or declined it.
    excluded         text[]           not null,
    -- Drivers who let an offer lapse, and when.
    lapsed           jsonb            not null,
    waiting_since    timestamptz      not null,
    search_until     timestamptz      not null,
    state_changed_at timestamptz      not null,
    offer_id         uuid,
    offer_driver_id  text,
    offer_eta_ms     bigint,
    offer_made_at    timestamptz,
    offer_expires_at timestamptz,
    -- The assigned car, as it was when its driver accepted.
    car_class        text,
    car_plate        text,
    car_model        text,
    -- The trace that the ride's last event brought: what time does to the match continues there.
    traceparent      text,
    tracestate       text,
    check ((state in ('OFFERED', 'ASSIGNED')) = (offer_id is not null)),
    check ((state = 'ASSIGNED') = (car_plate is not null))
);
-- Each in the order in which its rows are claimed.
create index ride_match_searching on ride_match (waiting_since, ride_id) where state = 'SEARCHING';
create index ride_match_search_until on ride_match (search_until) where state = 'SEARCHING';
create index ride_match_offer_expires_at on ride_match (offer_expires_at) where state = 'OFFERED';

create table driver (
    driver_id         text        primary key,
    version           bigint      not null check (version > 0),
    status            text        not null check (status in ('OFFLINE', 'AVAILABLE', 'OFFERED', 'ON_RIDE')),
    car_class         text        not null,
    car_plate         text        not null,
    car_model         text        not null,
    ride_id           uuid,
    status_changed_at timestamptz not null,
    check ((status in ('OFFERED', 'ON_RIDE')) = (ride_id is not null))
);

-- Every offer ever made. One that has not ended binds its ride and its driver.
create table offer (
    offer_id   uuid        primary key,
    ride_id    uuid        not null references ride_match,
    driver_id  text        not null references driver,
    attempt    integer     not null,
    state      text        not null check (state in ('PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
    eta_ms     bigint      not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz,
    check (case state when 'PENDING' then ended_at is null when 'ACCEPTED' then true else ended_at is not null end)
);
-- Exclusivity: two live drivers on a ride, or two live rides on a driver, can't be written.
create unique index offer_one_live_a_ride on offer (ride_id) where ended_at is null;
create unique index offer_one_live_a_driver on offer (driver_id) where ended_at is null;
-- What a dispatcher sees of a ride.
create index offer_of_ride on offer (ride_id, made_at);
