// Why this driver: dispatch's own account of the search, fetched when somebody asks for it.

import { get } from './api.js';
import { el, replace } from './dom.js';
import { clock, duration } from './time.js';

/** Returns the fold, which asks dispatch once it is open. */
export function whyThisDriver(id, signal) {
  const body = el('div');
  const section = el('details', {
    class: 'why',
    async ontoggle(event) {
      if (!event.target.open) return;
      replace(body, el('p', { class: 'note' }, 'Asking dispatch …'));
      try {
        const account = await get(`/v1/ops/rides/${id}/dispatch`, signal);
        replace(body, view(account));
      } catch (error) {
        if (!signal.aborted) replace(body, el('p', { class: 'note' }, `Dispatch gave no account. ${error.message}`));
      }
    },
  }, el('summary', {}, el('h2', {}, 'Why this driver')), body);
  return section;
}

function view(account) {
  return [
    (account.offers ?? []).length > 0 && table('Drivers who were asked', ['Driver', 'Asked', 'Away', 'Answer', 'Took'],
      account.offers.map(offer => [offer.driverId, clock(offer.madeAt), duration(offer.pickupEtaSeconds * 1000),
        offer.state.toLowerCase(), offer.endedAt ? duration(Date.parse(offer.endedAt) - Date.parse(offer.madeAt)) : 'open'])),
    ...(account.batches ?? []).flatMap(batch => [
      el('h3', {}, `${clock(batch.at)} · attempt ${batch.attempt}`),
      el('p', {}, batch.summary, batch.alikeBefore > 0 && ` So went ${batch.alikeBefore} batches before it.`),
      table('Drivers who were weighed', ['Driver', 'Drive', 'Waited', 'Lapsed', 'Cost', 'Result'],
        (batch.candidates ?? []).map(({ driverId, cost, result, lostToRideId }) => [driverId,
          duration(cost.pickupSeconds * 1000), `− ${duration(cost.waitingSeconds * 1000)}`,
          `+ ${duration(cost.lapsedSeconds * 1000)}`, `${cost.totalSeconds} s`,
          lostToRideId ? el('a', { href: `#/rides/${lostToRideId}` }, spaced(result)) : spaced(result)])),
    ]),
    (account.excludedDriverIds ?? []).length > 0
      && el('p', { class: 'help' }, `Not asked again: ${account.excludedDriverIds.join(', ')}.`),
    !(account.offers ?? []).length && !(account.batches ?? []).length && el('p', { class: 'note' }, 'Dispatch has considered nobody yet.'),
  ];
}

const spaced = slug => slug.toLowerCase().replace(/[_-]/g, ' ');

function table(caption, names, rows) {
  return rows.length > 0 && el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', {}, el('caption', {}, caption),
      el('thead', {}, el('tr', {}, names.map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, rows.map(([first, ...cells]) => el('tr', {}, el('th', { scope: 'row' }, first), cells.map(cell => el('td', {}, cell)))))));
}
