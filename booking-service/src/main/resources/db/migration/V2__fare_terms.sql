-- What a ride's fare rests on. Defaults, so that instances of the version before can still write: their rides cost what was quoted.
alter table ride
    add column city              text          not null default 'unknown',
    add column time_zone         text          not null default 'UTC',
    add column tariff_version    text          not null default 'unknown',
    add column surge             numeric(4, 2) not null default 1,
    add column estimated_meters  bigint        not null default 0,
    add column estimated_seconds bigint        not null default 0,
    add column rates             jsonb,
    add column quoted_breakdown  jsonb;
