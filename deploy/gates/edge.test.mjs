import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';

// The real HAProxy before three upstreams that say what reached them. Skipped where HAProxy is not installed.
const skip = spawnSync('haproxy', ['-v']).status === 0 ? false : 'there is no haproxy';
const SERVICES = ['booking', 'dispatch', 'tracking'];
const folder = mkdtempSync(join(tmpdir(), 'ridewire-edge-'));
const upstreams = [];
let edge;
let log = '';
let port;

before(async () => {
  if (skip) {
    return;
  }
  let config = readFileSync(new URL('../edge/haproxy.cfg', import.meta.url), 'utf8');
  const environment = { ...process.env };
  for (const [i, name] of SERVICES.entries()) {
    const upstream = http.createServer((request, response) => answer(name, request, response));
    await listen(upstream);
    upstreams.push(upstream);
    environment[name.toUpperCase()] = `127.0.0.1:${upstream.address().port}`;
    config = config.replace(`check port 908${i + 1}`, 'check');
  }
  port = await freePort();
  config = config.replace('bind :8080,:8081,:8082,:8083', `bind 127.0.0.1:${port}`);
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, config);
  edge = spawn('haproxy', ['-f', file], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  edge.stdout.setEncoding('utf8').on('data', text => { log += text; });
  for (const path of ['/v1/rides', '/v1/offers/1', '/console']) {
    await until(async () => (await ask(path)).status === 200);
  }
});

after(async () => {
  edge?.kill();
  upstreams.forEach(upstream => { upstream.closeAllConnections(); upstream.close(); });
  rmSync(folder, { recursive: true });
});

function answer(name, request, response) {
  if (request.url === '/v1/drivers/me/offers') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
  } else if (request.url === '/v1/rides/refused') {
    response.writeHead(401).end();
  } else {
    response.writeHead(200, { 'content-type': 'application/json', etag: '"7"' });
    response.end(JSON.stringify({ service: name, path: request.url, headers: request.headers }));
  }
}

for (const [path, service] of [
  ['/v1/quotes', 'booking'], ['/v1/rides', 'booking'], ['/v1/rides/1/cancel', 'booking'], ['/problems/not-found', 'booking'],
  ['/v1/drivers/me/earnings', 'booking'], ['/v1/drivers/me/shift', 'dispatch'], ['/v1/offers/1/accept', 'dispatch'],
  ['/v1/ops/rides/1/dispatch', 'dispatch'], ['/v1/nearby?lat=1&lng=2', 'dispatch'],
  ['/v1/ops/rides/1/timeline', 'tracking'], ['/v1/drivers/me/locations', 'tracking'], ['/v1/rides/1/stream', 'tracking'],
  ['/v1/rides/1/share', 'tracking'], ['/v1/shared/abc', 'tracking'], ['/share/app.js', 'tracking'], ['/console/', 'tracking'],
]) {
  test(`${path} reaches ${service}`, { skip }, async () => {
    assert.equal((await ask(path)).body.service, service);
  });
}

test("a stranger's trace and forwarding headers end here", { skip }, async () => {
  const { headers } = (await ask('/v1/rides', {
    traceparent: '00-1-2-01', tracestate: 'a=b', baggage: 'a=b', forwarded: 'for=1.2.3.4', 'x-forwarded-for': '1.2.3.4',
    'x-forwarded-host': 'x', authorization: 'Bearer kept', 'idempotency-key': 'kept',
  })).body;

  for (const name of ['traceparent', 'tracestate', 'baggage', 'forwarded', 'x-forwarded-for', 'x-forwarded-host']) {
    assert.equal(headers[name], undefined, name);
  }
  assert.equal(headers.authorization, 'Bearer kept');
  assert.equal(headers['idempotency-key'], 'kept');
});

test("tracking reads the client's address where no client can write it", { skip }, async () => {
  const compose = parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'), { merge: true });
  const name = compose.services.tracking.environment.RIDEWIRE_TRACKING_SHARE_ADDRESSHEADER;

  for (const forged of ['1.2.3.4', ['1.2.3.4', '5.6.7.8'], '']) {
    const { headers } = (await ask('/v1/shared/abc', { [name]: forged })).body;

    assert.equal(headers[name.toLowerCase()], '127.0.0.1');
  }
});

test('the log holds paths but no token of a shared ride', { skip }, async () => {
  const paths = ['/v1/shared/secret-1', '/v1/shared/secret-2/', '/v1/shared//secret-3', '//v1/shared/secret-4',
    '/v1/shared/secret-5?secret-6', '/v1/shared/secret-7/stream', '/v1/%73hared%2fsecret-8',
    '/v1/rides/logged?secret-9'];
  for (const path of paths) {
    await ask(path);
  }
  await until(async () => log.includes('path=/v1/rides/logged '));

  assert.match(log, /path=\/v1\/shared\/- /);
  assert.doesNotMatch(log, /secret/);
});

test('an ETag stays strong though the client accepts gzip', { skip }, async () => {
  const { answered } = await ask('/v1/rides/1', { 'accept-encoding': 'gzip' });

  assert.equal(answered.etag, '"7"');
  assert.equal(answered['content-encoding'], undefined);
});

test('the first event of a stream arrives while the stream is open', { skip }, async () => {
  const first = await new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/v1/drivers/me/offers' }, response => {
      response.once('data', data => { resolve(String(data)); request.destroy(); });
    }).on('error', error => error.code === 'ECONNRESET' || reject(error));
  });

  assert.equal(first, 'data: first\n\n');
});

test('an address that is answered 401 again and again has to wait', { skip }, async () => {
  const statuses = [];
  for (let i = 0; i < 80; i++) {
    statuses.push((await ask('/v1/rides/refused')).status);
  }
  const last = await ask('/v1/rides');

  assert.ok(statuses.includes(401) && statuses.at(-1) === 429, String(statuses));
  assert.equal(last.status, 429);
  assert.equal(last.answered['retry-after'], '10');
  assert.equal(last.answered['content-type'], 'application/problem+json');
  assert.equal(last.body.status, 429);
});

function ask(path, headers = {}) {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path, headers, agent: false }, response => {
      let text = '';
      response.on('data', data => { text += data; });
      response.on('end', () => {
        let body;
        try {
          body = JSON.parse(text);
        } catch {
          body = text;
        }
        resolve({ status: response.statusCode, answered: response.headers, body });
      });
    }).on('error', reject);
  });
}

function listen(server) {
  return new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
}

async function freePort() {
  const server = net.createServer();
  await listen(server);
  const { port: free } = server.address();
  await new Promise(resolve => server.close(resolve));
  return free;
}

async function until(holds) {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 100))) {
    if (await holds().catch(() => false)) {
      return;
    }
  }
  throw new Error('HAProxy did not answer within 30 s');
}
