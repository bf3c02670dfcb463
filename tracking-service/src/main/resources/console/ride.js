// One ride: what it waits for, who held it up, and all that happened to it.

import { get, Problem, watch } from './api.js';
import { actions } from './actions.js';
import { el, replace } from './dom.js';
import { showLanes } from './lanes.js';
import { outcome, shares, total, withPresent } from './path.js';
import { clock, clockMillis, day, duration, now, ticking } from './time.js';
import { eventDetail, eventName, ruleName, shortId, stateName } from './words.js';
import { whyThisDriver } from './why.js';

const FINAL = ['COMPLETED', 'CANCELLED', 'NO_DRIVER_AVAILABLE'];

export function ride({ main, signal, setLive, argument: id }) {
  document.title = `Ride ${shortId(id)} · Ridewire`;
  const note = el('p', { class: 'note', role: 'status' }, 'Loading …');
  const parts = Object.fromEntries(['head', 'now', 'path', 'story', 'lanes', 'events'].map(name => [name, el('div', { class: `part-${name}` })]));
  const why = whyThisDriver(id, signal);
  let page = null;
  let spans = { available: false, spans: [] };
  let spansAsked = 0;

  replace(main, el('p', { class: 'back' }, el('a', { href: '#/' }, '← Board')), note);

  const draw = () => {
    document.title = `${stateName(page.ride.state)} · Ride ${shortId(id)} · Ridewire`;
    replace(parts.head, head(page));
    drawNow();
    replace(parts.path, pathView(page));
    replace(parts.story, story(page));
    showLanes(parts.lanes, page, spans);
    replace(parts.events, everyEvent(page));
  };
  const drawNow = () => replace(parts.now, pending(page.ride));

  const loadSpans = async () => {
    const asked = ++spansAsked;
    try {
      const found = await get(`/v1/ops/rides/${id}/spans`, signal);
      if (asked === spansAsked) spans = found;
    } catch (error) {
      if (signal.aborted || !(error instanceof Problem)) return;
      spans = { available: true, spans: [], fault: error.message };
    }
    if (page) showLanes(parts.lanes, page, spans);
  };

  watch(`/v1/ops/rides/${id}/timeline/stream`, signal, value => {
    const first = page === null;
    const grown = first || value.events.length !== page.events.length;
    page = value;
    if (first) replace(main, el('p', { class: 'back' }, el('a', { href: '#/' }, '← Board')), parts.head, parts.now,
      actions(id, () => page.ride), parts.path, parts.story, parts.lanes, why, parts.events);
    draw();
    // Spans come some seconds after the events that they belong to.
    if (grown) [first ? 0 : 1500, 6500].forEach(pause => after(pause, loadSpans, signal));
  }, (state, error) => {
    setLive(state);
    if (error?.status === 404) replace(main, el('h1', {}, 'No such ride'), el('p', {}, error.message),
      el('p', {}, el('a', { href: '#/' }, 'To the board')));
    else if (page === null && state !== 'live') note.textContent = state === 'reconnecting' ? 'Trying again …' : state;
  });

  const timer = setInterval(() => {
    if (!page) return;
    drawNow();
    if (page.ride.state === 'REQUESTED') replace(parts.path, pathView(page));
  }, 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
  let width = main.clientWidth;
  const resized = new ResizeObserver(() => {
    if (page && Math.abs(main.clientWidth - width) > 4) {
      width = main.clientWidth;
      showLanes(parts.lanes, page, spans);
    }
  });
  resized.observe(main);
  signal.addEventListener('abort', () => resized.disconnect());
}

function after(pause, action, signal) {
  const timer = setTimeout(action, pause);
  signal.addEventListener('abort', () => clearTimeout(timer));
}

function head({ ride }) {
  return [
    el('h1', {}, 'Ride ', el('code', { class: 'id', title: ride.id }, shortId(ride.id)), ' ',
      el('span', { class: `state ${ride.state}` }, stateName(ride.state))),
    el('p', { class: 'facts' }, [
      `Requested ${day(ride.requestedAt)}, ${clock(ride.requestedAt)}`, ride.city, ride.vehicleClass.toLowerCase(),
      ride.driverId && `driver ${ride.driverId}`, ride.attempt > 1 && `attempt ${ride.attempt}`, `version ${ride.version}`,
    ].filter(Boolean).join(' · '))];
}

function pending(ride) {
  if (!ride.pending && !ride.stuck) return [];
  const left = ride.pending?.until ? Date.parse(ride.pending.until) - now() : null;
  return el('p', { class: ride.stuck ? 'pending stuck' : 'pending' },
    ride.stuck && el('strong', { class: 'alarm' }, `Stuck: ${ruleName(ride.stuck.rule)}. `),
    ride.pending && ['Waiting for ', el('strong', {}, ride.pending.what), ' since ', clock(ride.pending.since),
      el('span', { class: 'number' }, ` · ${ticking(now() - Date.parse(ride.pending.since))}`),
      left === null ? '' : el('span', { class: 'number' }, left > 0 ? ` · ${ticking(left)} left` : ` · ${ticking(-left)} over`)]);
}

function pathView(page) {
  const path = withPresent(page, now());
  if (!path.length) return [];
  const sum = total(path);
  const [most] = shares(path);
  const ended = page.events.find(event => event.id === path.at(-1).toId);
  const end = path.at(-1).running ? 'so far' : ended?.weight === 'failure' ? `until: ${eventName(ended.type).toLowerCase()}` : 'to the driver';
  const longest = path.reduce((best, wait) => wait.millis > best.millis ? wait : best);
  const bar = el('div', { class: 'path-bar', 'aria-hidden': 'true' }, path.map(wait => {
    const segment = el('i', { class: `lane-${wait.waitsFor}${wait.running ? ' running' : ''}`, title: `${wait.what}: ${duration(wait.millis)}` });
    segment.style.flexGrow = String(Math.max(wait.millis, sum / 2000));
    return segment;
  }));
  return el('section', { 'aria-labelledby': 'path-title' },
    el('h2', { id: 'path-title' }, 'From request ', end, ': ', el('span', { class: 'number' }, duration(sum))),
    sum >= 1000 && el('p', { class: 'lead' }, 'Most of it waited for ', el('strong', { class: `word-${most.party}` }, partyName(most.party)),
      ` (${duration(most.millis)}, ${Math.round(most.share * 100)} %). `,
      `The longest wait was ${duration(longest.millis)} for ${longest.what}`, failureOf(longest, page), '.'),
    bar,
    el('ol', { class: 'legs' }, path.map(wait => {
      const failed = outcome(wait, page.events);
      return el('li', { class: wait === longest ? 'longest' : '' },
        el('span', { class: 'number' }, duration(wait.millis)),
        el('span', { class: `dot lane-${wait.waitsFor}`, 'aria-hidden': 'true' }),
        el('span', {}, wait.running ? 'waiting for ' : 'waited for ', wait.what,
          failed && el('span', { class: 'failed' }, ` – ${eventName(failed.type).toLowerCase()}${eventDetail(failed) ? ` (${eventDetail(failed)})` : ''}`)));
    })));
}

function failureOf(wait, page) {
  const failed = outcome(wait, page.events);
  return failed ? `, and it was in vain: ${eventName(failed.type).toLowerCase()}` : '';
}

const partyName = party => (party === 'driver' ? 'drivers' : party === 'rider' ? 'the rider' : party);

function story(page) {
  const big = page.events.filter(event => event.weight !== 'detail');
  const small = page.events.length - big.length;
  return el('section', { 'aria-labelledby': 'story-title' },
    el('h2', { id: 'story-title' }, 'Decisions and failures'),
    el('ol', { class: 'story' }, big.map((event, index) => {
      const before = index > 0 ? Date.parse(event.at) - Date.parse(big[index - 1].at) : null;
      return el('li', { class: event.weight },
        el('time', { datetime: event.at, class: 'number' }, clock(event.at)),
        el('span', { class: `dot lane-${event.lane}`, 'aria-hidden': 'true' }),
        el('span', {}, el('strong', {}, eventName(event.type)), ' ', el('span', { class: 'detail' }, eventDetail(event))),
        el('span', { class: 'number gap' }, before === null ? '' : `+${duration(before)}`));
    })),
    small > 0 && el('p', { class: 'help' }, `${small} more ${small === 1 ? 'event' : 'events'} without a decision: see every event below.`));
}

function everyEvent(page) {
  const open = document.getElementById('every')?.open ?? false;
  return el('details', { id: 'every', open },
    el('summary', { 'data-key': 'every' }, el('h2', {}, `Every event (${page.events.length})`)),
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Every event' }, el('table', { class: 'events' },
      el('thead', {}, el('tr', {}, ...['Time', 'Event', 'Aggregate', 'Version', 'Seen after', 'Trace'].map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, page.events.map(event => el('tr', { class: event.weight },
        el('td', { class: 'number' }, clockMillis(event.occurredAt)),
        el('th', { scope: 'row' }, eventName(event.type), ' ', el('span', { class: 'detail' }, eventDetail(event))),
        el('td', {}, event.aggregate),
        el('td', { class: 'number' }, String(event.version)),
        el('td', { class: 'number' }, duration(Date.parse(event.recordedAt) - Date.parse(event.occurredAt))),
        el('td', {}, event.traceId ? el('code', { title: event.traceId }, event.traceId.slice(-8)) : '–')))))),
    el('p', { class: 'help' }, `${page.traceIds.length} traces. “Seen after” is the way through outbox, relay, Kafka and inbox.`,
      FINAL.includes(page.ride.state) ? '' : ' The list grows while the ride goes on.'));
}
