// The board: all open rides, those that need somebody first, beside the map.

import { watch } from './api.js';
import { el, replace } from './dom.js';
import { showMap } from './map.js';
import { now, ticking } from './time.js';
import { ALL_STATES, OPEN_STATES, ruleName, shortId, stateName } from './words.js';

const AGES = [['', 'any time'], ['PT1M', 'over 1 min'], ['PT2M', 'over 2 min'], ['PT5M', 'over 5 min'], ['PT15M', 'over 15 min']];

export function board({ main, signal, setLive, argument }) {
  document.title = 'Board · Ridewire';
  const filter = new URLSearchParams(argument ?? '');
  const counts = el('nav', { class: 'counts', 'aria-label': 'Rides by state' });
  const body = el('tbody');
  const note = el('p', { class: 'note', role: 'status' }, 'Loading …');
  const more = el('p', { class: 'note' });
  const mapBox = el('section', { class: 'map', 'aria-label': 'Live map' });
  const table = el('table', { class: 'rides', hidden: true },
    el('caption', { class: 'unseen' }, 'Rides'),
    el('thead', {}, el('tr', {}, ...['Ride', 'State', 'Waiting for', 'For', 'City'].map(name => el('th', { scope: 'col' }, name)))),
    body);
  replace(main,
    el('h1', { class: 'unseen' }, 'Board'),
    el('div', { class: 'split' },
      el('section', { class: 'board', 'aria-label': 'Board' }, counts, filterForm(filter), note, table, more),
      mapBox));

  let stuck = [];
  let page = null;
  const show = () => {
    if (!page) return;
    const ids = new Set(stuck.map(ride => ride.id));
    const rides = [...stuck, ...page.items.filter(ride => !ids.has(ride.id))];
    showCounts(counts, page.counts, filter);
    note.textContent = rides.length ? '' : 'No ride matches.';
    table.hidden = rides.length === 0;
    replace(body, rides.map(row));
    more.textContent = page.nextCursor ? `The first ${rides.length} rides are shown. Narrow the filter to see others.` : '';
  };
  const query = new URLSearchParams(filter);
  query.set('limit', '100');
  watch(`/v1/ops/rides/stream?${query}`, signal, value => {
    page = value;
    show();
  }, state => {
    setLive(state);
    if (state !== 'live' && state !== 'reconnecting') note.textContent = state;
  });
  // Without a filter, the rides that need somebody come first.
  if ([...filter].length === 0) watch('/v1/ops/rides/stream?stuck=true&limit=20', signal, value => {
    stuck = value.items;
    show();
  }, () => {});
  const clock = setInterval(() => tick(body), 1000);
  signal.addEventListener('abort', () => clearInterval(clock));
  showMap(mapBox, signal);
}

function filterForm(filter) {
  const change = event => {
    const data = new FormData(event.target.closest('form'));
    const next = new URLSearchParams([...data].filter(([, value]) => value !== ''));
    const text = next.toString();
    location.hash = text ? `#/?${text}` : '#/';
  };
  const option = selected => ([value, text]) => el('option', { value, selected: value === selected }, text);
  return el('form', { class: 'filter', role: 'search', onsubmit: event => { event.preventDefault(); change(event); } },
    el('label', {}, 'State ', el('select', { name: 'state', 'data-key': 'state', onchange: change },
      [['', 'All open'], ...ALL_STATES.map(state => [state, stateName(state)])].map(option(filter.get('state') ?? '')))),
    el('label', {}, 'In it for ', el('select', { name: 'olderThan', 'data-key': 'age', onchange: change },
      AGES.map(option(filter.get('olderThan') ?? '')))),
    el('label', {}, 'City ', el('input', {
      name: 'city', 'data-key': 'city', value: filter.get('city') ?? '', size: 10, maxlength: 64, placeholder: 'All', onchange: change,
    })),
    el('label', { class: 'check' }, el('input', {
      type: 'checkbox', name: 'stuck', value: 'true', 'data-key': 'stuck', checked: filter.get('stuck') === 'true', onchange: change,
    }), ' Stuck only'));
}

function showCounts(nav, counts, filter) {
  const byState = Object.fromEntries(counts.map(count => [count.state, count]));
  const stuck = counts.reduce((sum, count) => sum + count.stuck, 0);
  const tile = (name, value, href, selected, mark) => el('a', {
    href, 'data-key': `count-${name}`, class: mark ? 'count stuck' : 'count', 'aria-current': selected ? 'true' : undefined,
  }, el('strong', {}, value.toLocaleString('en')), ' ', el('span', {}, name));
  replace(nav,
    tile('Stuck', stuck, '#/?stuck=true', filter.get('stuck') === 'true', stuck > 0),
    OPEN_STATES.filter(state => byState[state]?.rides || state !== 'SCHEDULED').map(state => tile(
      stateName(state), byState[state]?.rides ?? 0, `#/?state=${state}`, filter.get('state') === state, false)));
}

function row(ride) {
  const stuck = ride.stuck;
  return el('tr', { class: stuck ? 'stuck' : '' },
    el('th', { scope: 'row' }, el('a', { href: `#/rides/${ride.id}`, 'data-key': ride.id }, shortId(ride.id)),
      ride.attempt > 1 && el('span', { class: 'attempt' }, ` attempt ${ride.attempt}`)),
    el('td', { 'data-name': 'State' }, el('span', { class: `state ${ride.state}` }, stateName(ride.state))),
    el('td', { 'data-name': 'Waiting for', class: 'waiting' },
      stuck ? el('strong', {}, ruleName(stuck.rule)) : ride.pending?.what ?? '–',
      !stuck && ride.pending?.until && el('span', { class: 'left', 'data-until': ride.pending.until })),
    el('td', { 'data-name': 'For', class: 'number', 'data-since': ride.pending?.since ?? ride.stateChangedAt },
      ticking(now() - Date.parse(ride.pending?.since ?? ride.stateChangedAt))),
    el('td', { 'data-name': 'City', class: 'city' }, ride.city || '–'));
}

function tick(body) {
  for (const cell of body.querySelectorAll('[data-since]')) {
    cell.textContent = ticking(now() - Date.parse(cell.dataset.since));
  }
  for (const cell of body.querySelectorAll('[data-until]')) {
    const left = Date.parse(cell.dataset.until) - now();
    cell.textContent = left > 0 && left < 600_000 ? ` ${ticking(left)} left` : '';
  }
}
