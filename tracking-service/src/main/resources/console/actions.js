// The commands of a dispatcher. Each asks first, says what it will do, and then shows the ride's own state.

import { post, Problem } from './api.js';
import { el, say } from './dom.js';
import { stateName } from './words.js';

const CANCELLABLE = ['SCHEDULED', 'REQUESTED', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED'];

export function actions(id, rideNow) {
  const result = el('p', { class: 'result', role: 'status' });
  const run = async (name, path, body) => {
    result.className = 'result';
    result.textContent = `${name} …`;
    const before = rideNow().version;
    try {
      await post(path, body);
      result.textContent = `${name}: accepted. Waiting for the ride to say so …`;
      await untilMoved(rideNow, before);
      result.textContent = rideNow().version > before
        ? `${name}: the ride is now “${stateName(rideNow().state)}” (version ${rideNow().version}).`
        : `${name}: accepted, but the ride has not changed yet. This page shows it as soon as it does.`;
    } catch (error) {
      result.className = 'result fault';
      const refused = error instanceof Problem && error.status < 500;
      const state = refused && error.body.currentState;
      result.textContent = refused
        ? `${name}: refused. ${error.message}${state ? ` The ride is “${stateName(state)}”.` : ''}`
        : `${name}: no answer. Above stands whether it happened.`;
    }
    say(result.textContent);
  };
  return el('div', { class: 'actions' },
    el('button', {
      type: 'button',
      onclick() {
        const ride = rideNow();
        if (!CANCELLABLE.includes(ride.state)) {
          say(result.textContent = `A ride that is “${stateName(ride.state)}” can’t be cancelled.`);
          return;
        }
        const reason = el('input', { name: 'reason', id: 'reason', value: 'dispatcher-decision', required: true, pattern: '[a-z]+(-[a-z]+)*', maxlength: 40 });
        ask('Cancel this ride?', [
          el('p', {}, ride.driverId
            ? `The rider loses this ride, and driver ${ride.driverId} is free again. The rider is told at once.`
            : 'The search ends and the rider is told at once.'),
          el('p', {}, 'This can’t be undone. The fee follows the policy for dispatchers.'),
          el('label', { for: 'reason' }, 'Reason (words in lower case, joined by hyphens)'), reason,
        ], 'Cancel the ride', () => run('Cancel', `/v1/rides/${id}/cancel`, { reason: reason.value }));
      },
    }, 'Cancel ride …'),
    result);
}

async function untilMoved(rideNow, version) {
  const end = performance.now() + 8_000;
  while (rideNow().version <= version && performance.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

function ask(title, content, verb, action) {
  const dialog = el('dialog', { 'aria-labelledby': 'ask-title' },
    el('form', {
      onsubmit(event) {
        event.preventDefault();
        dialog.close();
        action();
      },
    },
      el('h2', { id: 'ask-title' }, title), content,
      el('div', { class: 'choices' },
        el('button', { type: 'button', onclick: () => dialog.close() }, 'Leave as it is'),
        el('button', { type: 'submit', class: 'danger' }, verb))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
