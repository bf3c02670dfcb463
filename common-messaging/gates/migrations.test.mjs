// The gate is seen to fail: each of these migrations keeps statements waiting or breaks the version that still runs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { faultsOf, migrationsIn, runsInTransaction } from './migrations.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IN_TRANSACTION = true;
const OUTSIDE = false;

const refused = (name, sql, naming, inTransaction = IN_TRANSACTION) => test(`refused: ${name}`, async () => {
  const faults = await faultsOf(sql, inTransaction);
  assert.ok(faults.length > 0, 'the gate let it through');
  assert.match(faults.join('\n'), naming);
});

const passes = (name, sql, inTransaction = IN_TRANSACTION) => test(`passes: ${name}`, async () =>
  assert.deepEqual(await faultsOf(sql, inTransaction), []));

refused('an index built while writers wait', 'create index i on ride (city)', /require-concurrent-index-creation/);
refused('a unique index built while writers wait', 'create unique index i on ride (pin)', /require-concurrent-index-creation/);
refused('a concurrent build in a transaction', 'drop index concurrently if exists i; create index concurrently i on ride (city)', /ban-concurrent-index/);
refused('a concurrent build that leaves what broke off', 'create index concurrently i on ride (city)', /"drop index concurrently if exists i" is missing/, OUTSIDE);
refused('a concurrent build that takes what broke off for done', 'drop index concurrently if exists i; create index concurrently if not exists i on ride (city)', /broke off/, OUTSIDE);
refused('an index dropped while all wait', 'drop index i', /require-concurrent-index-deletion/);
refused('an index rebuilt while writers wait', 'reindex table ride', /require-concurrent-reindex/);
refused('a column whose default is different for each row', 'alter table ride add column n uuid default gen_random_uuid()', /adding-field-with-default/);
refused('a column that is computed', 'alter table ride add column n bigint generated always as (version + 1) stored', /adding-field-with-default/);
refused('a column that counts', 'alter table ride add column n bigint generated always as identity', /adding-field-with-default/);
refused('a column that the running version does not fill', 'alter table ride add column n text not null', /adding-required-field/);
refused('a type that rewrites the table', 'alter table ride alter column version type numeric', /changing-column-type/);
refused('a "not null" that scans the table', 'alter table ride alter column note set not null', /adding-not-nullable-field/);
refused('a check that scans the table', 'alter table ride add constraint c check (version > 1)', /constraint-missing-not-valid/);
refused('a check made and validated under one lock', 'alter table ride add constraint c check (version > 1) not valid; alter table ride validate constraint c', /same transaction/);
refused('a foreign key that scans the table', 'alter table ride add constraint f foreign key (city) references city', /constraint-missing-not-valid/);
refused('a unique constraint that builds its index', 'alter table ride add constraint u unique (pin)', /disallowed-unique-constraint/);
refused('a column that goes', 'alter table ride drop column note', /ban-drop-column/);
refused('a column that is called something else', 'alter table ride rename column note to remark', /renaming-column/);
refused('a table that is called something else', 'alter table ride rename to trip', /renaming-table/);
refused('a table that goes', 'drop table ride', /ban-drop-table/);
refused('a lock', 'lock table ride', /LockStmt/);
refused('an update of everything', 'update ride set note = null', /UpdateStmt/);
refused('an update of who knows how many', 'update ride set note = null where note is not null', /UpdateStmt/);
refused('a delete', 'delete from ride where version = 1', /DeleteStmt/);
refused('an update outside a transaction, which is one itself', 'update ride set note = null', /UpdateStmt/, OUTSIDE);
refused('a merge', 'merge into ride using city on city.name = ride.city when matched then delete', /MergeStmt/);
refused('a truncation', 'truncate ride', /TruncateStmt/);
refused('a table sorted anew', 'cluster ride using ride_pkey', /ClusterStmt/, OUTSIDE);
refused('a table packed anew', 'vacuum full ride', /VacuumStmt/, OUTSIDE);
refused('a trigger', 'create trigger t after insert on ride for each row execute function f()', /CreateTrigStmt/);
refused('a table that moves', 'alter table ride set tablespace elsewhere', /AT_SetTableSpace/);
refused('a table that leaves the WAL', 'alter table ride set unlogged', /AT_SetUnLogged/);
refused('triggers that are off for a while', 'alter table ride disable trigger all', /AT_DisableTrigAll/);
refused('a block that hides what it does', "do $$ begin execute 'lock table ride'; end $$", /block/);
refused('a partition detached while all wait', 'alter table outbox detach partition outbox_1', /require-concurrent-partition-detach/);
refused('what is no SQL', 'alter tabel ride', /no SQL/);

refused('two tables changed under two locks', 'alter table ride add column n text; alter table rating add column n text', /one table in use/);
refused('a change that waits long for its lock', 'alter table ride add column n text', /belongs into a transaction/, OUTSIDE);
refused('a table that goes after a long wait', '-- squawk-ignore ban-drop-table\ndrop table ride', /dropped in a transaction/, OUTSIDE);
refused('a migration that waits as long as it likes', "set lock_timeout = '1h'", /VariableSetStmt/);

test('a fault is told with its line', async () => assert.match(
  (await faultsOf('-- why\ncreate table t (id uuid primary key);\n\n-- and why this\nlock table ride;', IN_TRANSACTION))[0], /^5: /));

passes('a table of its own and all that is done to it', 'create table t (id uuid primary key); create index i on t (id); update t set id = null; alter table t set unlogged');
passes('a column that may be absent', 'alter table ride add column n text');
passes('a column whose default is one value', "alter table ride add column n text not null default 'unknown'");
passes('an index built beside the writers', 'drop index concurrently if exists i; create index concurrently i on ride (city)', OUTSIDE);
passes('a check made without looking', 'alter table ride add constraint c check (note is not null) not valid');
passes('a check validated', 'alter table ride validate constraint c', OUTSIDE);
passes('a "not null" of which the migration says that a validated check stands for it', '-- squawk-ignore adding-not-nullable-field\nalter table ride alter column note set not null');
passes('a block that commits as it goes', 'do $$ begin loop update ride set note = null where id in (select id from ride where note is not null limit 1000); exit when not found; commit; end loop; end $$', OUTSIDE);
passes('a contraction that says that it is one', '-- squawk-ignore ban-drop-column\nalter table ride drop column note');
passes('placeholders', 'grant select on ride to ${app}');
passes('the one row of the watermark', 'update outbox_watermark set system_identifier = 1');

test('every service is looked at', () => {
  const paths = migrationsIn(ROOT).join('\n');
  for (const module of ['common-messaging', 'booking-service', 'dispatch-service', 'tracking-service']) {
    assert.match(paths, new RegExp(`${module}/src/main/resources/db/`));
  }
});

test('a script says in its .conf that it runs outside a transaction', () => {
  const outside = migrationsIn(ROOT).filter((path) => !runsInTransaction(path));
  assert.ok(outside.length > 0);
  outside.forEach((path) => assert.match(readFileSync(`${path}.conf`, 'utf8'), /executeInTransaction=false/));
});
