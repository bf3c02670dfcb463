-- Without a watermark nothing tells a slot that somebody has dropped and made anew from the one that was made here: so it begins where the
-- slot does, and not with the first event.
update outbox_watermark
   set published_lsn = (select confirmed_flush_lsn from pg_replication_slots where slot_name = '${slot}')
 where published_lsn is null;
