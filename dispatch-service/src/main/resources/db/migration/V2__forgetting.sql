-- Matches of rides that are over, in the order in which they are forgotten. Outside a transaction, so that matches are written
-- meanwhile; a build that broke off is made anew.
drop index concurrently if exists ride_match_over;
create index concurrently ride_match_over on ride_match (state_changed_at) where state in ('FAILED', 'CLOSED');
