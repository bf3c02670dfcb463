-- A million rides of about a year, 27 s apart: few riders ask for many, few drivers drive many, nearly all are over.
select setseed(0.42);
insert into ride (id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng, city,
                  time_zone, tariff_version, currency, quoted_fare, pin, requested_at, state_changed_at, excluded_drivers,
                  wrong_pins, scheduled_for, driver_id, driver_vehicle_class, driver_plate, driver_model, pickup_eta_seconds,
                  assigned_at, started_at, completed_at, fare, settled_at, settled_because, driver_earnings, cancelled_by,
                  cancellation_reason, cancellation_fee)
select uuidv7(at - now()), rider, 7, state, 1, 'STANDARD', 40.7, -74, 40.8, -73.9, city, zone, '2026-1', currency, 12.34, '1234',
       at, at + interval '20 min', '{}', 0,
       case when state = 'SCHEDULED' then now() + (n - 990200) * interval '10 min' end,
       driver, case when driver is not null then 'STANDARD' end, case when driver is not null then 'RW 1' end,
       case when driver is not null then 'Toyota Prius' end, case when driver is not null then 240 end,
       case when driver is not null then at + interval '1 min' end,
       case when state in ('IN_PROGRESS', 'COMPLETED') then at + interval '5 min' end,
       case when state = 'COMPLETED' then at + interval '20 min' end,
       case when settled then 12.34 end, case when settled then at + interval '21 min' end,
       case when settled then 'QUOTE_HELD' end, case when settled then 10.14 end,
       case when state = 'CANCELLED' then 'RIDER' end, case when state = 'CANCELLED' then 'changed-plans' end,
       case when state = 'CANCELLED' then 0 end
  from (select n, at, state,
               state = 'COMPLETED' and n <= 986500 as settled,
               case when state in ('REQUESTED', 'DRIVER_ASSIGNED', 'IN_PROGRESS') then 'rider-now-' || n
                    -- Some whose time has come wait for the end of another ride.
                    when state = 'SCHEDULED' and n % 10 = 0 then 'rider-now-' || n - 3000
                    else 'rider-' || floor(50000 * power(random(), 4)) end as rider,
               case when state in ('DRIVER_ASSIGNED', 'IN_PROGRESS', 'COMPLETED')
                    then 'driver-' || floor(5000 * power(random(), 1.5)) end as driver,
               (array['new-york', 'new-york', 'new-york', 'porto'])[1 + n % 4] as city,
               (array['America/New_York', 'America/New_York', 'America/New_York', 'Europe/Lisbon'])[1 + n % 4] as zone,
               (array['USD', 'USD', 'USD', 'EUR'])[1 + n % 4] as currency
          from (select n, now() - (1000001 - n) * interval '27 s' as at,
                       case when n > 990000 then 'SCHEDULED'
                            when n > 987000 then (array['REQUESTED', 'DRIVER_ASSIGNED', 'IN_PROGRESS'])[1 + n % 3]
                            when n % 12 = 0 then 'CANCELLED'
                            when n % 50 = 1 then 'NO_DRIVER_AVAILABLE'
                            else 'COMPLETED' end as state
                  from generate_series(1, 1000000) n) rides) told;

insert into rating (ride_id, rated_by, revision, stars, rated_at)
select id, 'RIDER', 1, 5, completed_at from ride where state = 'COMPLETED' and id::text like '%0';

-- Those of a day, and some that nobody has swept yet.
insert into idempotency_key (rider_id, key, fingerprint, ride_id, expires_at)
select rider_id, 'key-' || id, md5(id::text), id, now() + interval '23 h' - (row_number() over (order by id desc)) * interval '0.4 s'
  from ride order by id desc limit 210000;
