// Says what of a migration would keep the services' statements waiting. Squawk knows most of it; the rest is a list of what is known
// to be harmless, so that what nobody has thought of is refused.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'libpg-query';

/** The program itself: its wrapper in .bin starts a Node.js for each call. */
const SQUAWK = fileURLToPath(import.meta.resolve(`@squawk-cli/${process.platform}-${process.arch}/bin/squawk`));

/** Rules of Squawk that are not about waiting, or that the migrations' connection takes care of. */
const LEFT_OUT = [
  'require-lock-timeout', 'require-statement-timeout',
  'prefer-bigint-over-int', 'prefer-text-field',
  // Hides an index whose build broke off; see whatBrokeOff.
  'prefer-robust-stmts',
];

/** Each holds locks for a moment only, or none that a service's statement waits for, or Squawk judges it more finely. */
const HARMLESS = new Set([
  'AlterFunctionStmt', 'AlterPublicationStmt', 'CommentStmt', 'CreateFunctionStmt', 'CreatePublicationStmt', 'CreateSeqStmt',
  'CreateStmt', 'DropStmt', 'GrantStmt', 'IndexStmt', 'InsertStmt', 'RenameStmt', 'SelectStmt', 'ViewStmt',
]);
const HARMLESS_TO_A_TABLE = new Set([
  'AT_AddColumn', 'AT_AddConstraint', 'AT_AlterColumnType', 'AT_AttachPartition', 'AT_ColumnDefault', 'AT_DetachPartition',
  'AT_DropColumn', 'AT_DropConstraint', 'AT_DropNotNull', 'AT_ReplicaIdentity', 'AT_ResetRelOptions', 'AT_SetNotNull',
  'AT_SetRelOptions', 'AT_SetStatistics', 'AT_ValidateConstraint',
]);
/** A script outside a transaction waits long for its locks, so it takes none that services wait for. */
const OUTSIDE = new Set(['AT_DetachPartition', 'AT_ValidateConstraint']);
/** Nothing in them takes long. */
const OF_ONE_ROW = ['outbox_watermark'];

/**
 * @param text of the migration, in which placeholders may stand
 * @param inTransaction whether Flyway runs it in one
 * @returns {Promise<string[]>} a line for each fault
 */
export async function faultsOf(text, inTransaction) {
  const sql = text.replace(/\$\{(\w+)}/g, '$1');
  let statements;
  try {
    statements = (await parse(sql)).stmts.map(({ stmt, stmt_location: start = 0, stmt_len: length }) => ({
      kind: Object.keys(stmt)[0], tree: Object.values(stmt)[0], line: lineOf(sql, start, length),
    }));
  } catch (e) {
    return [`1: this is no SQL of PostgreSQL: ${e.message}`];
  }
  return [
    ...squawk(sql, inTransaction),
    ...unknownToBeHarmless(statements, inTransaction),
    ...whatBrokeOff(statements),
  ];
}

function squawk(sql, inTransaction) {
  const { status, stdout, stderr, error } = spawnSync(SQUAWK, [
    '--pg-version=18', '--reporter=json', '--stdin-filepath=migration.sql', `--exclude=${LEFT_OUT}`,
    ...(inTransaction ? ['--assume-in-transaction'] : []),
  ], { input: sql, encoding: 'utf8', timeout: 60_000 });
  if (error || status > 1) {
    throw new Error(`Squawk could not do its work: ${error ?? stderr}`);
  }
  return JSON.parse(stdout).map(({ line, rule_name: rule, message }) => `${line + 1}: ${message} (${rule})`);
}

function unknownToBeHarmless(statements, inTransaction) {
  const own = new Set(OF_ONE_ROW);
  const changed = new Set();
  return statements.flatMap(({ kind, tree, line }) => {
    const table = tree.relation?.relname;
    if (kind === 'CreateStmt') {
      own.add(table);
    }
    if (own.has(table)) {
      return [];
    }
    if (kind === 'AlterTableStmt') {
      changed.add(table);
      const changes = tree.cmds.map((command) => command.AlterTableCmd.subtype);
      return [
        ...changes.filter((change) => !HARMLESS_TO_A_TABLE.has(change))
          .map((change) => `${line}: ${change} is not known to be harmless to a table that is in use`),
        ...changes.filter((change) => !inTransaction && !OUTSIDE.has(change))
          .map((change) => `${line}: ${change} belongs into a transaction, which waits for its lock for a moment only`),
        ...(inTransaction && changed.size > 1
          ? [`${line}: one table in use a transaction, for its lock is held while the next one is waited for`] : []),
      ];
    }
    if (kind === 'DoStmt') {
      return inTransaction ? [`${line}: a block, which nobody can check, runs outside a transaction and commits as it goes`] : [];
    }
    if (kind === 'DropStmt' && !inTransaction && !tree.concurrent) {
      return [`${line}: what is dropped is dropped in a transaction, which waits for its lock for a moment only`];
    }
    return HARMLESS.has(kind) ? [] : [`${line}: ${kind} is not known to be harmless to a table that is in use`];
  });
}

/** A concurrent build that broke off leaves an index that is maintained and never used: the migration drops it before it builds. */
function whatBrokeOff(statements) {
  const dropped = new Set();
  const faults = [];
  for (const { kind, tree, line } of statements) {
    if (kind === 'DropStmt' && tree.removeType === 'OBJECT_INDEX' && tree.missing_ok) {
      tree.objects.forEach((name) => dropped.add(name.List.items.at(-1).String.sval));
    }
    if (kind === 'IndexStmt' && tree.concurrent && (tree.if_not_exists || !dropped.has(tree.idxname))) {
      faults.push(`${line}: "drop index concurrently if exists ${tree.idxname}" is missing before it is built`
        + ' (and an "if not exists" would take one that broke off for one that is there)');
    }
  }
  return faults;
}

/** Statements begin where the one before ended: comments and blank lines don't count. */
function lineOf(sql, start, length) {
  const bytes = Buffer.from(sql);
  const text = bytes.subarray(start, length ? start + length : undefined).toString();
  const skipped = /^(\s|--.*)*/.exec(text)[0];
  return (bytes.subarray(0, start).toString() + skipped).split('\n').length;
}

/** @returns {string[]} the migrations of all modules that the pom in this folder names */
export function migrationsIn(folder) {
  return [...readFileSync(join(folder, 'pom.xml'), 'utf8').matchAll(/<module>(.+?)<\/module>/g)]
    .map(([, module]) => join(folder, module, 'src/main/resources/db'))
    .filter(existsSync)
    .flatMap((database) => readdirSync(database, { recursive: true }).sort().map((path) => join(database, path)))
    .filter((path) => path.endsWith('.sql'));
}

export const runsInTransaction = (path) =>
  !(existsSync(`${path}.conf`) && /^executeInTransaction=false$/m.test(readFileSync(`${path}.conf`, 'utf8')));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = migrationsIn(process.argv[2]);
  let found = 0;
  for (const path of paths) {
    for (const fault of await faultsOf(readFileSync(path, 'utf8'), runsInTransaction(path))) {
      console.error(`${path}:${fault}`);
      found++;
    }
  }
  console.log(`${paths.length} migrations, ${found} faults`);
  process.exitCode = found === 0 ? 0 : 1;
}
