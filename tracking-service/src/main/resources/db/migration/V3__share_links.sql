-- Links by which someone without an account watches a ride. Only the hash of a link's token is kept: who reads this table can
-- open none of them.
create table share_link (
    token_hash text        primary key check (length(token_hash) = 64),
    ride_id    uuid        not null,
    created_at timestamptz not null
);

-- The links of a ride, to revoke them and to end the oldest.
create index share_link_ride on share_link (ride_id, created_at);
-- Only for forgetting.
create index share_link_age on share_link (created_at);
