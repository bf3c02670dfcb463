-- Everyone waits while PostgreSQL rewrites the table. The sleep stands for the rows that a test has no time for.
alter table ride add column drawn float8 not null default random();
select pg_sleep(2);
