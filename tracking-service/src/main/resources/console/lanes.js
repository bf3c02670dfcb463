// The time line: a lane for each party, one scale, and long waits as breaks that say how long they are.

import { layOut, partsOf, rowsOf } from './axis.js';
import { el, replace, svg } from './dom.js';
import { clockMillis, duration } from './time.js';
import { eventDetail, eventName, LANES } from './words.js';

const TOP = 46;
const HEAD = 78;
const LABEL_ROWS = 2;
const EVENT_HEIGHT = 46;
const BAR = 11;
const MOST_ROWS = 6;
/** A span that is longer is a stream: it begins and ends, and nothing happens in between. */
const STREAM = 5_000;

let chosen = null;

export function showLanes(parent, page, spans) {
  const scrolled = parent.querySelector('.lanes')?.scrollLeft ?? 0;
  const width = Math.max(320, parent.clientWidth || parent.parentElement?.clientWidth || 900) - HEAD - 2;
  const bars = spans.spans.map(span => ({
    span, from: span.startMicros / 1000, to: (span.startMicros + span.durationMicros) / 1000,
  }));
  const intervals = page.events.map(event => [Date.parse(event.at), Date.parse(event.at)]);
  const first = Math.min(...intervals.map(([at]) => at));
  const last = Math.max(...intervals.map(([at]) => at));
  // A trace may hold work from long before or after, such as a stream of the rider.
  const near = bars.filter(bar => bar.to >= first - 10_000 && bar.from <= last + 30_000);
  near.forEach(bar => intervals.push(...bar.to - bar.from > STREAM ? [[bar.from, bar.from], [bar.to, bar.to]] : [[bar.from, bar.to]]));
  const axis = layOut(partsOf(intervals), width);
  const lanes = lanesOf(page.events, near, axis);
  const height = TOP + lanes.reduce((sum, lane) => sum + lane.height, 0) + 8;

  const drawing = svg('svg', {
    width: Math.ceil(axis.width) + 2, height, viewBox: `0 0 ${Math.ceil(axis.width) + 2} ${height}`, role: 'group', 'aria-label': 'Events and spans',
  }, breaks(axis, page.waits, height), ...lanes.map(lane => laneOf(lane, axis)), baton(axis, lanes, page), scale(axis),
    ...lanes.flatMap(lane => [...lane.bars.map(bar => barOf(bar, lane)), ...lane.events.map(mark => markOf(mark, lane, page))]));
  const heads = el('div', { class: 'lane-heads', 'aria-hidden': 'true' }, lanes.map(lane => {
    const head = el('span', { class: `word-${lane.name}` }, lane.name);
    head.style.height = `${lane.height}px`;
    return head;
  }));
  const box = el('div', { class: 'lanes', tabindex: 0, role: 'region', 'aria-label': 'Time line of all traces' }, drawing);
  const detail = el('div', { class: 'chosen', 'aria-live': 'polite' });
  replace(parent, el('section', {},
    el('h2', {}, 'Time line'),
    el('p', { class: 'help' }, sourceOf(page, spans)),
    el('div', { class: 'lane-frame' }, heads, box), detail));
  box.scrollLeft = scrolled;
  drawing.addEventListener('click', event => choose(event.target.closest('[data-what]'), detail, page, spans));
  drawing.addEventListener('focusin', event => choose(event.target.closest('[data-what]'), detail, page, spans));
  box.addEventListener('keydown', event => step(event, drawing));
  if (chosen) showChosen(chosen, detail, page, spans);
}

function sourceOf(page, spans) {
  const events = `${page.events.length} events of ${page.traceIds.length} traces`;
  if (spans.fault) return `${events}. ${spans.fault} The events are complete without it.`;
  if (!spans.available) return `${events}. No store of spans is connected here; the events are complete without it.`;
  return `${events}, ${spans.spans.length} spans${spans.truncated ? ' (more exist than are shown)' : ''}. Use the arrow keys to go from one to the next.`;
}

