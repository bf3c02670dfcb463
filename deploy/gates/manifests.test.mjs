import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { render } from './render.mjs';
import { ruleFaults } from './rules.mjs';
import { schemaFaults } from './schemas.mjs';

const ROOT = fileURLToPath(new URL('../kubernetes', import.meta.url));
const FOLDERS = ['production', 'trial'].flatMap(name => [`overlays/${name}`, `overlays/${name}/migrations`]);

const production = () => render(join(ROOT, 'overlays/production'));
const one = (found, kind, name) => {
  const hit = found.find(({ object }) => object.kind === kind && object.metadata.name === name);
  assert.ok(hit, `${kind} ${name}`);
  return hit;
};
const container = found => one(found, 'Deployment', 'booking').object.spec.template.spec.containers[0];

test('the three services are alike but for their names and ports', () => {
  const found = production();
  const alike = name => JSON.stringify(found.filter(({ object }) => object.kind !== 'HTTPRoute'
    && object.metadata.name === name && !object.kind.startsWith('Kafka')).map(({ object }) => object))
    .replaceAll(name, 'SERVICE').replace(/\b[89]08\d\b/g, 'PORT')
    .replace(/,?\{"name":"quote-key"[^}]*\}\}?/g, '');

  assert.equal(alike('dispatch'), alike('tracking'));
  assert.equal(alike('booking'), alike('tracking'));
});

test('a misspelt field is refused by its name', async () => {
  const booking = one(production(), 'Deployment', 'booking');
  booking.object.spec.template.spec.containers[0].imagePullPolice = 'Always';

  assert.match((await schemaFaults([booking])).join('\n'), /Deployment booking.*imagePullPolice/);
});

test('a misspelt field of an operator is refused by its name', async () => {
  const topic = one(production(), 'KafkaTopic', 'ridewire.booking.ride.v1');
  topic.object.spec.partitionz = 6;

  assert.match((await schemaFaults([topic])).join('\n'), /KafkaTopic ridewire.booking.ride.v1.*partitionz/);
});

test('a value of the wrong type and a missing field are refused', async () => {
  const found = production();
  const database = one(found, 'Cluster', 'booking-db');
  const booking = one(found, 'Deployment', 'booking');
  database.object.spec.instances = '3';
  delete booking.object.spec.selector;

  const faults = (await schemaFaults([database, booking])).join('\n');
  assert.match(faults, /Cluster booking-db.*integer/);
  assert.match(faults, /Deployment booking.*selector/);
});

test('an object without a known schema is refused', async () => {
  const faults = await schemaFaults([{ file: 'x.yaml', object: { apiVersion: 'v2', kind: 'Pod', metadata: { name: 'a' } } }]);

  assert.deepEqual(faults, ['x.yaml: Pod a: no schema for v2']);
});

for (const [title, spoil, fault] of [
  ['a container that writes to its root', found => container(found).securityContext.readOnlyRootFilesystem = false,
    /writes to its root file system/],
  ['a liveness that asks the database', found => container(found).livenessProbe.httpGet.path = '/actuator/health',
    /liveness looks at more/],
  ["a pod with the owner's password", found => container(found).env.push({ name: 'X', value: 'booking_owner' }),
    /holds the owner's password/],
  ['a container without a bound of memory', found => delete container(found).resources.limits, /no limit of memory/],
  ['an image that is whatever is latest', found => container(found).image = 'ridewire/booking:latest', /latest/],
  ['an image without a tag', found => container(found).image = 'registry.example:5000/ridewire/booking', /latest/],
  ['a service without a disruption budget', found => one(found, 'PodDisruptionBudget', 'booking').object.metadata.name = 'x',
    /has no PodDisruptionBudget/],
  ['a policy that selects other pods', found => one(found, 'NetworkPolicy', 'booking').object.spec.podSelector.matchLabels = { a: 'b' },
    /NetworkPolicy selects other pods/],
  ['a database that drops an idle slot',
    found => one(found, 'Cluster', 'booking-db').object.spec.postgresql.parameters.idle_replication_slot_timeout = '1h',
    /drops the outbox's slot/],
  ['a user of every topic', found => one(found, 'KafkaUser', 'booking').object.spec.authorization.acls[0].resource.name = '*',
    /may use every topic/],
]) {
  test(`${title} is refused`, () => {
    const found = production();
    assert.deepEqual(ruleFaults(found), []);

    spoil(found);

    assert.match(ruleFaults(found).join('\n'), fault);
  });
}

test('an image with a digest needs no tag', () => {
  const found = production();
  container(found).image = `ridewire/booking@sha256:${'0'.repeat(64)}`;

  assert.deepEqual(ruleFaults(found), []);
});

test('a patch without a target is refused', () => {
  assert.throws(() => render(fileURLToPath(new URL('test/patch-without-target', import.meta.url))), /no target/);
});

test('a field of a kustomization that the renderer does not know is refused', () => {
  assert.throws(() => render(fileURLToPath(new URL('test/unknown-field', import.meta.url))), /does not know namePrefix/);
});

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
for (const folder of FOLDERS) {
  test(`kubectl renders ${folder} alike`, { skip: kubectl ? false : 'there is no kubectl' }, () => {
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', join(ROOT, folder)], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const byName = objects => objects.map(object => JSON.parse(JSON.stringify(object)))
      .sort((a, b) => (a.kind + a.metadata.name).localeCompare(b.kind + b.metadata.name));

    assert.deepEqual(byName(render(join(ROOT, folder)).map(({ object }) => object)),
      byName(parseAllDocuments(stdout).map(document => document.toJS())));
  });
}
