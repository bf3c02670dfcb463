-- Which events a consumer has seen. Kept longer than the topics keep them.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
-- Rows come in order of time, which is all that pruning asks about.
create index inbox_received_at on inbox using brin (received_at);

-- The newest version of each aggregate that a consumer has applied.
create table inbox_version (
    consumer     text   not null,
    aggregate_id text   not null,
    version      bigint not null,
    primary key (consumer, aggregate_id)
) with (fillfactor = 80);

revoke all on inbox, inbox_version from ${app};
grant select, insert, delete on inbox to ${app};
grant select, insert, update, delete on inbox_version to ${app};
