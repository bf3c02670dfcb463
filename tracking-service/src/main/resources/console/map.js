// The live map: roads from a file, cars that glide from one position to the next, and rides that wait.

import { get, watch } from './api.js';
import { el, replace } from './dom.js';
import { fit, Mercator } from './mercator.js';
import { shortId, stateName } from './words.js';

/** A new view comes each second; a car takes as long to its next position. */
const GLIDE = 1_000;
const START = [-74.03, 40.68, -73.90, 40.83];

let remembered = null;

export function showMap(parent, signal) {
  const canvas = el('canvas', { tabindex: 0, role: 'application', 'aria-label': 'Live map. Arrows move it, plus and minus zoom.' });
  const tip = el('a', { class: 'tip', hidden: true });
  const note = el('p', { class: 'map-note', role: 'status' });
  const button = (text, label, action) => el('button', { type: 'button', 'aria-label': label, onclick: action }, text);
  replace(parent, canvas, tip, el('div', { class: 'zoom' },
    button('+', 'Zoom in', () => zoom(1.5)), button('−', 'Zoom out', () => zoom(1 / 1.5)), button('⤢', 'Show all', () => showAll())), note);
  const context = canvas.getContext('2d');
  const view = remembered ?? new Mercator(START);
  remembered = view;
  const cars = new Map();
  let waiting = [];
  let roads = [];
  let roadPaths = null;
  let colors = null;
  let frame = 0;
  let moved = false;

  const resize = () => {
    const ratio = Math.min(2, devicePixelRatio);
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !height) return;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    view.resize(width, height);
    roadPaths = null;
    draw();
  };
  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const recolor = () => { colors = null; draw(); };
  dark.addEventListener('change', recolor);

  const draw = () => {
    if (!frame) frame = requestAnimationFrame(paint);
  };
  const paint = time => {
    frame = 0;
    colors ??= colorsOf(canvas);
    context.fillStyle = colors.ground;
    context.fillRect(0, 0, view.width, view.height);
    roadPaths ??= pathsOf(roads, view);
    context.lineCap = 'round';
    context.strokeStyle = colors.road;
    context.lineWidth = view.zoom > 13 ? 2.5 : 1;
    context.stroke(roadPaths);
    for (const ride of waiting) paintWaiting(context, colors, view.point(ride.lng, ride.lat), ride);
    let gliding = false;
    const far = view.zoom < 12;
    for (const car of cars.values()) {
      const share = Math.min(1, (time - car.since) / GLIDE);
      if (share < 1) gliding = true;
      const lng = car.from.lng + (car.to.lng - car.from.lng) * share;
      const lat = car.from.lat + (car.to.lat - car.from.lat) * share;
      paintCar(context, colors, view.point(lng, lat), car.to, far);
    }
    if (gliding) draw();
  };

  let stop = null;
  const follow = () => {
    stop?.abort();
    stop = new AbortController();
    const box = view.box(0.1).map(value => value.toFixed(5)).join(',');
    watch(`/v1/ops/map/stream?box=${box}`, AbortSignal.any([signal, stop.signal]), update, () => {});
  };
  let pausing = 0;
  const followSoon = () => {
    clearTimeout(pausing);
    pausing = setTimeout(follow, 400);
  };
  const update = news => {
    const time = performance.now();
    const present = new Set(news.cars.map(car => car.driverId));
    for (const id of cars.keys()) if (!present.has(id)) cars.delete(id);
    for (const car of news.cars) {
      const known = cars.get(car.driverId);
      const share = known ? Math.min(1, (time - known.since) / GLIDE) : 1;
      const from = known
        ? { lng: known.from.lng + (known.to.lng - known.from.lng) * share, lat: known.from.lat + (known.to.lat - known.from.lat) * share }
        : car;
      cars.set(car.driverId, { from, to: car, since: time });
    }
    waiting = news.waiting;
    const rides = news.cars.filter(car => car.rideId).length;
    const text = `${news.cars.length.toLocaleString('en')} cars, ${rides.toLocaleString('en')} on a ride, ${waiting.length.toLocaleString('en')} riders waiting here`
      + (news.hidden ? `; ${news.hidden.toLocaleString('en')} more cars are not drawn` : '');
    if (note.textContent !== text) note.textContent = text;
    draw();
  };

  const change = () => {
    roadPaths = null;
    moved = true;
    tip.hidden = true;
    draw();
    followSoon();
  };
  const zoom = (factor, x = view.width / 2, y = view.height / 2) => {
    view.zoomBy(factor, x, y);
    change();
  };
  const showAll = async () => {
    const world = await get('/v1/ops/map?box=-180,-85,180,85', signal).catch(() => null);
    const points = world ? [...world.cars, ...world.waiting] : [];
    if (points.length === 0) return;
    view.show(fit(points.map(point => [point.lng, point.lat]), 0.01));
    change();
    moved = false;
  };

  let drag = null;
  canvas.addEventListener('pointerdown', event => {
    drag = { x: event.clientX, y: event.clientY, far: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.far && Math.hypot(dx, dy) < 4) return;
    view.move(-dx, -dy);
    drag = { x: event.clientX, y: event.clientY, far: true };
    change();
  });
  canvas.addEventListener('pointerup', event => {
    if (drag && !drag.far) pick(event.offsetX, event.offsetY);
    drag = null;
  });
  canvas.addEventListener('pointercancel', () => { drag = null; });
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    zoom(2 ** (-event.deltaY / 300), event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener('keydown', event => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    if (step) {
      view.move(...step);
      change();
    } else if (event.key === '+' || event.key === '=') zoom(1.5);
    else if (event.key === '-') zoom(1 / 1.5);
    else return;
    event.preventDefault();
  });

  const pick = (x, y) => {
    const found = [
      ...waiting.map(ride => ({ id: ride.rideId, text: `${shortId(ride.rideId)}: ${stateName(ride.state)}`, at: view.point(ride.lng, ride.lat) })),
      ...[...cars.values()].map(({ to }) => ({
        id: to.rideId, text: to.rideId ? `${to.driverId}: ${stateName(to.state)}` : `${to.driverId}: free`, at: view.point(to.lng, to.lat),
      })),
    ].map(item => ({ ...item, away: Math.hypot(item.at[0] - x, item.at[1] - y) })).sort((a, b) => a.away - b.away)[0];
    tip.hidden = !found || found.away > 18;
    if (tip.hidden) return;
    tip.textContent = found.text;
    if (found.id) tip.href = `#/rides/${found.id}`;
    else tip.removeAttribute('href');
    tip.style.left = `${Math.min(found.at[0] + 10, view.width - 200)}px`;
    tip.style.top = `${found.at[1] - 12}px`;
  };

  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    clearTimeout(pausing);
    sizes.disconnect();
    dark.removeEventListener('change', recolor);
  });
  fetch('/console/roads.geojson', { signal }).then(answer => answer.json()).then(collection => {
    roads = collection.features.flatMap(linesOf);
    if (!moved && roads.length) view.show(fit(roads.flat()));
    roadPaths = null;
    draw();
    follow();
  }).catch(() => {
    if (!signal.aborted) follow();
  });
  resize();
}

