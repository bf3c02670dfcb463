import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { paths, Place, Problem, QuoteRequest, Ride } from 'ridewire/booking';

// An app's engineer has the document and nothing else; so has this one.
// Dispatch and tracking are played by whoever starts it.

const EMPIRE_STATE: Place = { lat: 40.7484, lng: -73.9857 };
const WALL_STREET: Place = { lat: 40.7061, lng: -74.0087 };
const REYKJAVIK: Place = { lat: 64.1466, lng: -21.9426 };
const DOWNTOWN: QuoteRequest = { pickup: EMPIRE_STATE, dropoff: WALL_STREET };
const PATIENCE_MS = 20_000;

test('a ride that is asked for twice is one ride, and is cancelled at the price that was shown', async () => {
  const rider = clientOf('LONELY_RIDER');
  const order = await orderOf(rider, DOWNTOWN);
  const header = { 'Idempotency-Key': randomUUID() };

  const first = await rider.POST('/v1/rides', { params: { header }, body: order });
  const again = await rider.POST('/v1/rides', { params: { header }, body: order });
  const ride = bodyOf(first);
  assert.equal(ride.state, 'REQUESTED');
  assert.deepEqual(bodyOf(again), ride);
  assert.equal(again.response.status, first.response.status);
  assert.equal(first.response.headers.get('Idempotency-Replayed'), null);
  assert.equal(again.response.headers.get('Idempotency-Replayed'), 'true');

  const path = { id: ride.id };
  const known = etagOf(await rider.GET('/v1/rides/{id}', { params: { path } }));
  const unchanged = await rider.GET('/v1/rides/{id}', { params: { path, header: { 'If-None-Match': known } } });
  assert.equal(unchanged.response.status, 304);

  const preview = await rider.GET('/v1/rides/{id}/cancellation', { params: { path } });
  assert.equal(bodyOf(preview).fee.amount, '0.00');
  const cancelled = bodyOf(await rider.POST('/v1/rides/{id}/cancel', {
    params: { path, header: { 'If-Match': etagOf(preview) } },
    body: { reason: 'changed-plans' },
  }));
  assert.equal(cancelled.state, 'CANCELLED');
  assert.deepEqual(cancelled.cancellation?.fee, bodyOf(preview).fee);
});

test('a ride leads from the quote to its receipt, a rating and the history', async () => {
  const rider = clientOf('RIDER');
  const driver = clientOf('DRIVER');
  const order = await orderOf(rider, DOWNTOWN);
  const requested = bodyOf(await rider.POST('/v1/rides', {
    params: { header: { 'Idempotency-Key': randomUUID() } },
    body: order,
  }));
  const path = { id: requested.id };
  const asSoonAs = (what: (ride: Ride) => boolean) =>
    eventually(async () => bodyOf(await rider.GET('/v1/rides/{id}', { params: { path } })), what);

  const assigned = await asSoonAs((ride) => ride.state === 'DRIVER_ASSIGNED');
  assert.ok(assigned.driver?.vehicle.plate);
  assert.ok(assigned.pin);
  bodyOf(await driver.POST('/v1/rides/{id}/arrive', { params: { path } }));
  bodyOf(await driver.POST('/v1/rides/{id}/start', { params: { path }, body: { pin: assigned.pin } }));
  assert.equal(bodyOf(await driver.POST('/v1/rides/{id}/complete', { params: { path } })).state, 'COMPLETED');

  const paid = await asSoonAs((ride) => ride.fare !== null);
  const receipt = bodyOf(await rider.GET('/v1/rides/{id}/receipt', { params: { path } }));
  assert.deepEqual(receipt.total, paid.fare);
  assert.equal(receipt.basis, 'QUOTE_HELD');
  const rating = bodyOf(await rider.POST('/v1/rides/{id}/rating', { params: { path }, body: { stars: 5 } }));
  assert.equal(rating.by, 'RIDER');
  const history = bodyOf(await rider.GET('/v1/rides', { params: { query: { limit: 10 } } }));
  assert.deepEqual(history.items, [paid]);
  assert.equal(history.nextCursor, null);
});

test('a trip that is not served says so by its type, and what is served', async () => {
  const { error: problem } = await clientOf('RIDER').POST('/v1/quotes', {
    body: { pickup: REYKJAVIK, dropoff: EMPIRE_STATE },
  });

  assert.equal(problem?.type, '/problems/outside-service-area');
  assert.equal(problem.status, 422);
  assert.equal(problem.retryable, false);
  assert.deepEqual(problem.errors?.map((fault) => fault.pointer), ['/pickup']);
  assert.ok(problem.served?.some((city) => city.city === 'new-york'));
});

function clientOf(who: 'LONELY_RIDER' | 'RIDER' | 'DRIVER') {
  return createClient<paths>({
    baseUrl: setting('BOOKING'),
    headers: { Authorization: `Bearer ${setting(`${who}_TOKEN`)}` },
  });
}

async function orderOf(rider: ReturnType<typeof clientOf>, trip: QuoteRequest) {
  const quote = bodyOf(await rider.POST('/v1/quotes', { body: trip }));
  const cheapest = quote.options[0];
  assert.ok(cheapest);
  return { quoteId: quote.quoteId, vehicleClass: cheapest.vehicleClass, ...trip };
}

function bodyOf<T>(answer: { data?: T; error?: Problem; response: Response }): NonNullable<T> {
  assert.ok(answer.data, `${answer.response.status} ${answer.error?.type}: ${answer.error?.detail}`);
  return answer.data;
}

function etagOf({ response }: { response: Response }): string {
  const etag = response.headers.get('ETag');
  assert.ok(etag);
  return etag;
}

async function eventually<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (done(seen)) {
      return seen;
    }
    assert.ok(Date.now() < deadline, `after ${PATIENCE_MS} ms: ${JSON.stringify(seen)}`);
    await pause(50);
  }
}

function setting(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is not set`);
  return value;
}
