-- Events beside the aggregates they tell of. Insert-only: the relay follows the WAL, so no row is ever updated or deleted; whole
-- days are dropped. There is no key: ids are made once and never looked up here, and the hot path should not pay for an index.
create table outbox (
    id             uuid        not null,
    topic          text        not null,
    aggregate_id   text        not null,
    type           text        not null,
    source         text        not null,
    version        bigint      not null check (version > 0),
    occurred_at    timestamptz not null,
    payload        bytea       not null,
    traceparent    text,
    tracestate     text,
    recorded_at    timestamptz not null default now(),
    -- Tells which rows a lost slot may not have published, exactly: neither a sequence nor a clock knows when a row was committed.
    transaction_id bigint      not null default (pg_current_xact_id()::text::bigint)
) partition by range (recorded_at);

-- Catches what no daily partition covers, so that a missed maintenance can't stop the service.
create table outbox_default partition of outbox default;

-- Only for republishing, so as small as an index can be.
create index outbox_transaction_id on outbox using brin (transaction_id);

-- How far this service has published. Written before the slot is confirmed, so the slot is never ahead of it.
create table outbox_watermark (
    only_row           boolean     primary key default true check (only_row),
    -- Everything committed up to here is in Kafka; null until the first time.
    published_lsn      pg_lsn,
    -- So is every row of a transaction below this one.
    transactions_below bigint      not null default 0,
    -- Not null while rows from this transaction on are being republished from the table.
    republish_from     bigint,
    updated_at         timestamptz not null default now()
) with (fillfactor = 50);
insert into outbox_watermark default values;

-- Events that Kafka refuses for ever (too large, for one). Here they can be seen, and nothing waits for them.
create table outbox_set_aside (
    id           uuid        primary key,
    topic        text        not null,
    aggregate_id text        not null,
    type         text        not null,
    source       text        not null,
    version      bigint      not null,
    occurred_at  timestamptz not null,
    payload      bytea       not null,
    traceparent  text,
    tracestate   text,
    reason       text        not null,
    set_aside_at timestamptz not null default now()
);

-- Makes tomorrow's partitions and drops those that are both old and published. The application may call it and so needs no DDL of its own.
create function outbox_maintain(days_ahead integer, retention interval) returns integer
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set timezone = 'UTC'
    -- Making and dropping a day locks what every command writes to, and those queue up behind the wait: so it is short, and the first
    -- lock that somebody holds ends this turn.
    set lock_timeout = '100ms'
as $$
declare
    first_day date;
    partition regclass;
    name      text;
    published boolean;
    dropped   integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('outbox_maintain')) then
        return 0;
    end if;

    for first_day in select generate_series(current_date, current_date + days_ahead, interval '1 day')::date loop
        name := 'outbox_' || to_char(first_day, 'YYYYMMDD');
        if to_regclass(name) is null then
            begin
                -- Attached rather than created in place: that takes the weaker lock on the parent.
                execute format('create table %I (like outbox including defaults including constraints)', name);
                execute format('revoke all on %I from %I', name, '${app}');
                execute format('alter table outbox attach partition %I for values from (%L) to (%L)',
                               name, first_day, first_day + 1);
            exception
                -- The day's first rows are in the default partition already: they stay there, and so do the day's others.
                when check_violation then null;
                -- Somebody reads the default partition: next time, days before the day comes.
                when lock_not_available then exit;
            end;
        end if;
    end loop;

    for partition in
        select inhrelid::regclass from pg_inherits
         where inhparent = 'outbox'::regclass
           and inhrelid::regclass::text ~ '^outbox_[0-9]{8}$'
           and to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') + 1 <= now() - retention
    loop
        execute format(
            'select not exists (select from %s e, outbox_watermark w
                                 where e.transaction_id >= least(w.transactions_below, w.republish_from))', partition)
            into published;
        if published then
            begin
                execute format('drop table %s', partition);
                dropped := dropped + 1;
            exception
                -- Somebody reads it, such as a republishing relay: next time. The partitions made above stay.
                when lock_not_available then exit;
            end;
        end if;
    end loop;
    return dropped;
end
$$;

select outbox_maintain(3, interval '1000 years');

revoke all on outbox, outbox_default, outbox_watermark, outbox_set_aside from ${app};
grant select, insert on outbox to ${app};
grant select, update on outbox_watermark to ${app};
grant select, insert, delete on outbox_set_aside to ${app};
revoke all on function outbox_maintain from public;
grant execute on function outbox_maintain to ${app};

-- Heartbeats need no table: pg_logical_emit_message writes them to the WAL alone, with nothing to prune.
create publication ${publication} for table outbox with (publish = 'insert', publish_via_partition_root = true);