function lanesOf(events, bars, axis) {
  let top = TOP;
  return LANES.map(name => {
    const marks = place(events.filter(event => event.lane === name), axis);
    const own = bars.filter(({ span }) => laneOfSpan(span) === name).map(bar => {
      const x = axis.x(bar.from);
      return { ...bar, x, width: Math.max(2, axis.x(bar.to) - x) };
    }).sort((a, b) => a.x - b.x || b.width - a.width);
    const rows = rowsOf(own, 1);
    const placed = own.map((bar, index) => ({ ...bar, row: rows[index] })).filter(bar => bar.row < MOST_ROWS);
    const used = placed.reduce((most, bar) => Math.max(most, bar.row + 1), 0);
    const lane = { name, top, height: EVENT_HEIGHT + used * BAR + (used ? 8 : 0), events: marks, bars: placed, hidden: own.length - placed.length };
    top += lane.height;
    return lane;
  });
}

function laneOfSpan(span) {
  return LANES.includes(span.service) ? span.service : 'booking';
}

/** Gives labels the rows in which they fit; a label without room is left to the list and the keyboard. */
function place(events, axis) {
  const ends = Array(LABEL_ROWS).fill(-Infinity);
  const important = [...events].sort((a, b) => rank(a) - rank(b) || Date.parse(a.at) - Date.parse(b.at));
  const taken = [];
  const rows = new Map();
  for (const event of important) {
    const x = axis.x(Date.parse(event.at));
    const length = eventName(event.type).length * 6.1 + 12;
    const begin = Math.min(x, axis.width - length);
    const row = event.aggregate === 'driver' ? -1
      : ends.findIndex((_, candidate) => taken.every(other => other.row !== candidate || begin + length < other.begin || begin > other.end));
    if (row >= 0) taken.push({ row, begin, end: begin + length });
    rows.set(event, { row, begin });
  }
  return events.map(event => ({ event, x: axis.x(Date.parse(event.at)), ...rows.get(event) }));
}

const rank = event => ['failure', 'decision', 'detail'].indexOf(event.weight);

function breaks(axis, waits, height) {
  return axis.parts.filter(part => part.wait).map(part => {
    const middle = part.x + part.width / 2;
    const wait = waits.find(candidate => Date.parse(candidate.since) <= part.from + 200 && Date.parse(candidate.until) >= part.to - 200);
    const zigzag = [];
    for (let y = TOP - 4; y < height; y += 8) zigzag.push(`${middle + (y / 8 % 2 ? 2.5 : -2.5)},${y}`);
    return svg('g', { class: 'break' },
      svg('rect', { x: part.x, y: TOP - 4, width: part.width, height: height - TOP }),
      svg('polyline', { points: zigzag.join(' ') }),
      svg('text', { x: middle, y: 14, class: 'long' }, duration(wait ? wait.millis : part.to - part.from)),
      wait && wrap(wait.what, 17).slice(0, 2).map((line, index) => svg('text', { x: middle, y: 26 + index * 11 }, line)));
  });
}

