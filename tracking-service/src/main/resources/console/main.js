// The shell: sign-in, and one view at a time by the address behind the #.

import { claimsOf, isSignedIn, signIn, signOut, whenRefused } from './api.js';
import { board } from './board.js';
import { el, replace } from './dom.js';
import { ride } from './ride.js';

const main = document.getElementById('main');
const out = document.getElementById('out');
const live = document.getElementById('live');
let leave = new AbortController();

const ROUTES = [
  [/^#\/rides\/([0-9a-f-]{36})$/, ride],
  [/^(?:#\/?)?(?:\?.*)?$/, board],
  [/^#\/\?(.*)$/, board],
];

function show() {
  leave.abort();
  leave = new AbortController();
  setLive('');
  out.hidden = !isSignedIn();
  if (!isSignedIn()) {
    showSignIn();
    return;
  }
  for (const [pattern, view] of ROUTES) {
    const match = pattern.exec(location.hash);
    if (match) {
      view({ main, signal: leave.signal, setLive, argument: match[1] });
      return;
    }
  }
  document.title = 'Not found · Ridewire';
  replace(main, el('h1', {}, 'There is no such page'), el('p', {}, el('a', { href: '#/' }, 'To the board')));
}

function setLive(state) {
  live.textContent = { live: 'Live', reconnecting: 'Reconnecting …' }[state] ?? state;
  live.dataset.state = { live: 'live', '': '' }[state] ?? 'paused';
}

function showSignIn(fault = '') {
  document.title = 'Sign in · Ridewire';
  const field = el('textarea', {
    id: 'token', rows: 4, required: true, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off',
    'aria-describedby': 'token-help token-fault',
  });
  const problem = el('p', { id: 'token-fault', class: 'fault', role: 'alert' }, fault);
  const form = el('form', {
    class: 'sign-in',
    onsubmit(event) {
      event.preventDefault();
      const text = field.value.trim().replace(/^Bearer\s+/i, '');
      const claims = claimsOf(text);
      const refusal = refusalOf(claims);
      if (refusal) {
        problem.textContent = refusal;
        field.focus();
        return;
      }
      signIn(text);
      show();
      main.focus();
    },
  },
    el('h1', {}, 'Dispatcher’s console'),
    el('label', { for: 'token' }, 'Access token'),
    field,
    el('p', { id: 'token-help', class: 'help' }, 'It stays in this tab and is gone when you close it. On your machine, ',
      el('code', {}, './ridewire token dispatcher dee'), ' prints one.'),
    problem,
    el('button', { type: 'submit', class: 'primary' }, 'Sign in'));
  replace(main, form);
  field.focus();
}

function refusalOf(claims) {
  if (claims === null) return 'This is no access token: it should have three parts, with dots between them.';
  if (!claims.roles?.includes('dispatcher')) return 'This token is not a dispatcher’s.';
  if (claims.exp * 1000 < Date.now()) return 'This token has expired.';
  return '';
}

whenRefused(fault => {
  leave.abort();
  out.hidden = true;
  setLive('');
  showSignIn(fault);
});
out.addEventListener('click', () => {
  signOut();
  show();
});
addEventListener('hashchange', () => {
  show();
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
});
show();
