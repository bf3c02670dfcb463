-- One service's database with its two roles: <service>_owner migrates, <service>_app works. Harmless when run again.
--
--   psql -v database=booking -v service=booking -v owner_password=… -v app_password=… -f provision.sql
--
-- The local stack reads this file as well, so it keeps to: statements that end with ; or \gexec, :'variables', \connect.

select format('create role %I', :'service' || role)
  from unnest(array['_owner', '_app']) as role
 where not exists (select from pg_roles where rolname = :'service' || role)
\gexec

-- REPLICATION: the owner makes the outbox's slot in a migration, the app streams it.
select format('alter role %I login replication nosuperuser nocreatedb nocreaterole password %L', :'service' || '_owner', :'owner_password')
\gexec

select format('alter role %I login replication nosuperuser nocreatedb nocreaterole password %L', :'service' || '_app', :'app_password')
\gexec

select format('create database %I owner %I', :'database', :'service' || '_owner')
 where not exists (select from pg_database where datname = :'database')
\gexec

select format('revoke all on database %I from public', :'database')
\gexec

select format('grant connect on database %I to %I', :'database', :'service' || '_app')
\gexec

-- Nothing that a request does may wait or run for ever, whatever the client forgot to set.
select format('alter role %I in database %I set %s', :'service' || '_app', :'database', setting)
  from unnest(array[
           'statement_timeout = ''10s''',
           'lock_timeout = ''5s''',
           'idle_in_transaction_session_timeout = ''15s''']) as setting
\gexec

\connect :"database"

select format('alter schema public owner to %I', :'service' || '_owner')
\gexec

revoke all on schema public from public;

select format('grant usage on schema public to %I', :'service' || '_app')
\gexec

select format('alter default privileges for role %I in schema public grant %s to %I', :'service' || '_owner', privilege, :'service' || '_app')
  from unnest(array[
           'select, insert, update, delete on tables',
           'usage, select on sequences',
           'execute on functions']) as privilege
\gexec
