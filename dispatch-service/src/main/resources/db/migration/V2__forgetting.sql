-- Matches of rides that are over, in the order in which they are forgotten.
create index ride_match_over on ride_match (state_changed_at) where state in ('FAILED', 'CLOSED');
