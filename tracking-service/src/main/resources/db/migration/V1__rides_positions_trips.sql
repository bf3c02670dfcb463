-- Rides as booking last told them. The document is the ride in tracking's own words; the columns are what something looks for.
create table ride (
    id        uuid   primary key,
    version   bigint not null check (version > 0),
    state     text   not null,
    -- The driver whose positions are kept: null unless the car is on its way or under way.
    driver_id text,
    document  jsonb  not null
);

-- Is this driver on a ride? Asked for every reported position.
create index ride_driver on ride (driver_id) where driver_id is not null;

-- Where drivers on a ride were, thinned to one position a second by the key. Deleted once the trip is measured, and after a
-- day in any case: of rides that were cancelled nothing is measured.
create table driver_position (
    driver_id   text             not null,
    second      bigint           not null,
    recorded_at timestamptz      not null,
    lat         double precision not null,
    lng         double precision not null,
    primary key (driver_id, second)
);

create index driver_position_along on driver_position (driver_id, recorded_at);
-- Only for forgetting: rows come in order of time, so this is as small as an index can be.
create index driver_position_age on driver_position using brin (recorded_at);

-- Trips as they were driven, measured once.
create table trip (
    ride_id         uuid        primary key,
    driver_id       text        not null,
    started_at      timestamptz not null,
    completed_at    timestamptz not null,
    distance_meters integer     not null check (distance_meters >= 0),
    positions       integer     not null check (positions >= 0),
    measured_at     timestamptz not null default now()
);
