// The modules of the console that need no browser: the axis, the path, durations, the stream's text, the projection.

import assert from 'node:assert/strict';
import { test } from 'node:test';

const modules = '../src/main/resources/console';
const { layOut, partsOf, rowsOf } = await import(`${modules}/axis.js`);
const { EventParser, pauseAfter } = await import(`${modules}/events.js`);
const { fit, Mercator } = await import(`${modules}/mercator.js`);
const { outcome, shares, total, withPresent } = await import(`${modules}/path.js`);
const { duration, ticking } = await import(`${modules}/time.js`);
const { eventName, ruleName, stateName } = await import(`${modules}/words.js`);

test('a long wait becomes a break, and a short pause keeps its length', () => {
  const parts = partsOf([[0, 0], [1_000, 1_040], [130_000, 130_000]]);

  assert.deepEqual(parts.map(part => part.wait), [false, true, false]);
  assert.equal(parts[0].from < 0 && parts[0].to > 1_040, true);
  parts.slice(1).forEach((part, index) => assert.equal(part.from, parts[index].to, 'no gap and no overlap'));
});

test('nothing that happens gives no axis', () => {
  assert.deepEqual(partsOf([]), []);
  assert.equal(layOut([], 600).x(5), 0);
});

test('all that is not a wait has one scale', () => {
  const axis = layOut(partsOf([[0, 700], [60_000, 60_000], [200_000, 202_000]]), 900);

  for (const part of axis.parts.filter(candidate => !candidate.wait)) {
    assert.ok(Math.abs(part.width - (part.to - part.from) * axis.perMilli) < 1e-6);
  }
  assert.ok(Math.abs(axis.width - 900) < 1e-6);
});

test('an axis that needs more room than there is gets wider, not finer', () => {
  const busy = Array.from({ length: 40 }, (_, index) => [index * 2_000, index * 2_000 + 100]);

  assert.ok(layOut(partsOf(busy), 300).width > 300);
});

test('places keep the order of times, also inside of breaks', () => {
  const axis = layOut(partsOf([[0, 10], [9_000, 9_001], [70_000, 70_500]]), 800);
  const places = [-500, 0, 10, 4_000, 9_000, 30_000, 70_000, 70_500, 99_000].map(time => axis.x(time));

  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.equal(axis.x(-9_999), 0);
  assert.equal(axis.x(9_999_999), axis.width);
});

test('the unit of the scale is round and about a hundred pixels', () => {
  const axis = layOut(partsOf([[0, 2_000]]), 1_000);

  assert.ok([200, 500].includes(axis.unit()));
  assert.ok(axis.unit() * axis.perMilli <= 110);
});

test('bars of one row do not touch', () => {
  assert.deepEqual(rowsOf([{ x: 0, width: 10 }, { x: 5, width: 10 }, { x: 13, width: 4 }, { x: 17, width: 2 }]), [0, 1, 0, 1]);
});

test('the present is part of a path that is not over', () => {
  const timeline = {
    ride: { state: 'REQUESTED', pending: { waitsFor: 'driver', what: 'the driver’s answer', since: '2026-11-21T10:00:01Z' } },
    criticalPath: [{ fromId: 'a', toId: 'b', since: '2026-11-21T10:00:00Z', until: '2026-11-21T10:00:01Z', millis: 1000, waitsFor: 'dispatch', what: 'a driver' }],
  };
  const path = withPresent(timeline, Date.parse('2026-11-21T10:00:10Z'));

  assert.equal(total(path), 10_000);
  assert.equal(path.at(-1).running, true);
  assert.deepEqual(shares(path).map(({ party, millis }) => [party, millis]), [['driver', 9_000], ['dispatch', 1_000]]);
  assert.equal(withPresent({ ...timeline, ride: { state: 'COMPLETED', pending: null } }, 0).length, 1);
});

test('a wait in vain names what ended it', () => {
  const events = [{ id: 'x', weight: 'failure' }, { id: 'y', weight: 'decision' }];

  assert.equal(outcome({ toId: 'x' }, events), events[0]);
  assert.equal(outcome({ toId: 'y' }, events), undefined);
});

test('durations are told in two units at most', () => {
  const cases = [[0, '0 ms'], [38, '38 ms'], [999.4, '999 ms'], [1_300, '1.3 s'], [2_000, '2 s'], [9_960, '10 s'], [15_000, '15 s'],
    [59_600, '1 min'], [131_000, '2 min 11 s'], [3_600_000, '1 h'], [3_840_000, '1 h 4 min'], [90_000_000, '1 d 1 h'], [-5, '0 ms']];

  cases.forEach(([millis, text]) => assert.equal(duration(millis), text));
  assert.equal(ticking(15_999), '15 s');
});

test('an event may come in any pieces', () => {
  const text = ':heartbeat\n\nevent:board\ndata:{"a":\ndata: 1}\n\nevent:map\r\ndata:2\r\n\r\n';
  for (let size = 1; size <= text.length; size++) {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
    assert.deepEqual(events, [{ name: 'board', data: '{"a":\n1}' }, { name: 'map', data: '2' }]);
  }
});

test('the pause between attempts is bounded', () => {
  assert.equal(pauseAfter(0), 500);
  assert.equal(pauseAfter(99), 10_000);
});

test('a zoom keeps the place under the pointer', () => {
  const map = new Mercator([-74.1, 40.6, -73.8, 40.9]);
  map.resize(800, 600);
  const [x, y] = map.point(-73.95, 40.7);
  map.zoomBy(1.5, x, y);

  map.point(-73.95, 40.7).forEach((value, index) => assert.ok(Math.abs(value - [x, y][index]) < 1e-6));
});

test('the box of a map is what it shows', () => {
  const map = new Mercator([0, 0, 1, 1]);
  map.resize(500, 500);
  map.show([-74.1, 40.6, -73.8, 40.9]);
  const [west, south, east, north] = map.box(0);

  assert.ok(west <= -74.1 + 1e-9 && south <= 40.6 + 1e-9 && east >= -73.8 - 1e-9 && north >= 40.9 - 1e-9);
});

test('a stray point does not shrink the map', () => {
  const points = Array.from({ length: 300 }, (_, index) => [-73.9 + index / 1e5, 40.7 + index / 1e5]);

  assert.ok(fit([...points, [0, 0]], 0.01)[2] < -73);
  assert.ok(fit([...points, [0, 0]])[2] > 0);
});

test('an unknown slug of a newer release is shown as words', () => {
  assert.equal(eventName('OfferReconsidered'), 'Offer reconsidered');
  assert.equal(stateName('ON_HOLD'), 'On hold');
  assert.equal(ruleName('car-on-fire'), 'Car on fire');
});

