-- Rows that no day's partition took (housekeeping was away for days) lie in the default one, which is never dropped: once they are both
-- old and published, they are forgotten one by one.
create function outbox_forget_strays(retention interval, at_most integer) returns integer
    language sql
    security definer
    set search_path = public, pg_temp
as $$
    with forgotten as (
        delete from outbox_default where ctid = any(array(
            select e.ctid from outbox_default e, outbox_watermark w
             where e.recorded_at < now() - retention
               and e.transaction_id < least(w.transactions_below, w.republish_from)
             limit at_most))
        returning 1)
    select count(*)::integer from forgotten
$$;
revoke all on function outbox_forget_strays from public;
grant execute on function outbox_forget_strays to ${app};
