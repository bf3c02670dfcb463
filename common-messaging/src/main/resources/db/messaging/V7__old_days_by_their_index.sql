-- Whether an old day is published is told by its index. The planner would read the whole day instead, for it hopes to find a row soon,
-- and there is none: of a busy day that takes longer than a statement may, and the day would never be dropped.
alter function outbox_maintain(integer, interval) set enable_seqscan = off;

-- What came after the last vacuum is in no range of the index, and was read each time that housekeeping looked for old rows.
alter index inbox_received_at set (autosummarize = on);
