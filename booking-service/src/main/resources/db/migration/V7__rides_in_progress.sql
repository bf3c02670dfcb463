-- What the sweeper of rides that nobody ends looks for. Outside a transaction, so that rides are written meanwhile; a build that broke off is made anew.
drop index concurrently if exists ride_in_progress;
create index concurrently ride_in_progress on ride (started_at) where state = 'IN_PROGRESS';
