-- The offers that were withdrawn lately, for the streams of their drivers. Outside a transaction, so that offers are written
-- meanwhile; a build that broke off is repeated.
drop index concurrently if exists offer_withdrawn;
create index concurrently offer_withdrawn on offer (ended_at) where state = 'WITHDRAWN';