function linesOf({ geometry }) {
  if (geometry?.type === 'LineString') return [geometry.coordinates];
  if (geometry?.type === 'MultiLineString' || geometry?.type === 'Polygon') return geometry.coordinates;
  return [];
}

function pathsOf(lines, view) {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach(([lng, lat], index) => {
      const [x, y] = view.point(lng, lat);
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
  }
  return path;
}

function colorsOf(element) {
  const style = getComputedStyle(element);
  const color = name => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: color('ground'), road: color('road'), free: color('faint'), ride: color('booking'), wait: color('dispatch'),
    stuck: color('alarm'), paper: color('paper'),
  };
}

function paintCar(context, colors, [x, y], car, far) {
  const color = car.stuck ? colors.stuck : car.rideId ? colors.ride : colors.free;
  context.fillStyle = color;
  if (far || car.heading === null) {
    context.beginPath();
    context.arc(x, y, far ? 2.5 : 4.5, 0, 7);
    context.fill();
  } else {
    context.save();
    context.translate(x, y);
    context.rotate(car.heading * Math.PI / 180);
    context.beginPath();
    context.moveTo(0, -7);
    context.lineTo(5, 6);
    context.lineTo(0, 3);
    context.lineTo(-5, 6);
    context.closePath();
    context.fill();
    context.restore();
  }
  if (car.stuck) ring(context, color, x, y, 10);
}

function paintWaiting(context, colors, [x, y], ride) {
  const color = ride.stuck ? colors.stuck : colors.wait;
  context.fillStyle = color;
  context.strokeStyle = colors.paper;
  context.lineWidth = 1.5;
  context.beginPath();
  context.rect(x - 4, y - 4, 8, 8);
  context.fill();
  context.stroke();
  if (ride.stuck) ring(context, color, x, y, 9);
}

function ring(context, color, x, y, radius) {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.stroke();
}
