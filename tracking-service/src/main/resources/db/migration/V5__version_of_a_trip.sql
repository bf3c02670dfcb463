-- A trip is revised once if positions came after its measurement: 2 then.
alter table trip
    add column version bigint not null default 1;
