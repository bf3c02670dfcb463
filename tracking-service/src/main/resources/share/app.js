// Follows a shared ride. The token stands behind # in the page's address, so no server sees it there.
const STAGES = {
  WAITING: 'Waiting for a driver',
  COMING: 'The car is on its way to the pickup',
  ARRIVED: 'The car is at the pickup',
  ON_TRIP: 'On the way to the destination',
};
const OVER = 'This link shows nothing any more. The ride is over, or it is no longer shared.';
const STALE_SECONDS = 30;
const TRAIL_POINTS = 120;
const METERS_PER_DEGREE = 111_195;
const SMALLEST_RADIUS = 150;

const element = (id) => document.getElementById(id);
// An SVG element has the attribute, but no property of that name.
const reveal = (id, visible) => element(id).toggleAttribute('hidden', !visible);
let source = null;
let resting = false;
let retry = 0;
let seenAt = 0;
let trail = [];

function token() {
  return location.hash.slice(1);
}

function address() {
  return `v1/shared/${encodeURIComponent(token())}`;
}

function stop() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function follow() {
  stop();
  resting = false;
  reveal('again', false);
  if (token() === '') {
    return finish(OVER);
  }
  source = new EventSource(address());
  source.addEventListener('view', (event) => show(JSON.parse(event.data)));
  source.addEventListener('end', (event) => {
    const { reason } = JSON.parse(event.data);
    if (reason === 'link-over') {
      finish(OVER);
    } else if (reason === 'replaced') {
      pause('This link is open in too many places.');
    }
    // After a shutdown the browser returns by itself, when the server said.
  });
  source.addEventListener('error', () => {
    // The browser returns after a cut by itself, and gives up after an answer that is no stream.
    if (source?.readyState === EventSource.CLOSED) {
      findOutWhy();
    }
  });
}

async function findOutWhy() {
  stop();
  try {
    const answer = await fetch(address(), { headers: { Accept: 'application/json' }, referrerPolicy: 'no-referrer' });
    if (answer.status === 404) {
      return finish(OVER);
    }
  } catch {
    // The phone has no network: the next attempt tells.
  }
  retry = setTimeout(follow, 3_000 + Math.random() * 4_000);
}

function finish(text) {
  pause(text);
  for (const id of ['map', 'age', 'vehicle', 'place', 'again']) {
    reveal(id, false);
  }
  trail = [];
}

function pause(text) {
  stop();
  resting = true;
  element('stage').textContent = text;
  element('eta').textContent = '';
  reveal('again', true);
}

function show({ stage, vehicle, position, etaSeconds }) {
  element('stage').textContent = STAGES[stage] ?? 'On its way';
  element('eta').textContent = stage === 'ARRIVED' || etaSeconds === null ? '' : minutes(etaSeconds);
  reveal('vehicle', vehicle !== null);
  if (vehicle !== null) {
    element('plate').textContent = vehicle.plate;
    element('model').textContent = vehicle.model;
  }
  for (const id of ['map', 'age', 'place']) {
    reveal(id, position !== null);
  }
  if (position !== null) {
    seenAt = Date.now() - position.ageSeconds * 1_000;
    draw(position);
    age();
    const { lat, lng } = position;
    element('place').href = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=16/${lat}/${lng}`;
  }
}

function minutes(seconds) {
  return seconds < 60 ? 'Less than a minute' : `${Math.round(seconds / 60)} min`;
}

function age() {
  if (element('age').hidden) {
    return;
  }
  const seconds = Math.max(0, Math.round((Date.now() - seenAt) / 1_000));
  const stale = seconds > STALE_SECONDS;
  const ago = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
  element('age').textContent = stale ? `No signal: the car was seen here ${ago} ago` : `Seen ${ago} ago`;
  element('age').classList.toggle('stale', stale);
}

function draw(position) {
  const last = trail.at(-1);
  if (last === undefined || last.lat !== position.lat || last.lng !== position.lng) {
    trail = [...trail, position].slice(-TRAIL_POINTS);
  }
  const meters = trail.map((point) => ({
    x: degrees(point.lng - position.lng) * METERS_PER_DEGREE * Math.cos(position.lat * Math.PI / 180),
    y: (position.lat - point.lat) * METERS_PER_DEGREE,
  }));
  const farthest = Math.max(SMALLEST_RADIUS, ...meters.map(({ x, y }) => Math.hypot(x, y)));
  const radius = round(farthest);
  const scale = 90 / radius;
  element('trail').setAttribute('points', meters.map(({ x, y }) => `${(x * scale).toFixed(1)},${(y * scale).toFixed(1)}`)
      .join(' '));
  element('car').setAttribute('transform', `rotate(${position.heading ?? 0})`);
  element('scale').textContent = radius >= 2_000 ? `${radius / 2_000} km` : `${radius / 2} m`;
}

/** Keeps a step over the antimeridian short. */
function degrees(difference) {
  return (difference + 540) % 360 - 180;
}

/** Returns the next of 200, 400, 1000, 2000, 4000 ... metres. */
function round(meters) {
  for (let power = 100; ; power *= 10) {
    for (const step of [2, 4, 10]) {
      if (meters <= step * power) {
        return step * power;
      }
    }
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    stop();
  } else if (!resting && source === null) {
    follow();
  }
});
element('again').addEventListener('click', follow);
addEventListener('hashchange', () => {
  trail = [];
  follow();
});
setInterval(age, 1_000);
follow();
