-- Everybody waits while the table is written anew; the sleep stands for the rows that a test has no time for.
alter table ride add column drawn float8 not null default random();
select pg_sleep(2);
