-- Stands for a migration of much data.
select pg_sleep(1.5);
