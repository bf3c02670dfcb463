-- The dispatchers' board: each ride as booking and dispatch last told of it. Either may be heard first.
create table board_ride (
    ride_id          uuid             primary key,
    -- Booking's side; the state is null until booking told of the ride.
    version          bigint           not null default 0,
    state            text,
    attempt          integer,
    city             text,
    vehicle_class    text,
    driver_id        text,
    pickup_eta       integer,
    pickup_lat       double precision,
    pickup_lng       double precision,
    dropoff_lat      double precision,
    dropoff_lng      double precision,
    requested_at     timestamptz,
    state_changed_at timestamptz,
    scheduled_for    timestamptz,
    fare_settled     boolean,
    -- The deadline of booking's side, and the end of the rider's patience. The rules are StuckRules in the domain.
    ride_due_at      timestamptz,
    patience_due_at  timestamptz,
    -- Dispatch's side; the state is null until dispatch told of the ride.
    match_version    bigint           not null default 0,
    match_state      text,
    match_attempt    integer,
    match_driver_id  text,
    offer_expires_at timestamptz,
    search_until     timestamptz,
    match_changed_at timestamptz,
    match_due_at     timestamptz,
    -- The time from which the ride is stuck, unless it moves on before: StuckRules.firstOf of the two sides.
    due_at           timestamptz generated always as (
        case
            when state is null then null
            when state <> 'REQUESTED' then ride_due_at
            when match_attempt = attempt then least(patience_due_at, match_due_at)
            else least(patience_due_at, ride_due_at)
        end) stored,
    is_over          boolean generated always as (
        state is null or state in ('COMPLETED', 'CANCELLED', 'NO_DRIVER_AVAILABLE')) stored,
    changed_at       timestamptz      not null default now()
) with (fillfactor = 70);

-- One index for each order in which the board is read.
create index board_ride_open on board_ride (state_changed_at, ride_id) where not is_over;
create index board_ride_of_state on board_ride (state, state_changed_at, ride_id) where state is not null;
create index board_ride_due on board_ride (due_at, ride_id) where due_at is not null;
create index board_ride_of_driver on board_ride (driver_id) where not is_over and driver_id is not null;
create index board_ride_waiting on board_ride (pickup_lat, pickup_lng) where state = 'REQUESTED' and driver_id is null;
-- Only for forgetting.
create index board_ride_over on board_ride (changed_at) where is_over;
