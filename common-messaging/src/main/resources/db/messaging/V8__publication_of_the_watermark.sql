-- Identity of the publication that feeds the slot. It changes when the publication, or the outbox's place in it, is dropped, recreated or
-- altered: PostgreSQL 18 decodes rows that were written in between to nothing, and says so in the server's log alone. xmin changes with an
-- alteration too. Null without such a publication.
create function outbox_publication_identity(publication name) returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select concat_ws('/', p.oid, p.xmin, r.oid, r.xmin, n.oid, n.xmin)
      from pg_publication p
      left join pg_publication_rel r on r.prpubid = p.oid and r.prrelid = 'public.outbox'::regclass
      left join pg_publication_namespace n on n.pnpubid = p.oid and n.pnnspid = 'public'::regnamespace
     where p.pubname = publication
$$;
revoke all on function outbox_publication_identity from public;
grant execute on function outbox_publication_identity to ${app};

-- The publication under which the watermark was reached.
alter table outbox_watermark add column publication_identity text;
update outbox_watermark set publication_identity = outbox_publication_identity('${publication}');
