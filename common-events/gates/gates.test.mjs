// The gates hold and are seen to fail: every change below is made to a copy of the contracts, and the gate names what it breaks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { faultsOf } from './asyncapi.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const RIDE = 'booking/ride/v1/ride.proto';
const LOCATION = 'tracking/location/v1/location.proto';
const TRIP = 'tracking/trip/v1/trip.proto';
const PAGE = 'asyncapi.yaml';

let directory;
before(() => { directory = mkdtempSync(join(tmpdir(), 'contracts-')); });
after(() => rmSync(directory, { recursive: true }));

let copies = 0;

/** A copy of the released contracts in which `from` of a file reads `to`. */
function changed(file, from, to) {
  const copy = join(directory, `${copies++}`);
  cpSync(path('../buf.yaml'), join(copy, 'buf.yaml'));
  cpSync(path('../released/ridewire'), join(copy, 'src/main/protobuf/ridewire'), { recursive: true });
  cpSync(path('../src/main/protobuf/ridewire/asyncapi.yaml'), join(copy, 'src/main/protobuf/ridewire', PAGE));
  const edited = join(copy, 'src/main/protobuf/ridewire', file);
  const text = readFileSync(edited, 'utf8');
  assert.ok(text.includes(from), `${file} no longer reads: ${from}`);
  writeFileSync(edited, text.replace(from, to));
  return copy;
}

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return { passes: status === 0, says: stdout + stderr };
}

const buf = (...args) => run(path('node_modules/.bin/buf'), ...args);
const lint = (copy) => buf('lint', copy);
const breaking = (copy) => buf('breaking', copy, '--against', path('../released'));

async function asyncapi(page) {
  const faults = await faultsOf(page);
  return { passes: faults.length === 0, says: faults.join('\n') };
}

const pageOf = (copy) => join(copy, 'src/main/protobuf/ridewire', PAGE);

function fails({ passes, says }, naming) {
  assert.equal(passes, false, 'the gate let it through');
  assert.match(says, naming);
}

function holds({ passes, says }) {
  assert.ok(passes, says);
}

test('a field that goes away is a break', () => fails(
  breaking(changed(RIDE, '  string rider_id = 2;', '')), /"2" with name "rider_id" on message "Ride" was deleted/));

test('a field that goes away is a break even with its number and name reserved', () => fails(
  breaking(changed(RIDE, '  string rider_id = 2;', '  reserved 2;\n  reserved "rider_id";')), /"rider_id"/));

test('a field that changes its type is a break', () => fails(
  breaking(changed(TRIP, 'int32 distance_meters = 4;', 'double distance_meters = 4;')), /"distance_meters".*"int32" to "double"/));

test('a field that changes its name is a break', () => fails(
  breaking(changed(TRIP, 'distance_meters', 'distance')), /"distance_meters"/));

test('a field that changes its number is a break', () => fails(
  breaking(changed(TRIP, 'positions = 8', 'positions = 9')), /"8" with name "positions"/));

test('a field that can no longer be absent is a break', () => fails(
  breaking(changed(LOCATION, 'optional double speed_mps', 'double speed_mps')), /"speed_mps"/));

test('a fact that goes away is a break', () => fails(
  breaking(changed(RIDE, '    FareSettled fare_settled = 19;', '')), /"fare_settled"/));

test('an enum value that goes away is a break', () => fails(
  breaking(changed(RIDE, '  PARTY_DISPATCHER = 3;', '')), /"3".*"Party"/));

test('a package that changes its name is a break', () => fails(
  breaking(changed(TRIP, 'package ridewire.tracking.trip.v1;', 'package ridewire.tracking.trip.v2;')), /"ridewire\.tracking\.trip\.v1"/));

test('a new field, a new fact and a new enum value are none', () => {
  holds(breaking(changed(TRIP, 'int32 positions = 8;', 'int32 positions = 8;\n  // Metres.\n  int32 detour_meters = 9;')));
  holds(breaking(changed(TRIP, 'TripMeasured trip_measured = 10;', 'TripMeasured trip_measured = 10;\n    // Said twice.\n    TripMeasured trip_corrected = 11;')));
  holds(breaking(changed(RIDE, 'PARTY_DISPATCHER = 3;', 'PARTY_DISPATCHER = 3;\n  // Nobody.\n  PARTY_SYSTEM = 4;')));
});

test('a released file that somebody edits is noticed', () => {
  const copy = changed(TRIP, 'Seconds from start', 'Minutes from start');
  cpSync(path('release.mjs'), join(copy, 'gates/release.mjs'));
  cpSync(path('../released/RELEASES.md'), join(copy, 'released/RELEASES.md'));
  cpSync(join(copy, 'src/main/protobuf/ridewire'), join(copy, 'released/ridewire'), { recursive: true });
  fails(run(process.execPath, join(copy, 'gates/release.mjs'), '--verify'), /nobody edits what was released/);
});

test('a field that does not say what it means is refused', () => fails(
  lint(changed(TRIP, '// Seconds from start to completion.', '')), /"duration_seconds" should have a non-empty comment/));

test('the page of all events is AsyncAPI', async () => holds(await asyncapi(path('../src/main/protobuf/ridewire/asyncapi.yaml'))));

test('a page that is no AsyncAPI is refused', async () => fails(
  await asyncapi(pageOf(changed(PAGE, 'action: send', 'action: shout'))), /action/));

test('a page that links a schema that is not there is refused', async () => fails(
  await asyncapi(pageOf(changed(PAGE, './tracking/trip/v1/trip.proto', './tracking/trip/v1/way.proto'))), /way\.proto/));

test('a page that names a message that is not there is refused', async () => fails(
  await asyncapi(pageOf(changed(PAGE, "'#/components/messages/TripMeasured'", "'#/components/messages/TripGuessed'"))), /TripGuessed/));
