// The API on this page's own origin. The token lives in this tab only, and in no address.

import { EventParser, pauseAfter } from './events.js';
import { setServerTime } from './time.js';

const KEY = 'ridewire.token';
/** A heartbeat comes every 15 s; after twice that the connection is dead. */
const SILENCE = 30_000;

let token = sessionStorage.getItem(KEY);
let onRefusal = () => {};

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `The answer was ${status}.`);
    this.status = status;
    this.body = body ?? {};
  }
}

export const isSignedIn = () => token !== null;

export function whenRefused(action) {
  onRefusal = action;
}

export function signIn(text) {
  token = text;
  sessionStorage.setItem(KEY, text);
}

export function signOut() {
  token = null;
  sessionStorage.removeItem(KEY);
}

/** Returns what a token says about itself; null for a text that is no token. The service checks it, not this page. */
export function claimsOf(text) {
  try {
    const payload = text.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), char => char.charCodeAt(0))));
  } catch {
    return null;
  }
}

async function request(path, options = {}) {
  const answer = await fetch(path, {
    ...options,
    headers: { Authorization: `Bearer ${token}`, ...options.headers },
    cache: 'no-store',
    credentials: 'omit',
  });
  setServerTime(answer.headers.get('Date'));
  if (answer.ok) return answer;
  const body = await answer.json().catch(() => null);
  if (answer.status === 401) {
    signOut();
    onRefusal('The token is not valid, or no longer. Sign in again.');
  }
  throw new Problem(answer.status, body);
}

export async function get(path, signal) {
  return (await request(path, { headers: { Accept: 'application/json' }, signal })).json();
}

export async function post(path, body) {
  const answer = await request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

/**
 * Watches a stream until the signal aborts it, and reconnects after each end.
 *
 * @param onValue is called with each value
 * @param onState is called with "live" or with the reason of a pause
 */
export async function watch(path, signal, onValue, onState) {
  let failures = 0;
  while (!signal.aborted && token !== null) {
    try {
      await readOnce(path, signal, value => {
        failures = 0;
        onState('live');
        try {
          onValue(value);
        } catch (fault) {
          // A fault of the page, not of the stream: the browser's console tells it.
          reportError(fault);
        }
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Problem && error.status < 500 && error.status !== 429) {
        onState(error.message, error);
        return;
      }
    }
    if (signal.aborted) return;
    onState('reconnecting');
    await new Promise(resolve => setTimeout(resolve, pauseAfter(failures++)));
  }
}

async function readOnce(path, signal, onValue) {
  const dead = new AbortController();
  let timer = setTimeout(() => dead.abort(), SILENCE);
  try {
    const answer = await request(path, {
      headers: { Accept: 'text/event-stream, application/problem+json' },
      signal: AbortSignal.any([signal, dead.signal]),
    });
    const parser = new EventParser();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => dead.abort(), SILENCE);
      for (const event of parser.push(piece.value)) {
        // After "end" the connection closes, and the caller comes back.
        if (event.name !== 'end') onValue(JSON.parse(event.data));
      }
    }
  } finally {
    clearTimeout(timer);
  }
}
