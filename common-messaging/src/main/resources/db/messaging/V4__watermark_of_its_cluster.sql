-- Positions in the WAL mean something in their own cluster alone. A database that was restored into another one brings its watermark
-- along: seen by this, it is republished from the table instead of trusted.
alter table outbox_watermark add column system_identifier bigint;
update outbox_watermark set system_identifier = (select system_identifier from pg_control_system());
