-- A million events of four days and today, each day in its partition, and what was received and asked for meanwhile.
do $$
begin
    for day in 1..4 loop
        execute format('create table outbox_%s partition of outbox for values from (%L) to (%L)',
                       to_char(current_date - day, 'YYYYMMDD'), current_date - day, current_date - day + 1);
    end loop;
end $$;
insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload, recorded_at, transaction_id)
select uuidv7(), 'ridewire.booking.ride.v1', gen_random_uuid(), 'ridewire.booking.ride.v1.RideRequested', '/booking', 1, at,
       decode(repeat('00', 300), 'hex'), at, n
  from (select n, current_date - interval '4 days' + n * interval '0.36 s' as at from generate_series(1, 1000000) n) events;
update outbox_watermark set transactions_below = 1000000;

insert into inbox (consumer, event_id, received_at)
select 'booking.matches', uuidv7(at - now()), at
  from (select now() - (500001 - n) * interval '1.2 s' as at from generate_series(1, 500000) n) events;
insert into inbox_version (consumer, aggregate_id, version)
select case when n <= 200000 then 'booking.matches' else 'booking.trips' end, gen_random_uuid(), 3
  from generate_series(1, 300000) n;
