-- What each batch of matching decided about a ride, for dispatchers. Kept for a bounded time.
create table ride_in_batch (
    ride_id    uuid        not null,
    decided_at timestamptz not null,
    detail     jsonb       not null,
    primary key (ride_id, decided_at)
);
-- The order in which records are deleted.
create index ride_in_batch_decided_at on ride_in_batch (decided_at);