function wrap(text, length) {
  const lines = [''];
  for (const word of text.replace(/^the /, '').split(' ')) {
    if (lines.at(-1).length + word.length > length) lines.push('');
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

function laneOf(lane, axis) {
  return svg('g', { class: 'lane' },
    svg('line', { x1: 0, x2: axis.width, y1: lane.top + lane.height, y2: lane.top + lane.height }),
    lane.hidden > 0 && svg('text', { x: 4, y: lane.top + lane.height - 3, class: 'more' }, `+${lane.hidden} more spans`));
}

/** The line of the wait: it runs in the lane of the party that the ride waits for. */
function baton(axis, lanes, page) {
  const critical = new Set(page.criticalPath.map(wait => wait.fromId));
  const y = name => lanes.find(lane => lane.name === name).top + 13;
  const lines = page.waits.map((wait, index) => {
    const from = axis.x(Date.parse(wait.since));
    const to = axis.x(Date.parse(wait.until));
    const before = index > 0 ? y(page.waits[index - 1].waitsFor) : y('rider');
    return svg('path', {
      d: `M${from},${before} V${y(wait.waitsFor)} H${to}`, class: `baton lane-${wait.waitsFor}${critical.has(wait.fromId) ? ' critical' : ''}`,
    });
  });
  return svg('g', { 'aria-hidden': 'true' }, lines);
}

function scale(axis) {
  const unit = axis.unit();
  const active = axis.parts.filter(part => !part.wait);
  const longest = active.reduce((best, part) => part.width > best.width ? part : best, active[0]);
  if (!longest) return null;
  const length = unit * axis.perMilli;
  const x = Math.min(longest.x + 4, Math.max(0, axis.width - length - 4));
  return svg('g', { class: 'scale' },
    svg('path', { d: `M${x},${TOP - 12} v4 h${length} v-4` }), svg('text', { x: x + length / 2, y: TOP - 14 }, duration(unit)));
}

function barOf(bar, lane) {
  const { span } = bar;
  return svg('rect', {
    x: bar.x, y: lane.top + EVENT_HEIGHT + bar.row * BAR, width: bar.width, height: BAR - 3, rx: 2, tabindex: -1, role: 'img',
    class: `bar lane-${lane.name}${span.error ? ' error' : ''}`, 'data-what': `span ${span.id}`,
    'aria-label': `${span.service}: ${span.name}, ${duration(span.durationMicros / 1000)}${span.error ? `, failed: ${span.error}` : ''}`,
  });
}

function markOf({ event, x, row, begin }, lane) {
  const failure = event.weight === 'failure';
  const y = lane.top + 13;
  return svg('g', {
    class: `event ${event.weight} lane-${lane.name}`, tabindex: -1, role: 'img', 'data-what': `event ${event.id}`,
    'aria-label': `${clockMillis(event.at)} ${eventName(event.type)} ${eventDetail(event)}`,
  },
    failure ? svg('path', { d: `M${x - 5},${y - 5} l10,10 m0,-10 l-10,10` }) : svg('circle', { cx: x, cy: y, r: event.weight === 'decision' ? 5 : 3 }),
    row >= 0 && svg('text', { x: begin + 5, y: lane.top + 30 + row * 11 }, eventName(event.type)));
}

function choose(target, detail, page, spans) {
  if (!target) return;
  chosen = target.dataset.what;
  showChosen(chosen, detail, page, spans);
}

function showChosen(what, detail, page, spans) {
  const [kind, id] = what.split(' ');
  const event = kind === 'event' && page.events.find(candidate => candidate.id === id);
  const span = kind === 'span' && spans.spans.find(candidate => candidate.id === id);
  if (event) {
    replace(detail, el('h3', {}, eventName(event.type), ` · ${event.aggregate} version ${event.version}`), pairs({
      at: clockMillis(event.occurredAt), 'seen by tracking after': duration(Date.parse(event.recordedAt) - Date.parse(event.occurredAt)),
      ...event.details, trace: event.traceId, event: event.id,
    }));
  } else if (span) {
    replace(detail, el('h3', {}, `${span.service}: ${span.name}`), pairs({
      duration: duration(span.durationMicros / 1000), kind: span.kind, error: span.error, ...span.attributes, trace: span.traceId,
    }));
  } else {
    replace(detail);
  }
}

function pairs(object) {
  return el('dl', {}, Object.entries(object).filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, String(value)))));
}

/** One stop for Tab, and arrows from one thing to the next in the order of time. */
function step(event, drawing) {
  const direction = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  moveFocus(drawing, direction);
}

function moveFocus(drawing, direction) {
  const all = [...drawing.querySelectorAll('[data-what]')].sort((a, b) => left(a) - left(b));
  const index = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, index + direction))]?.focus();
}

const left = element => element.getBBox().x;
