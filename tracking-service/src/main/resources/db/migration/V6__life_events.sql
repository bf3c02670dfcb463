-- Every version of every event in the life of a ride, for dispatchers. Insert-only, and whole days are dropped. The inbox keeps
-- out what was seen before, so there is no key.
create table life_event (
    event_id     uuid        not null,
    aggregate    text        not null check (aggregate in ('RIDE', 'MATCH', 'DRIVER', 'TRIP')),
    aggregate_id text        not null,
    version      bigint      not null check (version > 0),
    type         text        not null,
    -- Null for a driver's event that names no ride.
    ride_id      uuid,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null default now(),
    trace_id     text,
    -- What a dispatcher may see of the aggregate's public state. It holds no places, names or plates.
    facts        jsonb       not null
) partition by range (recorded_at);

-- Catches what no daily partition covers, so that a missed maintenance can't stop the record.
create table life_event_default partition of life_event default;

create index life_event_of_ride on life_event (ride_id) where ride_id is not null;
-- Finds the event after which a driver was free again: it names no ride.
create index life_event_of_driver on life_event (aggregate_id, version) where aggregate = 'DRIVER';

-- Makes the next days' partitions and drops old ones, as outbox_maintain does. The application may call it and so needs no DDL.
create function life_event_maintain(days_ahead integer, retention interval) returns integer
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set timezone = 'UTC'
    -- Writers queue up behind a wait for the lock: so it is short, and the first lock that somebody holds ends this turn.
    set lock_timeout = '100ms'
as $$
declare
    first_day date;
    partition regclass;
    name      text;
    dropped   integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('life_event_maintain')) then
        return 0;
    end if;

    for first_day in select generate_series(current_date, current_date + days_ahead, interval '1 day')::date loop
        name := 'life_event_' || to_char(first_day, 'YYYYMMDD');
        if to_regclass(name) is null then
            begin
                -- Attached rather than created in place: that takes the weaker lock on the parent.
                execute format('create table %I (like life_event including defaults including constraints)', name);
                execute format('alter table life_event attach partition %I for values from (%L) to (%L)',
                               name, first_day, first_day + 1);
            exception
                -- The day's first rows are in the default partition already: they stay there, and so do the day's others.
                when check_violation then null;
                when lock_not_available then exit;
            end;
        end if;
    end loop;

    for partition in
        select inhrelid::regclass from pg_inherits
         where inhparent = 'life_event'::regclass
           and inhrelid::regclass::text ~ '^life_event_[0-9]{8}$'
           and to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') + 1 <= now() - retention
    loop
        begin
            execute format('drop table %s', partition);
            dropped := dropped + 1;
        exception
            -- Somebody reads it: next time.
            when lock_not_available then exit;
        end;
    end loop;
    delete from life_event_default where recorded_at < now() - retention;
    return dropped;
end
$$;

select life_event_maintain(3, interval '1000 years');
